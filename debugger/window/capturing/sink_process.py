"""The sink as a child of the window: `track-debugger serve`, told and heard in JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, Signal

from debugger.connection.seen import Seen

PATIENCE = 3000
"""Milliseconds that an orderly end may take before the child is killed."""


class Listening(msgspec.Struct, frozen=True):
    """The sink listens: where, into which session, and as which process."""

    listening: str
    session: str
    pid: int
    https: str = ""
    """Empty where HTTPS is not taken."""
    certificate: str = ""
    """Path of what an app has to trust for HTTPS."""
    network: tuple[str, ...] = ()
    """This machine's addresses for other devices; empty where they are not let in."""
    addresses: tuple[str, ...] = ()
    """Every one that is listened on, with its scheme."""

    @property
    def port(self) -> str:
        """Of the address for HTTP."""
        return self.listening.rpartition(":")[2]

    @property
    def https_port(self) -> str:
        """Of the address for HTTPS; empty where there is none."""
        return self.https.rpartition(":")[2]


class SinkError(msgspec.Struct, frozen=True):
    """What the sink could not do, and what the person can."""

    kind: str
    """`port-taken`, `disk-full`, `session`, `marks`, `certificate` or `listen`."""
    message: str
    remedy: str = ""


class Refused(msgspec.Struct, frozen=True):
    """Requests that could not be kept, and why."""

    count: int
    reason: str


class Rejudged(msgspec.Struct, frozen=True):
    """How many events of how many are judged anew."""

    done: int
    of: int


class SimulatedFault(msgspec.Struct, frozen=True):
    """A fault in force, how many requests met it, and how many more will; None for no end."""

    fault: str
    met: int
    left: int | None = None


class _Line(msgspec.Struct, frozen=True):
    committed: int | None = None
    refused: Refused | None = None
    rejudged: Rejudged | None = None
    marked: int | None = None
    faults: list[SimulatedFault] | None = None
    error: SinkError | None = None
    seen: Seen | None = None
    listening: str | None = None
    session: str = ""
    pid: int = 0
    https: str = ""
    certificate: str = ""
    network: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How the child ended: in words, and whether it had been asked to."""

    asked: bool
    how: str
    """`killed by signal 9`, `ended with code 2`, `could not be started`."""


class SinkProcess(QObject):
    """One sink at a time, which may be started again after it ended."""

    listening = Signal(object)
    committed = Signal(int)
    refused = Signal(object)
    rejudged = Signal(int, int)
    """How many events are judged anew, and of how many."""
    marked = Signal(int)
    """Of how many events the marks are stored."""
    faults = Signal(object)
    """The list of `SimulatedFault` in force."""
    failed = Signal(object)
    seen = Signal(object)
    """A `Seen`: what came beside events."""
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked = False
        self._rest = b""
        self._decoder = msgspec.json.Decoder(_Line)
        self._child = QProcess(self)
        self._child.setProgram(sys.executable)
        self._child.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._child.readyReadStandardOutput.connect(self._read)
        self._child.finished.connect(self._finish)
        self._child.errorOccurred.connect(self._fail)

    @property
    def running(self) -> bool:
        """Whether the child is there."""
        return self._child.state() is not QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """The child's process id; 0 when there is none."""
        return int(self._child.processId())

    def start(
        self,
        *,
        port: int,
        session: Path,
        host: str,
        faults: Sequence[SimulatedFault] = (),
        or_next_port: bool = False,
    ) -> None:
        """Starts the sink on `port` (0 takes a free one) of `host`, capturing into `session`.

        `faults` are gone on with, before the first request. With `or_next_port`, a port that is taken
        has it take the next one that is free.
        """
        self._asked = False
        self._rest = b""
        command = ["-m", "debugger", "serve", "--format", "jsonl", "--control", "--no-config"]
        command += ["--host", host, "--port", str(port), "--session", str(session)]
        if or_next_port:
            command.append("--or-next-port")
        for each in faults:
            command += ["--fault", each.fault, "--met", str(each.met)]
        self._child.setArguments(command)
        self._child.start()

    def close(self) -> None:
        """Asks the sink to end in order; `ended` follows."""
        if self.running:
            self._asked = True
            self.tell("close")
            self._child.closeWriteChannel()

    def tell(self, command: str, **details: object) -> None:
        """Gives the sink a command; one that does not run hears nothing."""
        if self.running:
            line = json.dumps({"command": command, **details})
            self._child.write(line.encode() + b"\n")

    def wait(self) -> None:
        """Waits for the end that `close` asked for, and brings it about after `PATIENCE`."""
        if self.running and not self._child.waitForFinished(PATIENCE):
            self._child.kill()
            self._child.waitForFinished(PATIENCE)

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._child.readAllStandardOutput().data()).split(b"\n")
        committed = 0
        for text in lines:
            line = self._decoded(text)
            if line.committed is not None:
                committed = max(committed, line.committed)
            elif line.error is not None:
                if committed:  # a commit told after a failure would mean that storing works again
                    self.committed.emit(committed)
                    committed = 0
                self.failed.emit(line.error)
            else:
                self._tell(line)
        if committed:
            self.committed.emit(committed)

    def _tell(self, line: _Line) -> None:
        if line.listening is not None:
            self.listening.emit(
                Listening(
                    listening=line.listening,
                    session=line.session,
                    pid=line.pid,
                    https=line.https,
                    certificate=line.certificate,
                    network=line.network,
                    addresses=line.addresses,
                )
            )
        elif line.rejudged is not None:
            self.rejudged.emit(line.rejudged.done, line.rejudged.of)
        else:
            for signal, news in (
                (self.seen, line.seen),
                (self.marked, line.marked),
                (self.refused, line.refused),
                (self.faults, line.faults),
            ):
                if news is not None:
                    signal.emit(news)

    def _decoded(self, text: bytes) -> _Line:
        try:
            return self._decoder.decode(text)
        except msgspec.DecodeError:
            print(f"not understood from the receiver: {text!r}", file=sys.stderr)  # noqa: T201
            return _Line()

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        crashed = status is QProcess.ExitStatus.CrashExit
        how = f"killed by signal {code}" if crashed else f"ended with code {code}"
        self.ended.emit(Ended(asked=self._asked, how=how))

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            why = f"could not be started: {self._child.errorString()}"
            self.ended.emit(Ended(asked=False, how=why))
