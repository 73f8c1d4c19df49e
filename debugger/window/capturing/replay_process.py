"""A replay as a child of the window, which sends nothing itself: `track-debugger replay`, heard in JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from debugger.replaying.numbers import as_ranges

PATIENCE = 3000
"""Milliseconds that an orderly end may take before the child is killed."""

_KEY = "TRACK_DEBUGGER_WRITE_KEY"
"""Not an argument: anyone on the machine may read those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayOrder:
    """What to send, where to, and how."""

    session: Path
    numbers: Sequence[int]
    to: str
    pace: str = "original"
    new_ids: bool = False
    times_now: bool = False
    alone: bool = False
    write_key: str = ""
    """Empty for the captured ones, which go nowhere but to this machine."""
    masks: bool = True
    config: Path | None = None
    """The project's settings, which say what is private; None where there are none."""
    consented: bool = False
    """Whether the person has agreed that it leaves this machine."""

    def arguments(self) -> list[str]:
        """Of the command, which reads the numbers from its standard input."""
        given = ["replay", str(self.session), "--to", self.to, "--events", "-"]
        given += ["--format", "jsonl", "--pace", self.pace]
        given += ["--message-ids", "new" if self.new_ids else "same"]
        given += ["--times", "now" if self.times_now else "same"]
        given += ["--config", str(self.config)] if self.config else ["--no-config"]
        for wanted, option in (
            (self.alone, "--alone"),
            (not self.masks, "--no-redact"),
            (self.consented, "--yes"),
        ):
            if wanted:
                given.append(option)
        return given


class Begun(msgspec.Struct, frozen=True):
    """There is a connection."""

    to: str
    calls: int
    requests: int
    seconds: float
    """That it takes at its pace, at least."""
    leaves_this_machine: bool
    masked: dict[str, int] | None = None


class Answered(msgspec.Struct, frozen=True):
    """How a request was answered."""

    events: list[int]
    method: str
    path: str
    accepted: bool
    milliseconds: float
    start: str
    """The start of the answer, or why there was none."""
    status: int | None = None


class Totals(msgspec.Struct, frozen=True):
    """How it all went."""

    requests: int
    accepted: int
    refused: int
    failed: int
    under_way: int
    stopped: bool


class _Line(msgspec.Struct, frozen=True):
    replay: Begun | None = None
    answer: Answered | None = None
    totals: Totals | None = None


class ReplayProcess(QObject):
    """One replay at a time."""

    begun = Signal(object)
    """A `Begun`."""
    answered = Signal(object)
    """A list of `Answered`, in the order of the answers."""
    ended = Signal(object)
    """`Totals`; None where it did not begin, or was killed."""
    failed = Signal(str)
    """Why it did not begin, and what to do; `ended` follows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest = b""
        self._totals: Totals | None = None
        self._decoder = msgspec.json.Decoder(_Line)
        self._child = QProcess(self)
        self._child.setProgram(sys.executable)
        self._child.readyReadStandardOutput.connect(self._read)
        self._child.finished.connect(self._finish)
        self._child.errorOccurred.connect(self._break)

    @property
    def running(self) -> bool:
        """Whether the child is there."""
        return self._child.state() is not QProcess.ProcessState.NotRunning

    def start(self, order: ReplayOrder) -> None:
        """Starts sending."""
        self._rest, self._totals = b"", None
        environment = QProcessEnvironment.systemEnvironment()
        environment.remove(_KEY)
        if order.write_key:
            environment.insert(_KEY, order.write_key)
        self._child.setProcessEnvironment(environment)
        self._child.setArguments(["-m", "debugger", *order.arguments()])
        self._child.start()
        self._child.write(as_ranges(order.numbers).encode())
        self._child.closeWriteChannel()

    def stop(self) -> None:
        """Asks it to send no more; `ended` follows."""
        self._child.terminate()

    def close(self) -> None:
        """Ends it, and waits for that."""
        if self.running:
            self.stop()
            if not self._child.waitForFinished(PATIENCE):
                self._child.kill()
                self._child.waitForFinished(PATIENCE)

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._child.readAllStandardOutput().data()).split(b"\n")
        answers: list[Answered] = []
        for text in lines:
            line = self._decoder.decode(text)
            if line.answer is not None:
                answers.append(line.answer)
            elif line.replay is not None:
                self.begun.emit(line.replay)
            self._totals = line.totals or self._totals
        if answers:
            self.answered.emit(answers)

    def _finish(self, code: int) -> None:
        self._read()
        said = bytes(self._child.readAllStandardError().data()).decode(errors="replace").strip()
        if self._totals is None and code:
            self.failed.emit(said.removeprefix("track-debugger: ") or "It was ended.")
        self.ended.emit(self._totals)

    def _break(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(f"It could not be started: {self._child.errorString()}.")
            self.ended.emit(None)
