"""Where in a list the findings are: the worst of each bucket of rows, in a bounded number of buckets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from debugger.session.timeline import Tally

MOST_BUCKETS = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Where the findings of a list are at one moment."""

    worst: Mapping[int, int] = field(default_factory=dict)
    """By the number of the bucket, which is the row of its first call divided by `rows`."""
    rows: int = 1
    """In a bucket."""
    first: int = 0
    """The row with which the list begins; below 0 once older hits were found."""
    count: int = 0
    """Rows of the list."""

    def pixels(self, height: int) -> dict[int, int]:
        """The worst severity in each pixel of a strip, from its top, that has any."""
        found: dict[int, int] = {}
        for bucket, severity in self.worst.items():
            start = max(0, bucket * self.rows - self.first)
            end = min(self.count, (bucket + 1) * self.rows - self.first)
            top = start * height // max(1, self.count)
            for pixel in range(top, max(top + 1, end * height // max(1, self.count))):
                found[pixel] = max(severity, found.get(pixel, 0))
        return found


class WorstRows:
    """Grows at both ends as rows are added to a list."""

    def __init__(self) -> None:
        self.rows = 1
        self.first = 0
        self.end = 0
        """The row after the last one."""
        self._worst: dict[int, int] = {}

    def add(self, tallies: Iterable[Tally], rows: int) -> None:
        """More findings, tallied in buckets of so many rows: not more than this has."""
        for tally in tallies:
            if tally.severity:
                bucket = tally.row * rows // self.rows
                self._worst[bucket] = max(tally.severity, self._worst.get(bucket, 0))
        while (self.end - self.first) // self.rows >= MOST_BUCKETS:
            self.rows *= 2
            joined: dict[int, int] = {}
            for bucket, severity in self._worst.items():
                joined[bucket // 2] = max(severity, joined.get(bucket // 2, 0))
            self._worst = joined

    def marked(self) -> Marked:
        """What there is by now."""
        return Marked(
            worst=dict(self._worst),
            rows=self.rows,
            first=self.first,
            count=self.end - self.first,
        )
