"""How long the turns of the window's event loop take, and whether the goals for them are met."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from time import perf_counter, thread_time
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer

from tests.benchmarks.window_load import Load

EVERY = 1
"""Milliseconds between two turns of an event loop that has nothing to do; all the time would cost a processor."""
FRAME, WORST = 16.7, 33.0
"""Milliseconds: the goals for 99 of 100 frames, and for the longest."""


class Frames:
    """The times of the turns of the event loop, in milliseconds."""

    def __init__(self) -> None:
        self.turns: list[float] = []
        self.computed: list[float] = []
        self._timer = QTimer(interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.begun = self._last = perf_counter()
        self._used = thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Measures no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now, used = perf_counter(), thread_time()
        self.turns.append((now - self._last) * 1000)
        self.computed.append((used - self._used) * 1000)
        self._last, self._used = now, used


def at(values: list[float], part: float) -> float:
    """The value below which that part of all is."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def wait(seconds: float) -> None:
    """Lets the event loop turn for so long."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def wait_for(condition: Callable[[], bool], patience: float = 600) -> None:
    """Lets the event loop turn until something is so."""
    end = perf_counter() + patience
    while not condition():
        if perf_counter() > end:
            raise TimeoutError
        wait(0.01)


class Machine:
    """A process that only sleeps a millisecond at a time: how late it wakes is not the window's doing."""

    def __init__(self) -> None:
        apart = multiprocessing.get_context("spawn")
        self._gaps: Any = apart.Array("d", 1_000_000, lock=False)
        self._count: Any = apart.Value("q", 0, lock=False)
        self._from = 0
        sleeper = apart.Process(target=_sleep, args=(self._gaps, self._count), daemon=True)
        sleeper.start()

    def since(self) -> list[float]:
        """The milliseconds between its turns since the last time it was asked."""
        begun, self._from = self._from, int(self._count.value)
        return list(self._gaps[begun : self._from]) or [0.0]


def _sleep(gaps: Any, count: Any) -> None:
    last = perf_counter()
    for place in range(len(gaps)):
        time.sleep(0.001)
        now = perf_counter()
        gaps[place] = (now - last) * 1000
        count.value = place + 1
        last = now


class Report:
    """Says of each phase how long its frames took, and whether the goals were met."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.missed: list[str] = []
        """The phases that missed a goal."""

    def begin(self) -> Frames:
        """Measures a phase from now on."""
        self._machine.since()
        return Frames()

    def end(self, name: str, frames: Frames, more: str = "") -> None:
        """A line of figures. Only turns in which something was done count: idle ones would hide the others."""
        frames.stop()
        taken = perf_counter() - frames.begun
        asleep = self._machine.since()
        pairs = [
            pair for pair in zip(frames.turns, frames.computed, strict=True) if pair[0] >= 2 * EVERY
        ]
        turns, computed = ([pair[side] for pair in pairs] or [0.0] for side in (0, 1))
        late = sum(turn > WORST for turn in turns)
        met = at(turns, 0.99) <= FRAME and max(turns) <= WORST
        if not met:
            self.missed.append(name)
        print(  # noqa: T201 - what a benchmark is for
            f"{name:<22} {'met   ' if met else 'MISSED'} "
            f"{len(turns) / taken:5.0f} frames/s  p50 {at(turns, 0.5):5.1f}  "
            f"p99 {at(turns, 0.99):5.1f}  max {max(turns):6.1f}  over {WORST:.0f} ms: {late:3}   "
            f"computed p99 {at(computed, 0.99):5.1f}  max {max(computed):6.1f}   "
            f"machine p99 {at(asleep, 0.99):5.1f}  max {max(asleep):6.1f}  {more}",
            flush=True,
        )

    def phase(self, name: str, seconds: float, load: Load | None = None) -> None:
        """Lets it go on for a while, and reports the frames."""
        frames, before = self.begin(), load.sent if load else 0
        wait(seconds)
        taken = perf_counter() - frames.begun
        self.end(name, frames, f"{(load.sent - before) / taken:,.0f} events/s" if load else "")
