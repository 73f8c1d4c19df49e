"""Where in a list the findings are: the worst of each bucket of rows, in a bounded number of buckets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from debugger.session.timeline import Tally

MOST_BUCKETS = 2048


class Worst(NamedTuple):
    """The worst finding of some rows."""

    severity: int
    number: int
    """Of the first call that has one of this severity."""


class Run(NamedTuple):
    """Pixels one below the other whose worst findings are of one severity."""

    severity: int
    top: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Where the findings of a list are on a strip of pixels beside it."""

    worst: Mapping[int, Worst] = field(default_factory=dict)
    """By the pixel from the top."""
    runs: Sequence[Run] = ()
    """The same from the top, for drawing."""
    places: Mapping[int, int] = field(default_factory=dict)
    """Buckets of rows by the severity of their worst finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Where the findings of a list are at one moment."""

    worst: Mapping[int, Worst] = field(default_factory=dict)
    """By the number of the bucket, which is the row of its first call divided by `rows`."""
    rows: int = 1
    """In a bucket."""
    first: int = 0
    """The row with which the list begins; below 0 once older hits were found."""
    count: int = 0
    """Rows of the list."""

    def strip(self, height: int) -> Strip:
        """The findings on a strip of so many pixels; takes milliseconds."""
        worst = self.pixels(height)
        marks = enumerate(sorted((pixel, each.severity) for pixel, each in worst.items()))
        runs: list[Run] = []
        for severity, group in groupby(marks, key=_neighbours):
            pixels = [pixel for _, (pixel, _) in group]
            runs.append(Run(severity[0], pixels[0], len(pixels)))
        places = Counter(each.severity for each in self.worst.values())
        return Strip(worst=worst, runs=runs, places=places)

    def pixels(self, height: int) -> dict[int, Worst]:
        """The worst finding at each pixel of a strip, from its top, that is the middle of rows with any."""
        found: dict[int, Worst] = {}
        for bucket, worst in self.worst.items():
            start = max(0, bucket * self.rows - self.first)
            end = min(self.count, (bucket + 1) * self.rows - self.first)
            pixel = (start + end) * height // max(1, 2 * self.count)
            found[pixel] = _worse(worst, found.get(pixel))
        return found


class WorstRows:
    """Grows at both ends as rows are added to a list."""

    def __init__(self) -> None:
        self.rows = 1
        self.first = 0
        self.end = 0
        """The row after the last one."""
        self._worst: dict[int, Worst] = {}

    def add(self, tallies: Iterable[Tally], rows: int) -> None:
        """More findings, tallied in buckets of so many rows: not more than this has."""
        for tally in tallies:
            if tally.severity:
                bucket = tally.row * rows // self.rows
                worst = Worst(tally.severity, tally.number)
                self._worst[bucket] = _worse(worst, self._worst.get(bucket))
        while (self.end - self.first) // self.rows >= MOST_BUCKETS:
            self.rows *= 2
            joined: dict[int, Worst] = {}
            for bucket, worst in self._worst.items():
                joined[bucket // 2] = _worse(worst, joined.get(bucket // 2))
            self._worst = joined

    def marked(self) -> Marked:
        """What there is by now."""
        return Marked(
            worst=dict(self._worst),
            rows=self.rows,
            first=self.first,
            count=self.end - self.first,
        )


def _neighbours(mark: tuple[int, tuple[int, int]]) -> tuple[int, int]:
    """The same for pixels that follow each other and are of one severity."""
    place, (pixel, severity) = mark
    return severity, pixel - place


def _worse(one: Worst, other: Worst | None) -> Worst:
    """The severer; of two that are alike, the earlier."""
    if other is None or one.severity > other.severity:
        return one
    return min(one, other) if one.severity == other.severity else other
