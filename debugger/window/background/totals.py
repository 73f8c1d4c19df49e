"""The counts of the status bar: made in a thread with its own reader, and kept up by adding what comes."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.events import Source
from debugger.session.reader import SessionReader
from debugger.session.rows import Counts, Sent
from debugger.window.background.enquiring import Enquiry

STRETCH = 50_000
"""Events that are counted in one step: for about 0.2 s, which is how long the end of the thread may take."""


class Totals:
    """How many events a session has, how many have findings, and how many each source sent."""

    def __init__(self, expected: int = 0) -> None:
        self.counts = Counts()
        self.sources: dict[Source, Sent] = {}
        self.expected = expected
        """How many events there were when the counting began."""

    @property
    def progress(self) -> float:
        """How much is counted of what was there when the counting began, from 0 to 1."""
        return min(1.0, self.counts.events / self.expected) if self.expected else 1.0

    def add(self, counts: Counts, sources: dict[Source, Sent]) -> None:
        """Adds what a stretch of the session has."""
        self.counts += counts
        for source, sent in sources.items():
            known = self.sources.get(source)
            self.sources[source] = known + sent if known else sent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    first: int
    last: int
    stretch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a stretch of the session has."""

    to: int
    counts: Counts
    sources: dict[Source, Sent]


def _count(reader: SessionReader, question: _Question) -> Generator[_Part, None, None]:
    for first in range(question.first, question.last + 1, question.stretch):
        last = min(first + question.stretch - 1, question.last)
        yield _Part(to=last, counts=reader.counts(first, last), sources=reader.sources(first, last))


class Tally(QObject):
    """Counts one session at a time."""

    changed = Signal()
    """`totals` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None, *, stretch: int = STRETCH) -> None:
        super().__init__(parent)
        self._stretch = stretch
        self.totals = Totals()
        self._coming = self.totals
        self._path: Path | None = None
        self._newest = self._counted_to = 0
        self._enquiry = Enquiry(SessionReader.open, _count, self)
        self._enquiry.due.connect(self._ask)
        self._enquiry.told.connect(self._take)
        self._enquiry.failed.connect(self.failed)

    def begin(self, path: Path | None, newest: int) -> None:
        """Counts another session; none with None."""
        self._path = path
        self.totals = self._begin_anew(newest)
        self.changed.emit()

    def count_again(self) -> None:
        """Counts the same session anew; `totals` are those of before until that is done."""
        self._begin_anew(self._newest)

    def follow(self, newest: int) -> None:
        """Adds what came up to `newest`."""
        self._newest = newest
        self._enquiry.want()

    def close(self) -> None:
        """Ends the thread."""
        self._path = None
        self._begin_anew(0)
        self._enquiry.close()

    def _begin_anew(self, newest: int) -> Totals:
        self._enquiry.leave()
        self._counted_to = 0
        self._coming = Totals(newest)
        self.follow(newest)
        return self._coming

    def _ask(self) -> None:
        if self._path is not None and self._newest > self._counted_to:
            self._enquiry.ask(
                self._path,
                _Question(first=self._counted_to + 1, last=self._newest, stretch=self._stretch),
            )

    def _take(self, part: _Part) -> None:
        self._counted_to = part.to
        self._coming.add(part.counts, part.sources)
        if self._coming.progress == 1:
            self.totals = self._coming
        self.changed.emit()
