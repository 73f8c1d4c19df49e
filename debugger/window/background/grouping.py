"""Gathers a session's events into groups and looks into one of them, in a thread with a reader of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.session.groups import STRETCH, Gathered, Grouping, Groups
from debugger.session.reader import SessionReader
from debugger.window.background.group_calls import Chosen, GroupCalls, Inside
from debugger.window.background.worker_thread import WorkerThread

MOST_SHOWN = 1000
"""Groups that are shown."""
_EVERY = 400
_TELL = 0.15
"""Milliseconds between two looks at what came, and seconds between two words while there is much."""

_EMPTY = Groups(grouping=Grouping.EVENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    generation: int
    path: Path
    session: int
    newest: int
    grouping: Grouping
    chosen: Chosen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The groups at one moment."""

    groups: Groups = _EMPTY
    inside: Inside | None = None
    gathered: float = 1.0
    """How much of the session is gathered, from 0 to 1."""


class _Worker(QObject):
    """Lives in the thread."""

    told = Signal(int, object)
    done = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: an older question is left at its next step."""
        self._reader: SessionReader | None = None
        self._session = -1
        self._gathered: dict[Grouping, Gathered] = {}
        self._looking: GroupCalls | None = None

    def run(self, question: _Question) -> None:
        """Gathers what came, looks into the chosen group, and tells both."""
        try:
            self._run(question)
        except SessionError as error:
            self.failed.emit(error)
        self.done.emit()

    def close(self) -> None:
        """Lets go of the file and of what was counted, in the thread that opened it."""
        self._gathered.clear()
        self._looking = None
        if self._reader:
            self._reader.close()
            self._reader = None

    def _run(self, question: _Question) -> None:
        reader = self._take(question)
        told = time.monotonic()
        for _ in self._steps(reader, question):
            if question.generation != self.generation:
                return
            if time.monotonic() - told > _TELL:
                self._tell(reader, question)
                told = time.monotonic()
        self._tell(reader, question)

    def _take(self, question: _Question) -> SessionReader:
        if self._reader is None or self._reader.path != question.path:
            self.close()
            self._reader = SessionReader.open(question.path)
        if question.session != self._session:
            self._session = question.session
            self._gathered.clear()
            self._looking = None
        if question.chosen is None:
            self._looking = None
        elif self._looking is None or self._looking.chosen != question.chosen:
            self._looking = GroupCalls(question.chosen, self._reader, question.newest)
        return self._reader

    def _steps(self, reader: SessionReader, question: _Question) -> Iterator[None]:
        gathered = self._gathered.setdefault(question.grouping, Gathered(question.grouping))
        while gathered.events < question.newest:
            first = gathered.events + 1
            gathered.add(reader, first, min(first + STRETCH - 1, question.newest))
            yield
        if self._looking:
            yield from self._looking.follow(reader, question.newest)

    def _tell(self, reader: SessionReader, question: _Question) -> None:
        gathered = self._gathered[question.grouping]
        told = Told(
            groups=gathered.groups(MOST_SHOWN),
            inside=self._looking.inside(reader, question.newest) if self._looking else None,
            gathered=gathered.events / question.newest if question.newest else 1.0,
        )
        self.told.emit(question.generation, told)


class GroupCounting(QObject):
    """Tells the groups of a session as long as somebody looks."""

    changed = Signal()
    """`told` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)
    _rested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told = Told()
        self._path: Path | None = None
        self._session = self._newest = self._generation = 0
        self._grouping = Grouping.EVENT
        self._chosen: Chosen | None = None
        self._stale = self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=_EVERY)
        self._wait.timeout.connect(self._ask)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._rested.connect(self._worker.close)
        self._worker.told.connect(self._take)
        self._worker.done.connect(self._end)
        self._worker.failed.connect(self.failed)
        self._thread.finished.connect(self._worker.close)

    def follow(self, path: Path | None, newest: int) -> None:
        """Takes note of the session's newest event; it is gathered within a moment."""
        if (path, newest) != (self._path, self._newest):
            if path != self._path:
                self.count_anew()
            self._path, self._newest = path, newest
            self._soon()

    def count_anew(self) -> None:
        """Gathers all anew: another session, or one that was judged anew."""
        self._session += 1
        self._chosen = None
        self.told = Told()
        self._leave()

    def group_by(self, grouping: Grouping) -> None:
        """Gathers by something else."""
        self._grouping, self._chosen = grouping, None
        self._leave()

    def choose(self, chosen: Chosen | None) -> None:
        """Looks into a group too."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._leave()

    def rest(self) -> None:
        """Nobody looks any more: what is being counted is left at its next step, which is not waited for."""
        self.count_anew()
        self._path = None
        self._rested.emit()

    def close(self) -> None:
        """Ends the thread."""
        self._leave()
        self._wait.stop()
        self._stale = False
        self._thread.end()

    def _leave(self) -> None:
        """What is asked for now is of no use any more."""
        self._generation += 1
        self._worker.generation = self._generation
        self._stale = True
        self._wait.start(0)

    def _soon(self) -> None:
        self._stale = True
        if not self._wait.isActive():
            self._wait.start(_EVERY)

    def _ask(self) -> None:
        if self._path is None or self._busy or not self._stale:
            return
        self._thread.begin()
        self._stale, self._busy = False, True
        self._asked.emit(
            _Question(
                generation=self._generation,
                path=self._path,
                session=self._session,
                newest=self._newest,
                grouping=self._grouping,
                chosen=self._chosen,
            )
        )

    def _take(self, generation: int, told: Told) -> None:
        if generation == self._generation:
            self.told = told
            self.changed.emit()

    def _end(self) -> None:
        self._busy = False
        if self._stale and not self._wait.isActive():
            self._wait.start(0)
