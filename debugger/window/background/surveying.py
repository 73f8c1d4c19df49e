"""Looks for what surrounds a call, in a thread with a reader of its own, and follows what comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.session.surroundings import Surroundings
from debugger.window.background.worker_thread import WorkerThread

_EVERY = 250
"""Milliseconds between two looks at what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    generation: int
    path: Path
    row: Row
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a stretch of the session adds."""

    question: _Question
    more: Surroundings
    looked_to: int


class _Worker(QObject):
    """Lives in the thread."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: an older question is left at its next step."""
        self._reader: SessionReader | None = None

    def run(self, question: _Question) -> None:
        """Looks through the session, a stretch at a time."""
        try:
            self._run(question)
        except SessionError as error:
            self.failed.emit(error)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def _run(self, question: _Question) -> None:
        if self._reader is None or self._reader.path != question.path:
            self.close()
            self._reader = SessionReader.open(question.path)
        steps = self._reader.surroundings(question.row, question.first, question.last)
        try:
            for more, looked_to in steps:
                if question.generation != self.generation:
                    return
                self.found.emit(_Part(question=question, more=more, looked_to=looked_to))
        finally:
            steps.close()


class Surveyor(QObject):
    """Tells what surrounds one call at a time."""

    changed = Signal()
    """`found` is more than it was, or of another call."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found = Surroundings(strands={})
        self._row: Row | None = None
        self._path: Path | None = None
        self._newest = self._asked_to = self._looked_to = 0
        self._generation = 0
        self._pause = QTimer(self, singleShot=True, interval=_EVERY)
        self._pause.timeout.connect(self._ask)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.found.connect(self._take)
        self._worker.failed.connect(self.failed)
        self._thread.finished.connect(self._worker.close)

    @property
    def progress(self) -> float:
        """How much of the session is looked through, from 0 to 1."""
        return self._looked_to / self._newest if self._newest else 1.0

    def follow(self, path: Path | None, newest: int) -> None:
        """Takes note of the session's newest event; what came since is looked through as well."""
        if path != self._path:
            self._path = path
            self.look_around(None)
        self._newest = newest
        if not self._pause.isActive():
            self._ask()

    def look_around(self, row: Row | None) -> None:
        """Looks for what surrounds another call; None looks for nothing."""
        self._generation += 1
        self._worker.generation = self._generation
        self._row = row
        self._asked_to = self._looked_to = 0
        self.found = Surroundings(strands={})
        self._ask()

    def close(self) -> None:
        """Ends the thread."""
        self.look_around(None)
        self._pause.stop()
        self._thread.end()

    def _ask(self) -> None:
        idle = self._asked_to == self._looked_to
        if self._row is None or self._path is None or not idle or self._newest <= self._asked_to:
            return
        self._thread.begin()
        first, self._asked_to = self._asked_to + 1, self._newest
        self._asked.emit(
            _Question(
                generation=self._generation,
                path=self._path,
                row=self._row,
                first=first,
                last=self._newest,
            )
        )

    def _take(self, part: _Part) -> None:
        if part.question.generation != self._generation:
            return
        self.found = self.found + part.more if self.found.strands else part.more
        self._looked_to = part.looked_to
        self.changed.emit()
        if not self._pause.isActive() and self._asked_to == self._looked_to:
            self._pause.start()
