"""Whether the window stays smooth: `python -m tests.benchmarks.bench_window [EVENTS] [--rate 10000] [--seconds 4]`.

A real window with its real receiver, over a session of so many events (200,000 where none are given),
while a process of its own sends batches. The frame is the time between two turns of the event loop, which
turns every millisecond where nothing keeps it from it: beside it, what the window's thread itself computed,
and how late a process that only sleeps a millisecond at a time was meanwhile, which is the machine's share.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from debugger.window.app import create_application, create_window
from debugger.window.background.collecting import collecting_in_this_thread
from debugger.window.background.search import Found
from debugger.window.main_window import MainWindow
from debugger.window.remembered.settings import Settings
from tests.benchmarks.bench_filter import made
from tests.benchmarks.bench_sink import Requests, resident_megabytes

EVENTS = 200_000
BATCH = 100
EVERY = 1
"""Milliseconds between two turns of an event loop that has nothing to do; all the time would cost a processor."""
HAND = 16
"""Milliseconds between two things that the person does."""
FRAME, WORST = 16.7, 33.0
"""Milliseconds: the goals for 99 of 100 frames, and for the longest."""
FIRST_HITS = 200.0
"""Milliseconds from the start of a search to its first hits."""
FILTERS = (
    "Order 7",
    "properties.revenue>500",
    "event:Order* -user:u-12 context.library.name:analytics*",
    "/Order [0-9]{2}$/",
    "rule:currency-*",
    "properties.products[].sku:A-77*",
)


class Frames:
    """The times of the turns of the event loop, in milliseconds."""

    def __init__(self) -> None:
        self.turns: list[float] = []
        self.computed: list[float] = []
        self._timer = QTimer(interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last, self._used = perf_counter(), thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Measures no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now, used = perf_counter(), thread_time()
        self.turns.append((now - self._last) * 1000)
        self.computed.append((used - self._used) * 1000)
        self._last, self._used = now, used


def report(name: str, frames: Frames, taken: float, machine: Machine, more: str = "") -> None:
    """A line of figures. Only turns in which something was done count: idle ones would hide the others."""
    asleep = machine.since()
    pairs = [
        pair for pair in zip(frames.turns, frames.computed, strict=True) if pair[0] >= 2 * EVERY
    ]
    turns, computed = ([pair[side] for pair in pairs] or [0.0] for side in (0, 1))
    late = sum(turn > WORST for turn in turns)
    print(  # noqa: T201 - what a benchmark is for
        f"{name:<22} {len(turns) / taken:5.0f} frames/s  p50 {at(turns, 0.5):5.1f}  "
        f"p99 {at(turns, 0.99):5.1f}  max {max(turns):6.1f}  over {WORST:.0f} ms: {late:3}   "
        f"computed p99 {at(computed, 0.99):5.1f}  max {max(computed):6.1f}   "
        f"machine p99 {at(asleep, 0.99):5.1f}  max {max(asleep):6.1f}  {more}",
        flush=True,
    )


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


@contextmanager
def hand(act: Callable[[], object], every: int = HAND) -> Iterator[None]:
    """While it lasts, something is done again and again."""
    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(every)
    yield
    timer.stop()


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


class Load:
    """A process that sends batches at a rate, as far as the receiver takes them."""

    def __init__(self, address: str, rate: int) -> None:
        apart = multiprocessing.get_context("spawn")
        self._sent: Any = apart.Value("q", 0)
        self._process = apart.Process(target=_send, args=(address, rate, self._sent), daemon=True)
        self._process.start()

    @property
    def sent(self) -> int:
        """Events that were answered by now."""
        return int(self._sent.value)

    def stop(self) -> None:
        """Sends no more."""
        self._process.terminate()
        self._process.join()


def _send(address: str, rate: int, sent: Any) -> None:
    """In the process: on a few connections, each with one batch on its way."""
    place = urlsplit(address)
    made = Requests(BATCH)
    connections = [socket.create_connection((place.hostname, place.port)) for _ in range(4)]
    for each in connections:
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    started, count = time.monotonic(), 0
    while True:
        for each in connections:
            each.sendall(next(made))
            count += 1
        for each in connections:
            while not each.recv(4096).endswith(b"true}"):
                pass  # the head alone
        sent.value = count * BATCH
        time.sleep(max(0.0, started + count * BATCH / rate - time.monotonic()))


class Judged:
    """Whether the receiver has judged the session anew, which it does with one that it did not begin."""

    def __init__(self, window: MainWindow) -> None:
        self.all = False
        window.capture.sink.rejudged.connect(self._note)

    def _note(self, done: int, of: int) -> None:
        self.all = done >= of


class Hand:
    """What a person does with the window, a step at a time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._random = random.Random(7)  # noqa: S311 - the same places in every run
        self._steps = 0
        self._left = ""
        self._filter = 0
        self.keys: list[float] = []
        """Milliseconds that each key took."""
        self.searches: list[float] = []
        """Milliseconds from the start of a search to its first hits."""
        self._asked = 0.0
        window.live._searcher._asked.connect(self._note_search)
        window.live._searcher.found.connect(self._note_hits)

    def scroll(self) -> None:
        """Three rows by the wheel; now and then the handle is drawn elsewhere."""
        bar = self._window.pane.list.verticalScrollBar()
        self._steps += 1
        if self._steps % 30 == 0:
            bar.setValue(self._random.randrange(max(1, bar.maximum())))
        else:
            bar.setValue(max(0, bar.value() - 3 * 28))

    def type_key(self) -> None:
        """The next character of a filter; at its end, the next filter."""
        line = self._window.filter_bar.line
        if not self._left:
            line.clear()
            self._left = FILTERS[self._filter % len(FILTERS)] + "\0" * 8  # time to look
            self._filter += 1
        key, self._left = self._left[0], self._left[1:]
        if key != "\0":
            begun = perf_counter()
            QTest.keyClicks(line, key)
            self.keys.append((perf_counter() - begun) * 1000)

    def switch(self) -> None:
        """Another call, another page and another inspector, in turn."""
        self._steps += 1
        detail, pane = self._window.detail, self._window.pane.list
        if self._steps % 3 == 0:
            pane.select(self._random.randrange(1, self._window.live.table.listing.head))
        elif self._steps % 3 == 1:
            detail.show_page(self._steps // 3 % detail.pages.count())
        else:
            detail.show_part(self._steps // 3 % detail.parts.count())

    def _note_search(self) -> None:
        self._asked = perf_counter()

    def _note_hits(self, found: Found) -> None:
        if self._asked and found.hits:
            self.searches.append((perf_counter() - self._asked) * 1000)
        if found.hits or found.progress >= 1:  # where there are none, nothing is waited for
            self._asked = 0.0


def phase(name: str, seconds: float, machine: Machine, load: Load | None = None) -> None:
    """Lets it go on for a while, and reports the frames."""
    machine.since()
    frames, begun, before = Frames(), perf_counter(), load.sent if load else 0
    wait(seconds)
    frames.stop()
    taken = perf_counter() - begun
    rate = f"{(load.sent - before) / taken:,.0f} events/s" if load else ""
    report(name, frames, taken, machine, rate)


def open_and_count(window: MainWindow, path: Path, machine: Machine) -> None:
    """Opens the session, and reports until its counts are exact."""
    frames, begun = Frames(), perf_counter()
    window.begin(port=0, session=path)
    window.show()
    wait_for(lambda: window.live.reader is not None)
    opened = perf_counter()
    wait_for(lambda: window.live.totals.progress == 1)
    frames.stop()
    taken = perf_counter() - begun
    counted = f"counted {perf_counter() - opened:.2f} s after it was there"
    report("opening", frames, taken, machine, counted)


def go_through(window: MainWindow) -> None:
    """Shows every page of the list once."""
    bar = window.pane.list.verticalScrollBar()
    step = max(1, window.pane.list.viewport().height())
    rows = window.live.table.rowCount()
    many = max(step, bar.maximum() // max(1, rows // 250))
    for value in range(0, bar.maximum(), many):
        bar.setValue(value)
        QApplication.processEvents()


def measure(window: MainWindow, path: Path, arguments: argparse.Namespace) -> None:
    """All phases, one after the other."""
    seconds = arguments.seconds
    judged = Judged(window)
    if not arguments.judge:
        window.capture._own.add(path)  # as if this start had begun it
    machine = Machine()
    wait_for(lambda: len(machine.since()) > 1)
    open_and_count(window, path, machine)
    opened = resident_megabytes(os.getpid())
    if arguments.judge:
        frames, begun = Frames(), perf_counter()
        wait_for(lambda: judged.all)
        frames.stop()
        report("judging anew", frames, perf_counter() - begun, machine)
    phase("quiet", seconds, machine)
    load = Load(window.capture.address, arguments.rate)
    wait_for(lambda: load.sent > 0)
    person = Hand(window)
    try:
        phase("following", seconds, machine, load)
        with hand(person.scroll):
            phase("scrolling", seconds, machine, load)
        window.pane.list.follow()
        with hand(person.type_key, 70):
            phase("typing a filter", 3 * seconds, machine, load)
        window.commands.leave_filter()
        with hand(person.switch, 50):
            phase("switching views", seconds, machine, load)
        window.pane.list.follow()
        window.live.pause()
        phase("paused", seconds, machine, load)
        window.live.resume()
        phase("following again", seconds, machine, load)
    finally:
        load.stop()
    print(  # noqa: T201
        f"a key took {at(person.keys, 0.5):.1f} ms, p99 {at(person.keys, 0.99):.1f}, at most "
        f"{max(person.keys):.1f}; first hits after {at(person.searches, 0.5):.0f} ms, at most "
        f"{max(person.searches):.0f} (goal {FIRST_HITS:.0f}) in {len(person.searches)} searches"
    )
    phase("quiet again", seconds, machine)
    before = resident_megabytes(os.getpid())
    go_through(window)
    print(  # noqa: T201
        f"memory: {opened:.0f} MB once opened, {before:.0f} MB after the load, "
        f"{resident_megabytes(os.getpid()):.0f} MB after going through all "
        f"{window.live.table.rowCount():,} rows"
    )


def main() -> None:
    """Prints a line for each phase."""
    parser = argparse.ArgumentParser(description="Measures the window under load.")
    parser.add_argument("events", type=int, nargs="?", default=EVENTS)
    parser.add_argument("--rate", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument(
        "--session", type=Path, help="a session that is copied, instead of one made"
    )
    parser.add_argument("--judge", action="store_true", help="have the session judged anew first")
    arguments = parser.parse_args()
    application = create_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, collecting_in_this_thread():
        path = Path(folder) / "sessions" / "one.tdsession"
        if arguments.session is None:
            made(path, arguments.events)
        else:
            path.parent.mkdir()
            shutil.copyfile(arguments.session, path)
        window = create_window(
            Settings(Path(folder) / "window.ini"), path.parent, Path(folder) / "rules.toml"
        )
        window.resize(1360, 820)
        try:
            print(f"{arguments.events:,} events; goals: p99 {FRAME} ms, max {WORST:.0f} ms")  # noqa: T201
            measure(window, path, arguments)
        finally:
            window.windows.close_all()
            application.processEvents()


if __name__ == "__main__":
    main()
