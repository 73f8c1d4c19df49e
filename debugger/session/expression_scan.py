"""Looks for an expression in many events at once, where no stretch of it is plain for SQL to look for first."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from debugger.query.regular import PART, Regular
from debugger.session.search import SUMMARY

_BYTES = 256 * 1024
"""Payloads that are looked through together, unless a single one is larger."""

_FREQUENT = 0.25

_PAYLOADS = "SELECT number, payload FROM payloads WHERE number BETWEEN ? AND ? ORDER BY number"
_TEXTS = ", ".join(f"coalesce({column}, '')" for column in SUMMARY)
_SUMMARIES = f"SELECT number, {_TEXTS} FROM events NOT INDEXED WHERE number"  # noqa: S608 - our own words


class ExpressionScan:
    """An expression that `is_parted`, in the payloads and in the texts beside them."""

    def __init__(self, regular: Regular) -> None:
        self._place, self._matches = regular.place_finder(), regular.finder()
        self._is_frequent = False
        """Whether it matched in so many that one look at all of them together would save nothing."""

    def hits(self, connection: sqlite3.Connection, first: int, last: int) -> list[int]:
        """The numbers, from `first` to `last`, of the events in which it matches."""
        found: list[int] = []
        rest: list[int] = []
        for numbers, payloads in _lots(connection, first, last):
            hits = self._in_payloads(payloads)
            self._is_frequent = len(hits) > _FREQUENT * len(payloads)
            found += [numbers[row] for row in hits]
            left_out = set(hits)
            rest += [number for row, number in enumerate(numbers) if row not in left_out]
        return found + self._beside(connection, rest)

    def _in_payloads(self, payloads: Sequence[bytes]) -> list[int]:
        if self._is_frequent:
            return [row for row, payload in enumerate(payloads) if self._matches(payload)]
        return self._rows(PART.join(payloads), list(map(len, payloads)), 1)

    def _beside(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
        """Those in whose name, identities or problem it matches."""
        if not numbers:
            return []
        if numbers[-1] - numbers[0] == len(numbers) - 1:
            query = f"{_SUMMARIES} BETWEEN ? AND ?"
            values: tuple[object, ...] = (numbers[0], numbers[-1])
        else:
            query = f"{_SUMMARIES} IN (SELECT value FROM json_each(?))"  # noqa: S608
            values = (json.dumps(numbers),)
        rows = connection.execute(query, values).fetchall()
        texts = [text for row in rows for text in row[1:]]
        # What cannot be written as UTF-8 becomes the one byte that parts them.
        joined = "\udcff".join(texts).encode("utf-8", "surrogateescape")
        if self._place(joined, 0) is None:
            return []
        sizes = [len(text.encode()) for text in texts]
        return [rows[row][0] for row in self._rows(joined, sizes, len(SUMMARY))]

    def _rows(self, joined: bytes, sizes: Sequence[int], texts_of_row: int) -> list[int]:
        """The rows of texts in one of which it matches."""
        place = self._place(joined, 0)
        if place is None:
            return []
        starts = [0, *accumulate(size + len(PART) for size in sizes)]
        found: list[int] = []
        while place is not None:
            row = (bisect_right(starts, place) - 1) // texts_of_row
            found.append(row)
            following = (row + 1) * texts_of_row
            if following >= len(sizes):
                break
            place = self._place(joined, starts[following])
        return found


def _lots(
    connection: sqlite3.Connection, first: int, last: int
) -> Iterator[tuple[list[int], list[bytes]]]:
    numbers: list[int] = []
    payloads: list[bytes] = []
    size = 0
    for number, payload in connection.execute(_PAYLOADS, (first, last)):
        numbers.append(number)
        payloads.append(payload)
        size += len(payload)
        if size >= _BYTES:
            yield numbers, payloads
            numbers, payloads, size = [], [], 0
    if numbers:
        yield numbers, payloads
