"""Sends a call the whole way round and follows it: out of another process, into the file, onto the list."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from debugger.connection.evidence import Step, StepKind
from debugger.connection.self_test import EVENT, new_message_id
from debugger.errors import SessionError
from debugger.session.rows import Row
from debugger.window.capturing.capture import Capture
from debugger.window.live import Live

PATIENCE = 15_000
"""Milliseconds after which the call counts as lost."""
_PAGE = 500
"""Rows read at a time while the call is looked for."""


class Hop(StrEnum):
    """Where the call comes by, in this order."""

    CONNECT = "Socket opened"
    WRITE = "Request written"
    ANSWER = "Answered 200"
    COMMIT = "Committed in the session"
    READ = "Read back by the window"
    SHOW = "Shown in the list"


@dataclass(frozen=True, slots=True)
class Passed:
    """One hop that the call has come by, or has not."""

    hop: Hop
    well: bool
    text: str
    """What happened, in plain words; may be empty where it went well."""


class _Line(msgspec.Struct, frozen=True):
    step: Step | None = None


_HOPS = {StepKind.CONNECT: Hop.CONNECT, StepKind.WRITE: Hop.WRITE, StepKind.ANSWER: Hop.ANSWER}


class SelfTest(QObject):
    """One test at a time; what it finds from outside is told in `looked`."""

    passed = Signal(object)
    """A `Passed`, in the order of the hops."""
    looked = Signal(object)
    """All the `Step`s of looking from outside, once that is done."""
    ended = Signal(bool)
    """Whether the call came all the way round."""

    def __init__(self, capture: Capture, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capture = capture
        self._live = live
        self.message_id = ""
        """Of the call that is, or was last, on its way."""
        self.number = 0
        """Its number in the session, once that is known."""
        self._hops: list[Hop] = []
        self._steps: list[Step] = []
        self._rest = b""
        self._first = 0
        self._decoder = msgspec.json.Decoder(_Line)
        self._child = QProcess(self)
        self._child.setProgram(sys.executable)
        self._child.readyReadStandardOutput.connect(self._read)
        self._child.finished.connect(self._finish)
        self._child.errorOccurred.connect(self._break)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late.timeout.connect(self._give_up)
        live.changed.connect(self._look_for_it)

    @property
    def running(self) -> bool:
        """Whether a call is on its way."""
        return self._late.isActive()

    def start(self) -> None:
        """Sends a call to the address that apps send to; what runs already goes on alone."""
        if self.running:
            return
        self.message_id = new_message_id()
        self.number = 0
        self._hops, self._steps, self._rest = [], [], b""
        reader = self._live.reader
        self._first = reader.newest() + 1 if reader else 1
        self._late.start()
        command = ["-m", "debugger", "doctor", self._capture.address_to_be, "--send"]
        self._child.setArguments([*command, "--format", "jsonl", "--message-id", self.message_id])
        self._child.start()

    def close(self) -> None:
        """Ends what is on its way."""
        self._late.stop()
        if self._child.state() is not QProcess.ProcessState.NotRunning:
            self._child.kill()
            self._child.waitForFinished(PATIENCE)

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._child.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            step = self._decoder.decode(line).step
            if step is not None:
                self._steps.append(step)
                self._follow(step)

    def _follow(self, step: Step) -> None:
        hop = _HOPS.get(step.kind)
        again = hop in self._hops or not self.running
        if hop is None or again:
            return
        if step.went_well:
            self._pass(hop, step.text)
            if hop is Hop.ANSWER:
                self._look_for_it()

    def _finish(self) -> None:
        self._read()
        self.looked.emit(tuple(self._steps))
        if self.running and Hop.ANSWER not in self._hops:
            failed = [step.text for step in self._steps if not step.went_well]
            self._fail(failed[-1] if failed else "The call could not be sent.")

    def _break(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(f"The call could not be sent: {self._child.errorString()}.")

    def _look_for_it(self) -> None:
        if not self.running or Hop.ANSWER not in self._hops:
            return
        try:
            row = None if self.number else next(self._ours(), None)
        except SessionError as error:
            self._fail(str(error))
            return
        if row is not None:
            self.number = row.number
            self._pass(Hop.COMMIT, f"As number {row.number:,}.")
            self._pass(Hop.READ, f"{row.type} {row.name or ''}, of {row.source}.")
        if self.number:
            self._see_it_shown()

    def _ours(self) -> Iterator[Row]:
        reader = self._live.reader
        newest = reader.newest() if reader else 0
        while reader and self._first <= newest:
            last = min(self._first + _PAGE - 1, newest)
            rows = reader.rows(self._first, last)
            self._first = last + 1
            for row in rows:
                if row.message_id == self.message_id and row.name == EVENT:
                    yield row

    def _see_it_shown(self) -> None:
        listing = self._live.table.listing
        row = listing.row(self.number)
        if row is not None:
            self._pass(Hop.SHOW, f"In row {row + 1:,}.")
            self._end(well=True)
        elif listing.paused:
            self._pass(Hop.SHOW, "Held: the list is paused.")
            self._end(well=True)
        elif listing.head >= self.number and self._live.progress is None and self._live.needle:
            self._pass(Hop.SHOW, "Left out: the filter does not let it through.")
            self._end(well=True)

    def _give_up(self) -> None:
        missing = next(hop for hop in Hop if hop not in self._hops)
        self._fail(f"Nothing after {PATIENCE // 1000} s.", missing)

    def _fail(self, text: str, hop: Hop | None = None) -> None:
        missing = hop or next(each for each in Hop if each not in self._hops)
        self._hops.append(missing)
        self.passed.emit(Passed(missing, well=False, text=text))
        self._end(well=False)

    def _pass(self, hop: Hop, text: str) -> None:
        self._hops.append(hop)
        self.passed.emit(Passed(hop, well=True, text=text))

    def _end(self, *, well: bool) -> None:
        self._late.stop()
        self.ended.emit(well)
