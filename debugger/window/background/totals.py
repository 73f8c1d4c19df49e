"""The counts of the status bar: made in a thread with its own reader, and kept up by adding what comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.errors import SessionError
from debugger.events import Source
from debugger.session.reader import SessionReader
from debugger.session.rows import Counts, Sent
from debugger.window.background.worker_thread import WorkerThread

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
    generation: int
    path: Path
    first: int
    last: int
    stretch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a stretch of the session has."""

    generation: int
    to: int
    counts: Counts
    sources: dict[Source, Sent]


class _Worker(QObject):
    """Lives in the thread."""

    counted = Signal(object)
    failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: an older question is left at its next step."""
        self._reader: SessionReader | None = None

    def run(self, question: _Question) -> None:
        """Counts, a stretch at a time."""
        try:
            for first in range(question.first, question.last + 1, question.stretch):
                if question.generation != self.generation:
                    return
                last = min(first + question.stretch - 1, question.last)
                self.counted.emit(self._part(question, first, last))
        except SessionError as error:
            self.failed.emit(question.generation, error)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def _part(self, question: _Question, first: int, last: int) -> _Part:
        if self._reader is None or self._reader.path != question.path:
            self.close()
            self._reader = SessionReader.open(question.path)
        return _Part(
            generation=question.generation,
            to=last,
            counts=self._reader.counts(first, last),
            sources=self._reader.sources(first, last),
        )


class Tally(QObject):
    """Counts one session at a time."""

    changed = Signal()
    """`totals` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None, *, stretch: int = STRETCH) -> None:
        super().__init__(parent)
        self._stretch = stretch
        self.totals = Totals()
        self._coming = self.totals
        self._path: Path | None = None
        self._newest = self._asked_to = self._counted_to = 0
        self._generation = 0
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.counted.connect(self._take)
        self._worker.failed.connect(self._fail)
        self._thread.finished.connect(self._worker.close)

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
        self._ask()

    def close(self) -> None:
        """Ends the thread."""
        self._path = None
        self._begin_anew(0)
        self._thread.end()

    def _begin_anew(self, newest: int) -> Totals:
        self._generation += 1
        self._worker.generation = self._generation
        self._asked_to = self._counted_to = 0
        self._coming = Totals(newest)
        self.follow(newest)
        return self._coming

    def _ask(self) -> None:
        idle = self._asked_to == self._counted_to
        if self._path is None or not idle or self._newest <= self._asked_to:
            return
        self._thread.begin()
        first, self._asked_to = self._asked_to + 1, self._newest
        self._asked.emit(
            _Question(
                generation=self._generation,
                path=self._path,
                first=first,
                last=self._newest,
                stretch=self._stretch,
            )
        )

    def _take(self, part: _Part) -> None:
        if part.generation != self._generation:
            return
        self._counted_to = part.to
        self._coming.add(part.counts, part.sources)
        if self._coming.progress == 1:
            self.totals = self._coming
        self.changed.emit()
        self._ask()

    def _fail(self, generation: int, error: SessionError) -> None:
        """What could not be counted is, once more is there."""
        if generation == self._generation:
            self._asked_to = self._counted_to
            self.failed.emit(error)
