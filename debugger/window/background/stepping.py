"""Finds the call in the list that comes next and has a finding, in a thread with its own reader."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.session.reader import SessionReader
from debugger.window.background.task import Report, Task
from debugger.window.models.listing import Listing

_AT_ONCE = 1024
"""Rows of a filter's hits that are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """What the list shows at one moment, see `Listing`."""

    base: int
    head: int
    hits: array[int] | None

    def nearest(
        self, reader: SessionReader, start: int, report: Report, *, after: bool
    ) -> int | None:
        """The nearest call with a finding beyond number `start`."""
        if self.hits is None:
            found = reader.with_finding(start, after=after)
            return found if found is not None and self.base < found <= self.head else None
        for numbers in _lots(self.hits, start, after=after):
            for row in reader.rows_at(numbers):
                if row.errors or row.warnings or row.advice:
                    return row.number
            if not report(0.0):
                return None
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    generation: int
    path: Path
    listed: _Listed
    start: int | None
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    question: _Question
    number: int | None


class Stepper(QObject):
    """Looks for one call at a time; of what is asked for later, what was asked for before is dropped."""

    found = Signal(object)
    """The number of the call; None where no call in the list has a finding."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._task: Task | None = None

    def step(self, path: Path, listing: Listing, start: int | None, *, after: bool) -> None:
        """The nearest call with a finding after number `start` or before it, beyond the end from the other end on.

        Without a `start` the first or the last one.
        """
        self.close()
        hits = None if listing.hits is None else listing.hits[:]
        question = _Question(
            generation=self._generation,
            path=path,
            listed=_Listed(base=listing.base, head=listing.head, hits=hits),
            start=start,
            after=after,
        )
        self._task = Task(partial(_answered, question), self)
        self._task.done.connect(self._tell)
        self._task.failed.connect(self.failed)
        self._task.start()

    def close(self) -> None:
        """Looks no more."""
        self._generation += 1
        if self._task is not None:
            self._task.stop()
            self._task.deleteLater()
            self._task = None

    def _tell(self, answer: _Answer | None) -> None:
        if answer is not None and answer.question.generation == self._generation:
            self.found.emit(answer.number)


def _answered(question: _Question, report: Report) -> _Answer:
    listed, after = question.listed, question.after
    outermost = listed.base if after else listed.head + 1
    with closing(SessionReader.open(question.path)) as reader:
        start = outermost if question.start is None else question.start
        number = listed.nearest(reader, start, report, after=after)
        if number is None and question.start is not None:
            number = listed.nearest(reader, outermost, report, after=after)
        return _Answer(question=question, number=number)


def _lots(hits: array[int], start: int, *, after: bool) -> Iterator[Sequence[int]]:
    """The hits beyond a number, the nearest first, a lot at a time."""
    if after:
        for first in range(bisect_right(hits, start), len(hits), _AT_ONCE):
            yield hits[first : first + _AT_ONCE]
    else:
        for end in range(bisect_left(hits, start), 0, -_AT_ONCE):
            yield hits[max(0, end - _AT_ONCE) : end][::-1]
