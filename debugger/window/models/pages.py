"""The rows of the list in pages read from the session when they are looked at; a bounded number is kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.window.models.listing import Listing
from debugger.window.models.row_text import Line, line

PAGE_ROWS = 64
"""Twice what is in sight: while the list follows, its last page is read again for each frame."""
MOST_PAGES = 32
"""Two thousand rows: each takes a microsecond of every collection of garbage while it is kept."""


class _Page:
    """Rows with the neighbours of the first and the last; each is formatted when it is looked at."""

    def __init__(self, rows: Sequence[Row | None]) -> None:
        self._rows = rows
        self._lines: list[Line | None] = [None] * (len(rows) - 2)

    def line(self, place: int) -> Line:
        shown = self._lines[place]
        if shown is None:
            previous, row, following = self._rows[place : place + 3]
            if row is None:
                raise IndexError(place)
            shown = self._lines[place] = line(row, previous, following)
        return shown


class Pages:
    """Formatted rows by their place in a listing; memory does not grow with the session."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._reader: SessionReader | None = None
        self._pages: OrderedDict[int, _Page] = OrderedDict()

    def __len__(self) -> int:
        """How many pages are kept at the moment."""
        return len(self._pages)

    def read_from(self, reader: SessionReader | None) -> None:
        """Reads from another session from now on."""
        self._reader = reader
        self.forget()

    def line(self, row: int) -> Line:
        """The row at this place, from 0. Raises `SessionError` where the file cannot be read."""
        index, place = divmod(row, PAGE_ROWS)
        page = self._pages.get(index)
        if page is None:
            page = self._pages[index] = self._read(index)
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(index)
        return page.line(place)

    def forget(self) -> None:
        """Drops all pages: places have moved."""
        self._pages.clear()

    def forget_after(self, row: int) -> None:
        """Drops the pages from the row before `row` on: rows are appended there."""
        first = max(0, row - 1) // PAGE_ROWS
        for index in [index for index in self._pages if index >= first]:
            del self._pages[index]

    def _read(self, index: int) -> _Page:
        start = index * PAGE_ROWS
        stop = min(start + PAGE_ROWS, len(self._listing))
        before, after = max(0, start - 1), min(stop + 1, len(self._listing))
        rows: Sequence[Row | None] = self._rows(before, after)
        return _Page(
            [*([None] if before == start else []), *rows, *([None] if after == stop else [])]
        )

    def _rows(self, start: int, stop: int) -> list[Row]:
        if self._reader is None or start >= stop:
            return []
        numbers = self._listing.between(start, stop)
        if isinstance(numbers, range):
            return self._reader.rows(numbers.start, numbers.stop - 1)
        return self._reader.rows_at(numbers)
