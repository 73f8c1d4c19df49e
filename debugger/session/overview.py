"""A list seen from afar: its calls over time, and where its findings are; counted in stretches, and followed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from debugger.session.timeline import Bars, Tally, Timeline
from debugger.session.worst_rows import Strip, WorstRows

STRETCH = 8192
"""Events that are counted in one step."""


class Tallying(Protocol):
    """What an overview asks of a session."""

    def tallied(
        self, numbers: Sequence[int], *, width: int, row: int, rows: int
    ) -> list[Tally]: ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is known of numbers that were counted, for looking at them again from nearer."""

    numbers: range | array[int]
    earliest: int
    latest: int


class Overview:
    """Belongs to one list; what it holds does not grow with the payloads, and only by hits with a filter."""

    def __init__(self) -> None:
        self._timeline = Timeline()
        self._near: Timeline | None = None
        self._rows = WorstRows()
        self._stretches: list[_Stretch] = []

    def add(self, reader: Tallying, numbers: range | array[int], *, before: bool = False) -> None:
        """Counts at most a `STRETCH` of ascending numbers more, at the list's end or before its first row.

        Raises `SessionError`.
        """
        if not numbers:
            return
        rows, width = self._rows, self._timeline.width
        in_bucket = rows.rows
        row = rows.first - len(numbers) if before else rows.end
        tallies = reader.tallied(numbers, width=width, row=row, rows=in_bucket)
        if before:
            rows.first = row
        else:
            rows.end += len(numbers)
        rows.add(tallies, in_bucket)
        self._timeline.add(tallies, width)
        if tallies:
            earliest = min(each.earliest for each in tallies)
            latest = max(each.latest for each in tallies)
            stretch = self._keep(_Stretch(numbers, earliest, latest))
            if self._near is not None:
                self._count_near(reader, self._near, stretch)

    def bars(self) -> Bars:
        """All calls over time."""
        return self._timeline.bars()

    def near(self, reader: Tallying, start: int, end: int) -> Iterator[Bars]:
        """The calls from `start` to before `end`, in microseconds UTC, from nearer: more with each step.

        What follows is counted there too, while nothing else is asked for. Raises `SessionError`.
        """
        near = self._near
        if near is None or near.within != (start, end):
            near = Timeline((start, end))
            self._near = None  # until it is whole
            for stretch in self._stretches:
                if self._count_near(reader, near, stretch):
                    yield near.bars()
            self._near = near
        yield near.bars()

    def strip(self, height: int) -> Strip:
        """Where the findings are, on a strip of so many pixels."""
        return self._rows.marked().strip(height)

    def _keep(self, stretch: _Stretch) -> _Stretch:
        """Joins ranges of numbers that follow each other, so that what is kept of them stays little."""
        last = self._stretches[-1] if self._stretches else None
        if (
            last
            and isinstance(stretch.numbers, range)
            and isinstance(last.numbers, range)
            and len(last.numbers) + len(stretch.numbers) <= STRETCH
        ):
            self._stretches[-1] = _Stretch(
                range(last.numbers.start, stretch.numbers.stop),
                min(last.earliest, stretch.earliest),
                max(last.latest, stretch.latest),
            )
        else:
            self._stretches.append(stretch)
        return stretch

    @staticmethod
    def _count_near(reader: Tallying, near: Timeline, stretch: _Stretch) -> bool:
        assert near.within is not None  # noqa: S101 - made so
        start, end = near.within
        if stretch.latest < start or end <= stretch.earliest:
            return False
        found = reader.tallied(stretch.numbers, width=near.width, row=0, rows=1 << 20)
        near.add(found, near.width)
        return True
