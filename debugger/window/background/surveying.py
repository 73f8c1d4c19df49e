"""Looks for what surrounds a call, in a thread with a reader of its own, and follows what comes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.session.surroundings import Surroundings
from debugger.window.background.enquiring import Enquiry

_EVERY = 250
"""Milliseconds between two looks at what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    row: Row
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a stretch of the session adds."""

    more: Surroundings
    looked_to: int


def _look(reader: SessionReader, question: _Question) -> Generator[_Part, None, None]:
    with closing(reader.surroundings(question.row, question.first, question.last)) as steps:
        for more, looked_to in steps:
            yield _Part(more=more, looked_to=looked_to)


class Surveyor(QObject):
    """Tells what surrounds one call at a time."""

    changed = Signal()
    """`found` is more than it was, or of another call."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found = Surroundings(strands={})
        self._row: Row | None = None
        self._path: Path | None = None
        self._newest = self._looked_to = 0
        self._enquiry = Enquiry(SessionReader.open, _look, self, every=_EVERY)
        self._enquiry.due.connect(self._ask)
        self._enquiry.told.connect(self._take)
        self._enquiry.failed.connect(self.failed)

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
        self._enquiry.want()

    def look_around(self, row: Row | None) -> None:
        """Looks for what surrounds another call; None looks for nothing."""
        self._enquiry.leave()
        self._row = row
        self._looked_to = 0
        self.found = Surroundings(strands={})
        self._enquiry.want(at_once=True)

    def close(self) -> None:
        """Ends the thread."""
        self.look_around(None)
        self._enquiry.close()

    def _ask(self) -> None:
        if self._row is not None and self._path is not None and self._newest > self._looked_to:
            question = _Question(row=self._row, first=self._looked_to + 1, last=self._newest)
            self._enquiry.ask(self._path, question)

    def _take(self, part: _Part) -> None:
        self.found = self.found + part.more if self.found.strands else part.more
        self._looked_to = part.looked_to
        self.changed.emit()
