"""Which events the list shows, and in which row: numbers only, no Qt and no file."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

Moved = Callable[[int], int]
"""Says of a row before a change how many rows come before it now."""


class Listing:
    """The shown numbers, oldest first: a dense range, or the hits of a filter; or put in another order.

    Events are numbered from 1 without gaps, so the unfiltered list needs three numbers and no memory.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begins anew with an empty session."""
        self.newest = 0
        """The highest number in the session."""
        self.head = 0
        """The highest number that is shown; stays behind `newest` while paused."""
        self.base = 0
        """The highest number that was cleared from view."""
        self.paused = False
        self.hits: array[int] | None = None
        """The numbers that the filter leaves, ascending; None without a filter."""
        self.order: array[int] | None = None
        """The numbers in the order of a column; what came since is not among them. None in order of arrival."""
        self._cleared: list[int] = []

    def __len__(self) -> int:
        return self.found if self.order is None else len(self.order)

    @property
    def found(self) -> int:
        """How many there are to show, also those that came since they were put in order."""
        return self.total if self.hits is None else len(self.hits)

    @property
    def total(self) -> int:
        """How many there are between what was cleared and the head, filtered or not."""
        return self.head - self.base

    @property
    def held(self) -> int:
        """How many came while paused and wait to be shown."""
        return self.newest - self.head

    def number(self, row: int) -> int:
        """The number of the event in `row`, from 0."""
        if self.order is not None:
            return self.order[row]
        return self.base + 1 + row if self.hits is None else self.hits[row]

    def numbers(self, spans: Iterable[tuple[int, int]]) -> Sequence[int]:
        """The numbers in these spans of rows, each without its end, in the list's order and each once."""
        found = array("q")
        end = 0
        for start, stop in sorted(spans):
            first, end = max(start, end), max(stop, end)
            found.extend(self.between(first, end))
        return found

    def between(self, start: int, stop: int) -> Sequence[int]:
        """The numbers of the events in the rows from `start` to before `stop`."""
        if self.order is not None:
            return self.order[start:stop]
        if self.hits is not None:
            return self.hits[start:stop]
        return range(self.base + 1 + start, self.base + 1 + stop)

    def row(self, number: int) -> int | None:
        """The row of the event `number`, or None when it is not shown."""
        if self.order is not None:
            return _place(self.order, number)
        if self.hits is None:
            return number - self.base - 1 if self.base < number <= self.head else None
        row = bisect_left(self.hits, number)
        return row if row < len(self.hits) and self.hits[row] == number else None

    def coming(self, newest: int) -> int:
        """How many more would be shown if the newest number were `newest`; none while paused."""
        return 0 if self.paused else max(0, max(self.newest, newest) - self.head)

    def arrive(self, newest: int) -> int:
        """Takes note of the newest number; returns how many the head moves on (none while paused)."""
        moved = self.coming(newest)
        self.newest = max(self.newest, newest)
        self.head += moved
        return moved

    def with_hits(self, numbers: Sequence[int], hits: array[int]) -> array[int]:
        """The hits, were `hits` those among these ascending numbers, run by run: there are mostly few runs."""
        before = self.hits or array("q")
        after = array("q")
        done = start = 0
        while start < len(numbers):
            first, end = numbers[start], _end_of_run(numbers, start)
            last, start = numbers[end - 1], end
            kept = bisect_left(before, first, done)
            after.extend(before[done:kept])
            after.extend(hits[bisect_left(hits, first) : bisect_right(hits, last)])
            done = bisect_right(before, last, kept)
        after.extend(before[done:])
        return after

    def exchange(self, after: array[int]) -> Moved:
        """Shows these hits, many of which are shown already.

        Those that leave leave the order of a column too; those that come have no place in it yet.
        """
        before, self.hits = self.hits or array("q"), after
        if self.order is None:
            return lambda row: bisect_left(after, before[row]) if row < len(before) else len(after)
        ordered, gone = self.order, set(before).difference(after)
        self.order = array("q", (number for number in ordered if number not in gone))
        left = [place for place, number in enumerate(ordered) if number in gone]
        return lambda row: min(row, len(ordered)) - bisect_left(left, row)

    def clear(self) -> int:
        """Hides all that is shown, without deleting any; returns how many were hidden."""
        hidden = self.total
        self._cleared.append(self.base)
        self.base = self.head
        if self.hits is not None:
            self.hits = array("q")
        return hidden

    def undo_clear(self) -> bool:
        """Shows again what the last `clear` hid; hits are to be searched anew. False when there is nothing."""
        if not self._cleared:
            return False
        self.base = self._cleared.pop()
        return True

    def show_cleared(self) -> None:
        """Shows again all that was ever cleared."""
        self._cleared.clear()
        self.base = 0


def _end_of_run(numbers: Sequence[int], start: int) -> int:
    """After the last of the numbers that follow one another without a gap from `start` on."""
    if isinstance(numbers, range):
        return len(numbers)
    end = start + 1
    while end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
        end += 1
    return end


def _place(numbers: array[int], number: int) -> int | None:
    """Where a number is among others, in no order: `index` would make each of a million a number of Python's."""
    size = numbers.itemsize
    wanted = re.compile(re.escape(array(numbers.typecode, [number]).tobytes()), re.DOTALL)
    seen, start = memoryview(numbers), 0
    while found := wanted.search(seen, start):
        place, across = divmod(found.start(), size)
        if not across:
            return place
        start = (place + 1) * size
    return None
