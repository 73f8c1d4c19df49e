"""Sinks to send to: as a child with its usual limits, and in a thread with limits that a test chooses."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from debugger.certificates.public import certificates_folder
from debugger.connection.seen import Kind
from debugger.errors import TrackDebuggerError
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer
from debugger.sink.server import Sink
from debugger.sink.sockets import listen
from debugger.sink.tls_port import Https
from debugger.wire.faults import FaultState
from tests.running_sink import PATIENCE, RunningSink, running_sink


class Told:
    """A report that remembers what it was told."""

    def __init__(self) -> None:
        self.newest = 0
        self.refusals: Counter[str] = Counter()
        self.failures: list[TrackDebuggerError] = []
        self.rejudgings: list[tuple[int, int]] = []
        self.faults_told: list[tuple[FaultState, ...]] = []
        self.marks = 0
        self.changed = threading.Condition()

    def committed(self, newest: int) -> None:
        with self.changed:
            self.newest = newest
            self.changed.notify_all()

    def refused(self, count: int, reason: str) -> None:
        with self.changed:
            self.refusals[reason] += count
            self.changed.notify_all()

    def failed(self, error: TrackDebuggerError) -> None:
        with self.changed:
            self.failures.append(error)
            self.changed.notify_all()

    def marked(self, count: int) -> None:
        with self.changed:
            self.marks += count
            self.changed.notify_all()

    def rejudged(self, done: int, of: int) -> None:
        with self.changed:
            self.rejudgings.append((done, of))
            self.changed.notify_all()

    def faults(self, state: Sequence[FaultState]) -> None:
        with self.changed:
            self.faults_told.append(tuple(state))
            self.changed.notify_all()

    def close(self) -> None:
        pass

    def wait(self, state: Callable[[], bool]) -> None:
        """Waits until `state` holds."""
        with self.changed:
            assert self.changed.wait_for(state, PATIENCE)


class SinkInThread:
    """The real sink with limits of a test's choice."""

    def __init__(self, session: Path, limits: Limits) -> None:
        self.session = session
        self.told = Told()
        self.observer = Observer()
        self.observer.changed = self._see
        self._seen: Counter[Kind] = Counter()
        self._sees = threading.Condition()
        self._sockets = listen("127.0.0.1", 0)
        self._secure = listen("127.0.0.1", 0)
        self.port = int(self._sockets[0].getsockname()[1])
        self.https_port = int(self._secure[0].getsockname()[1])
        self._sink = Sink(
            session,
            self._sockets,
            report=self.told,
            limits=limits,
            https=Https(sockets=self._secure, folder=certificates_folder()),
            observer=self.observer,
        )
        self._ready = threading.Event()
        self._thread = threading.Thread(
            target=self._sink.run, kwargs={"listening": self._ready.set}
        )

    @contextmanager
    def running(self) -> Iterator[None]:
        """Runs until the block ends."""
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        try:
            yield
        finally:
            self._sink.stop()
            self._thread.join(PATIENCE)
            for listener in (*self._sockets, *self._secure):
                listener.close()

    def seen_once(self, *kinds: Kind) -> Counter[Kind]:
        """Waits until all of these were seen; how often each kind was, that was seen at all."""
        with self._sees:
            assert self._sees.wait_for(lambda: all(self._seen[kind] for kind in kinds), PATIENCE)
            return Counter(self._seen)

    def wait_until(self, state: Callable[[], bool]) -> None:
        """Waits until `state` holds."""
        end = monotonic() + PATIENCE
        while not state():
            assert monotonic() < end
            sleep(0.01)

    def _see(self) -> None:
        with self._sees:
            for seen, new in self.observer.news():
                self._seen[seen.kind] += new
            self._sees.notify_all()

    def events(self) -> list[StoredEvent]:
        """All events of the session."""
        with closing(SessionReader.open(self.session)) as reader:
            return list(reader.events(1, reader.newest()))


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    """A sink as a child process, on a free port."""
    with running_sink(tmp_path / "test.tdsession") as running:
        yield running


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Callable[..., SinkInThread]]:
    """Starts a sink with the limits given by name."""
    with ExitStack() as stack:

        def start(**limits: float) -> SinkInThread:
            started = SinkInThread(tmp_path / "limited.tdsession", Limits(**limits))  # type: ignore[arg-type]  # as named
            stack.enter_context(started.running())
            return started

        yield start
