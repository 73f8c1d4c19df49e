"""What part of the time a timeline shows: all of it or a stretch, which stays at the end while calls come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from debugger.session.timeline import DAY, MILLISECOND, MINUTE, SECOND, WIDTHS, Bars

NARROWEST = 10 * MILLISECOND
SHORTEST_WHOLE = SECOND
"""Microseconds: as near as one can look, and the least that is shown of a session."""
_FEWEST = 100
"""Bars that there are at least over all of the time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Span = tuple[int, int]
"""From when to before when, in microseconds UTC."""


@dataclass
class TimeView:
    """Where one looks."""

    span: Span | None = None
    """None for all."""
    at_end: bool = False
    """Whether it moves on as calls come."""

    def shown(self, whole: Bars) -> Span:
        """What is to be seen now."""
        return self.span or self.all_of(whole)

    @staticmethod
    def all_of(whole: Bars) -> Span:
        """From the first call to the last, each with the whole of the bar that it is in."""
        length = max(whole.latest - whole.earliest, SHORTEST_WHOLE)
        step = next((width for width in WIDTHS if width * _FEWEST >= length), WIDTHS[-1])
        start = whole.earliest // step * step
        return start, max((whole.latest // step + 1) * step, start + SHORTEST_WHOLE)

    def zoom(self, whole: Bars, factor: float, around: int) -> None:
        """Looks from nearer (a factor below 1) or farther away; the moment `around` stays where it is."""
        first, last = self.all_of(whole)
        start, end = self.shown(whole)
        wanted = max(NARROWEST, round((end - start) * factor))
        if wanted >= last - first:
            self.show_all()
            return
        share = (around - start) / (end - start)
        self._place(whole, around - round(share * wanted), wanted)

    def move(self, whole: Bars, share: float) -> None:
        """Looks at what is earlier or later, by a share of what is seen."""
        if self.span:
            start, end = self.span
            self._place(whole, start + round((end - start) * share), end - start)

    def reveal(self, whole: Bars, moment: int) -> None:
        """Moves no more than it takes to see a moment."""
        if self.span and not self.span[0] <= moment < self.span[1]:
            length = self.span[1] - self.span[0]
            self._place(
                whole, moment if moment < self.span[0] else moment - length + MILLISECOND, length
            )

    def show_all(self) -> None:
        """Looks at all again."""
        self.span, self.at_end = None, False

    def follow(self, whole: Bars) -> bool:
        """Goes on with the calls that came, where it stands at the end; says whether it moved."""
        before = self.span
        if self.span and self.at_end:
            length = self.span[1] - self.span[0]
            last = self.all_of(whole)[1]
            step = max(MILLISECOND, length // 50)  # a step at a time: each is counted anew
            if last > self.span[1]:
                moved = -((self.span[1] - last) // step) * step
                self.span = self.span[0] + moved, self.span[1] + moved
        return self.span != before

    def _place(self, whole: Bars, start: int, length: int) -> None:
        first, last = self.all_of(whole)
        self.at_end = start + length >= last
        start = max(first, min(start, last - length)) // MILLISECOND * MILLISECOND
        self.span = start, start + length


def ticks(span: Span, most: int) -> Iterator[tuple[int, str]]:
    """At most so many moments in a span to write at its axis, with their local time."""
    start, end = span
    step = next((width for width in WIDTHS if width * most >= end - start), WIDTHS[-1])
    offset = _local(start).utcoffset() or timedelta()
    shift = round(offset.total_seconds()) * SECOND
    at = -(-(start + shift) // step) * step - shift
    while at < end:
        yield at, clock(at, step)
        at += step


def clock(moment: int, precision: int) -> str:
    """A time in microseconds UTC by the local clock, no finer than `precision` needs."""
    local = _local(moment)
    if precision >= DAY:
        return local.strftime("%d %b")
    if precision >= MINUTE:
        return local.strftime("%H:%M")
    if precision >= SECOND:
        return local.strftime("%H:%M:%S")
    return local.strftime("%H:%M:%S.") + f"{local.microsecond // 1000:03d}"


def length_words(microseconds: int) -> str:
    """`200 ms`, `5 s`, `30 min`, `2 h`, `7 days`."""
    for unit, word in ((DAY, "days"), (60 * MINUTE, "h"), (MINUTE, "min"), (SECOND, "s")):
        if microseconds >= unit:
            number = f"{microseconds / unit:.1f}".removesuffix(".0")
            return f"{number} {'day' if word == 'days' and number == '1' else word}"
    return f"{microseconds / MILLISECOND:.0f} ms"


def _local(moment: int) -> datetime:
    return (_EPOCH + timedelta(microseconds=moment)).astimezone()
