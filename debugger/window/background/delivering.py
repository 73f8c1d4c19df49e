"""Finds out what became of the messages of a session, in a thread with a ledger of its own; follows what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.session.deliveries import Delivery, DeliveryCounts, ShownDelivery, Standing, Try
from debugger.session.ledger import TROUBLED, Ledger
from debugger.window.background.worker_thread import WorkerThread

MOST_SHOWN = 1000
"""Deliveries that are shown, those tried last; the counts are of all."""
_EVERY = 250
"""Milliseconds between two looks at what came."""


_NO_COUNTS = DeliveryCounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    generation: int
    path: Path
    newest: int
    standings: Sequence[Standing]
    chosen: Delivery | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of the messages up to one moment."""

    counts: DeliveryCounts = _NO_COUNTS
    shown: tuple[ShownDelivery, ...] = ()
    chosen: Delivery | None = None
    """The one of which the tries are told."""
    tries: tuple[Try, ...] = ()


class _Worker(QObject):
    """Lives in the thread."""

    looked = Signal(int, float)
    """For the question of this generation, how much is looked through, from 0 to 1."""
    told = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: an older question is left at its next step."""
        self._ledger: Ledger | None = None

    def run(self, question: _Question) -> None:
        """Takes up what came, and tells what became of it."""
        try:
            self._run(question)
        except SessionError as error:
            self.failed.emit(question.generation, error)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._ledger:
            self._ledger.close()
            self._ledger = None

    def _run(self, question: _Question) -> None:
        if self._ledger is None or self._ledger.path != question.path:
            self.close()
            self._ledger = Ledger.open(question.path)
        ledger = self._ledger
        for looked in ledger.follow(question.newest):
            if question.generation != self.generation:
                return
            self.looked.emit(question.generation, looked)
        chosen = ledger.again(question.chosen) if question.chosen else None
        self.told.emit(
            question.generation,
            Told(
                counts=ledger.counts(),
                shown=tuple(ledger.newest(MOST_SHOWN, question.standings)),
                chosen=chosen,
                tries=tuple(ledger.tries(chosen)) if chosen else (),
            ),
        )


class Deliveries(QObject):
    """Tells what became of the messages, as long as somebody looks."""

    changed = Signal()
    """`told` or `progress` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told = Told()
        self.progress: float | None = 0.0
        """How much is looked through, from 0 to 1; None once all that was there is."""
        self._path: Path | None = None
        self._newest = 0
        self._standings: Sequence[Standing] = TROUBLED
        self._chosen: Delivery | None = None
        self._generation = 0
        self._stale = False
        self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=_EVERY)
        self._wait.timeout.connect(self._ask)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.looked.connect(self._look)
        self._worker.told.connect(self._take)
        self._worker.failed.connect(self._fail)
        self._thread.finished.connect(self._worker.close)

    def follow(self, path: Path | None, newest: int) -> None:
        """Takes note of the session's newest event; it is looked at within a moment."""
        if path == self._path and newest == self._newest:
            return
        if path != self._path:
            self._path, self._chosen = path, None
            self.told, self.progress = Told(), 0.0
            self._begin_anew()
            self.changed.emit()
        self._newest = newest
        self._stale = True
        if not self._wait.isActive():
            self._wait.start()

    def show_standing(self, standings: Sequence[Standing]) -> None:
        """Tells of the messages that stand so."""
        self._standings = standings
        self._stale = True
        self._ask()

    def choose(self, delivery: Delivery | None) -> None:
        """Tells the tries of this one, too."""
        if delivery is None or self._chosen is None or delivery.first != self._chosen.first:
            self._chosen = delivery
            self._stale = True
            self._ask()

    def close(self) -> None:
        """Ends the thread."""
        self._begin_anew()
        self._wait.stop()
        self._thread.end()

    def _begin_anew(self) -> None:
        self._generation += 1
        self._worker.generation = self._generation
        self._busy = False

    def _ask(self) -> None:
        if self._path is None or self._busy or not self._stale:
            return
        self._thread.begin()
        self._stale, self._busy = False, True
        self._asked.emit(
            _Question(
                generation=self._generation,
                path=self._path,
                newest=self._newest,
                standings=self._standings,
                chosen=self._chosen,
            )
        )

    def _look(self, generation: int, looked: float) -> None:
        if generation == self._generation and self.progress is not None:
            self.progress = looked
            self.changed.emit()

    def _take(self, generation: int, told: Told) -> None:
        if generation != self._generation:
            return
        self._busy = False
        self.told, self.progress = told, None
        self.changed.emit()
        if self._stale and not self._wait.isActive():
            self._wait.start()

    def _fail(self, generation: int, error: SessionError) -> None:
        if generation == self._generation:
            self._busy = False
            self.failed.emit(error)
