"""Calls over time by severity, in a bounded number of buckets whose width grows with the span they are in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from debugger.findings import Severity

MILLISECOND = 1_000
SECOND = 1000 * MILLISECOND
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
"""Microseconds."""

WIDTHS = (
    *(n * MILLISECOND for n in (1, 2, 10, 20, 100, 200)),
    *(n * SECOND for n in (1, 5, 10, 30)),
    *(n * MINUTE for n in (1, 5, 10, 30)),
    *(n * HOUR for n in (1, 2, 6, 12)),
    *(n * DAY for n in (1, 7, 28, 364, 3640, 36400)),
    *(36400 * DAY * 10**n for n in (1, 2, 3)),
)
"""Microseconds that a bucket may be wide; each is a multiple of the one before, so that buckets can be joined."""

MOST_BUCKETS = 1200

SEVERITIES = 1 + max(Severity)

Stack = tuple[int, ...]
"""Calls by their worst finding: without one, with advice, a warning, an error."""

_NOTHING: Stack = (0,) * SEVERITIES


class Tally(NamedTuple):
    """Events of one severity that a stretch has in one bucket of time and one of rows."""

    time: int
    """`received_at` divided by the width of the buckets that was asked for."""
    row: int
    severity: int
    calls: int
    earliest: int
    latest: int
    """Microseconds UTC."""
    number: int
    """Of the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A timeline as it is at one moment. Buckets are numbered from 1970: their start divided by their width."""

    width: int = WIDTHS[0]
    """Microseconds."""
    stacks: Mapping[int, Stack] = field(default_factory=dict)
    earliest: int = 0
    latest: int = 0
    """The first and the last call, in microseconds UTC."""

    def joined(self, width: int) -> dict[int, Stack]:
        """The stacks in buckets of a larger width."""
        factor = max(1, width // self.width)
        found: dict[int, Stack] = {}
        for bucket, stack in self.stacks.items():
            known = found.get(bucket // factor, _NOTHING)
            found[bucket // factor] = tuple(map(sum, zip(known, stack, strict=True)))
        return found


class Timeline:
    """Calls over time. With `within`, only those from its first to before its second time, in one width."""

    def __init__(self, within: tuple[int, int] | None = None) -> None:
        self.within = within
        self.width = WIDTHS[0] if within is None else width_for(within[1] - within[0])
        self._stacks: dict[int, list[int]] = {}
        self._earliest = self._latest = 0

    def add(self, tallies: Iterable[Tally], width: int) -> None:
        """More calls, tallied in buckets of a width that is not above this timeline's."""
        for tally in tallies:
            bucket = tally.time * width // self.width
            if self.within and not self._holds(bucket):
                continue
            stack = self._stacks.setdefault(bucket, [0] * SEVERITIES)
            stack[min(tally.severity, SEVERITIES - 1)] += tally.calls
            self._earliest = min(self._earliest or tally.earliest, tally.earliest)
            self._latest = max(self._latest, tally.latest)
        while self.within is None and self._is_too_long():
            self._widen()

    def bars(self) -> Bars:
        """What there is by now."""
        return Bars(
            width=self.width,
            stacks={bucket: tuple(stack) for bucket, stack in self._stacks.items()},
            earliest=self._earliest,
            latest=self._latest,
        )

    def _holds(self, bucket: int) -> bool:
        assert self.within is not None  # noqa: S101 - asked of such a timeline only
        return self.within[0] < (bucket + 1) * self.width and bucket * self.width < self.within[1]

    def _is_too_long(self) -> bool:
        span = self._latest // self.width - self._earliest // self.width
        return span >= MOST_BUCKETS and self.width < WIDTHS[-1]

    def _widen(self) -> None:
        wider = WIDTHS[WIDTHS.index(self.width) + 1]
        joined: dict[int, list[int]] = {}
        for bucket, stack in self._stacks.items():
            into = joined.setdefault(bucket * self.width // wider, [0] * SEVERITIES)
            for severity, calls in enumerate(stack):
                into[severity] += calls
        self.width, self._stacks = wider, joined


def width_for(span: int, most: int = MOST_BUCKETS) -> int:
    """The smallest width of which `most` buckets are as long as `span`."""
    return next((width for width in WIDTHS if width * most >= span), WIDTHS[-1])
