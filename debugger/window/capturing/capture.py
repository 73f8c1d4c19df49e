"""The capture that this window runs: its session, its sink, and what to say when either has trouble."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from msgspec import to_builtins
from PySide6.QtCore import QObject, QTimer, Signal

from debugger.connection.port_owner import is_ours, owner_of
from debugger.errors import SessionError
from debugger.policy import NO_POLICY, Policy
from debugger.session import folder
from debugger.session.labels import SourceLabel
from debugger.session.marks import Mark
from debugger.session.reader import SessionReader
from debugger.window import notices
from debugger.window.capturing.restarts import Restarts
from debugger.window.capturing.sink_process import (
    Ended,
    Listening,
    Refused,
    SimulatedFault,
    SinkError,
    SinkProcess,
)
from debugger.wire.faults import parsed

DEFAULT_PORT = 8765
_HERE = "127.0.0.1"
_EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the person asks for


class Capture(QObject):
    """Keeps a sink running on one port into one session until the person ends it."""

    opened = Signal(object)
    """Path of the session that is captured into; it can be read now."""
    listening = Signal(str)
    """The address that apps send to; empty while there is none."""
    advanced = Signal(int)
    """The number of the newest event that is committed."""
    notice = Signal(object)
    """A `Notice` to show."""
    withdrawn = Signal(str)
    """The key of a notice that is no longer true."""
    faults = Signal(object)
    """Every `SimulatedFault` there is, whenever one was met or others were asked for."""

    def __init__(self, sessions: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sink = SinkProcess(self)
        self.session: Path | None = None
        self.address = ""
        self.where: Listening | None = None
        """All that is known of where apps send to; None while there is none."""
        self.sessions = sessions
        self._port = 0
        self._or_next_port = False
        self._host = _HERE
        self._own: set[Path] = set()
        self._policy = NO_POLICY
        self._faults: tuple[SimulatedFault, ...] = ()
        self._labels: dict[tuple[str, str], SourceLabel] = {}
        self._explained = False
        self._fails_to_store = False
        self._refused: dict[str, int] = {}
        self._after_end: Callable[[], None] | None = None
        self._restarts = Restarts()
        self._delay = QTimer(self, singleShot=True)
        self._delay.timeout.connect(self._start)
        self.sink.listening.connect(self._listen)
        self.sink.committed.connect(self._advance)
        self.sink.refused.connect(self._refuse)
        self.sink.faults.connect(self._note_faults)
        self.sink.failed.connect(self._fail)
        self.sink.ended.connect(self._end)

    @property
    def port(self) -> int:
        """The port that is listened on, or was asked for; 0 stands for any that is free."""
        return self._port

    @property
    def address_to_be(self) -> str:
        """The address that apps send to, or will once the sink listens."""
        return self.address or f"http://localhost:{self._port or DEFAULT_PORT}"

    @property
    def secure_address(self) -> str:
        """The address for apps that speak HTTPS; empty where none is listened on."""
        port = self.where.https_port if self.where is not None else ""
        return f"https://localhost:{port}" if port else ""

    def begin(self, *, port: int, session: Path | None, or_next_port: bool = False) -> None:
        """Starts listening on `port`, into `session` or a new one in the sessions folder.

        With `or_next_port`, on the next port that is free, where `port` is taken.
        """
        self._port = port
        self._or_next_port = or_next_port
        self.session = session
        self._start()

    def open(self, session: Path) -> None:
        """Captures into another session from now on; what it holds is shown."""
        self._end_then(lambda: self._switch(session))

    def judge_by(self, policy: Policy) -> None:
        """Judges by another policy from now on, also after a restart, and the session anew."""
        self._policy = policy
        self.sink.tell("judge", adjustments=[asdict(each) for each in policy.adjustments])

    def mark(self, marks: Mapping[int, Mark]) -> None:
        """Has these marks put on events of the session that is captured into."""
        self.sink.tell("mark", marks={number: to_builtins(mark) for number, mark in marks.items()})

    def simulate(self, *faults: str) -> None:
        """Lets requests meet these faults from now on, and no others.

        A receiver that is started again goes on where the one before was.
        """
        self._faults = tuple(
            SimulatedFault(fault=each.text, met=0, left=each.next) for each in map(parsed, faults)
        )
        if self.sink.running:
            self.sink.tell("faults", faults=[each.fault for each in self._faults])
        else:
            self.faults.emit(list(self._faults))

    def label(self, given: SourceLabel) -> None:
        """Keeps in the session what the person calls a source, also where the sink is not there just now."""
        self._labels[given.write_key, given.library] = given
        self.sink.tell("label", labels=[msgspec.to_builtins(given)])

    def restart(self) -> None:
        """Ends the sink and starts it again, or starts it if it is not there."""
        self._restarts.forget()
        for key in (notices.PORT, notices.ENDED, notices.SINK):
            self.withdrawn.emit(key)
        self._end_then(self._start)

    def use_another_port(self) -> None:
        """Listens on any port that is free."""
        self._port = 0
        self.restart()

    @property
    def lets_devices_in(self) -> bool:
        """Whether other devices on the network may send, too."""
        return self._host == _EVERYWHERE

    def let_devices_in(self, *, wanted: bool) -> None:
        """Listens for other devices on the network from now on, or no more; until the window closes at most."""
        if wanted != self.lets_devices_in:
            self._host = _EVERYWHERE if wanted else _HERE
            self.restart()

    def close(self) -> None:
        """Ends the sink in order, by force after a while, and removes a session that holds nothing."""
        self._delay.stop()
        self._after_end = _nothing
        self.sink.close()
        self.sink.wait()
        self._discard_if_empty()

    def _end_then(self, act: Callable[[], None]) -> None:
        self._delay.stop()
        if self.sink.running:
            self._after_end = act
            self.sink.close()
            QTimer.singleShot(0, self.sink.wait)
        else:
            act()

    def _switch(self, session: Path) -> None:
        self._discard_if_empty()
        self._labels.clear()
        self.session = session
        self._start()

    def _start(self) -> None:
        self._explained = False
        if self.session is None:
            self.session = folder.new_session_path(self.sessions, datetime.now().astimezone())
            self._own.add(self.session)
        self.sink.start(
            port=self._port,
            session=self.session,
            host=self._host,
            faults=self._faults,
            or_next_port=self._or_next_port,
        )

    def _listen(self, said: Listening) -> None:
        self.where = said
        self.address = f"http://localhost:{said.port}"
        if self._or_next_port and self._port not in {0, int(said.port)}:
            self.notice.emit(notices.next_port(self._port, self.address))
        self._or_next_port = False
        self._port = int(said.port)
        if self._policy.adjustments or self.session not in self._own:
            self.judge_by(self._policy)
        if self._labels:  # those told while it was not there
            self.sink.tell("label", labels=msgspec.to_builtins(list(self._labels.values())))
        self.listening.emit(self.address)
        self.opened.emit(self.session)
        if self.lets_devices_in:
            stop = partial(self.let_devices_in, wanted=False)
            self.notice.emit(notices.devices_let_in(said.network, said.port, stop=stop))
        else:
            self.withdrawn.emit(notices.DEVICES)

    def _note_faults(self, state: Sequence[SimulatedFault]) -> None:
        """Remembers how often each was met, unless others have been asked for meanwhile."""
        if [each.fault for each in state] == [each.fault for each in self._faults]:
            self._faults = tuple(state)
            self.faults.emit(state)

    def _advance(self, newest: int) -> None:
        if self._fails_to_store:
            self._fails_to_store = False
            self.withdrawn.emit(notices.SINK)
        self.advanced.emit(newest)

    def _refuse(self, refused: Refused) -> None:
        self._refused[refused.reason] = self._refused.get(refused.reason, 0) + refused.count
        self.notice.emit(notices.refused(self._refused))

    def _fail(self, error: SinkError) -> None:
        if error.kind == "certificate":  # HTTPS alone does not work
            self.notice.emit(notices.no_certificate(error))
            return
        if error.kind == "marks":
            self.notice.emit(notices.not_marked(error))
            return
        self._explained = True
        if error.kind == "port-taken" and is_ours(owner_of(self._port)):
            self._or_next_port = True
            self._after_end = self._start
        elif error.kind == "port-taken":
            self.notice.emit(
                notices.port_taken(
                    self._port, use_another=self.use_another_port, try_again=self.restart
                )
            )
        elif error.kind == "disk-full":
            self._fails_to_store = True
            self.notice.emit(notices.disk_full(error))
        else:
            self.notice.emit(notices.sink_error(error, try_again=self.restart))

    def _end(self, ended: Ended) -> None:
        self.address = ""
        self.where = None
        self.listening.emit("")
        if self._after_end:
            act, self._after_end = self._after_end, None
            QTimer.singleShot(0, act)
        elif not ended.asked and not self._explained:
            self._start_again(ended)

    def _start_again(self, ended: Ended) -> None:
        seconds = self._restarts.delay(time.monotonic())
        if seconds is None:
            self.notice.emit(notices.gave_up(ended.how, try_again=self.restart))
        else:
            self.notice.emit(notices.started_again(ended.how))
            self._delay.start(int(seconds * 1000))

    def _discard_if_empty(self) -> None:
        """Removes the session of this start when nothing was captured into it."""
        session = self.session
        if session in self._own and session is not None and session.exists() and _is_empty(session):
            for suffix in ("", "-wal", "-shm"):
                session.with_name(session.name + suffix).unlink(missing_ok=True)


def _is_empty(session: Path) -> bool:
    try:
        reader = SessionReader.open(session)
    except SessionError:
        return False
    try:
        return reader.newest() == 0
    finally:
        reader.close()


def _nothing() -> None:
    """What is done after the last end."""
