"""Tallies events by time, row and severity, where SQLite counts: of a range of numbers, or of a filter's hits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from debugger.session.timeline import Tally

_OF = "received_at / :width, ({row} + :shift) / :rows, severity"
_SHIFT = 1 << 40
"""Added to rows before they are divided, since SQLite rounds towards zero; what is divided by divides it."""
_COUNTED = "count(*), min(received_at), max(received_at), min(number)"
_RANGE = (
    f"SELECT {_OF.format(row='number - :first')}, {_COUNTED} FROM events NOT INDEXED "  # noqa: S608 - our own words
    "WHERE number BETWEEN :first AND :last GROUP BY 1, 2, 3"
)
_HITS = (
    f"SELECT {_OF.format(row='key')}, {_COUNTED} FROM json_each(:numbers) "  # noqa: S608
    "CROSS JOIN events ON events.number = value GROUP BY 1, 2, 3"
)


def tally(
    connection: sqlite3.Connection, numbers: Sequence[int], *, width: int, row: int, rows: int
) -> list[Tally]:
    """What is at these ascending numbers, which are the rows from `row` on of a list.

    In buckets of time `width` microseconds wide, and of so many rows: a power of two.
    """
    values: dict[str, object] = {"width": width, "rows": rows, "shift": row + _SHIFT}
    if isinstance(numbers, range):
        found = connection.execute(_RANGE, values | {"first": numbers[0], "last": numbers[-1]})
    else:
        found = connection.execute(_HITS, values | {"numbers": json.dumps(list(numbers))})
    begin = _SHIFT // rows
    return [Tally(time, at - begin, *counted) for time, at, *counted in found.fetchall()]
