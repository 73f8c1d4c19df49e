"""Puts events in the order of a column, or of what stands at a path of their payloads."""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from debugger.query.tree import Path
from debugger.session import payload_values
from debugger.session.envelopes import inherited_from
from debugger.session.functions import Functions
from debugger.wire.batch import INHERITED

_AT_ONCE = 8192
"""Numbers that are taken from SQLite together."""
_STEPS = 50_000
"""Of SQLite's machine between two questions whether to go on."""
_LARGEST = 2**63 - 1


class Sortable(StrEnum):
    """What is known of each event and can be put in order."""

    NUMBER = "number"
    MARKS = "marks"
    TIME = "time"
    TYPE = "type"
    EVENT = "event"
    USER = "user"
    SOURCE = "source"
    FINDINGS = "findings"


_SQL = {
    Sortable.NUMBER: "events.number",
    Sortable.MARKS: (
        "(SELECT starred || colour || (note <> '') FROM marks WHERE marks.number = events.number)"
    ),
    Sortable.TIME: "received_at",
    Sortable.TYPE: "nullif(type, '')",
    Sortable.EVENT: "nullif(name, '') COLLATE NOCASE",
    Sortable.USER: "coalesce(nullif(user_id, ''), nullif(anonymous_id, '')) COLLATE NOCASE",
    Sortable.SOURCE: "(SELECT library || ' ' || version FROM sources WHERE id = source_id)",
    Sortable.FINDINGS: "nullif(errors * 1000000 + warnings * 1000 + advice, 0)",
}
_KEY = (
    "CASE WHEN events.problem = '' THEN "
    "(SELECT {key}(payload, {envelope}) FROM payloads WHERE payloads.number = events.number) END"
)
_ENVELOPE = (
    "CASE WHEN events.position IS NULL THEN x'' "
    "ELSE (SELECT envelope FROM requests WHERE id = events.request_id) END"
)


@dataclass(frozen=True, slots=True)
class Order:
    """What by, and which way; what has no value is last either way."""

    by: Sortable | Path
    descending: bool = False


class LeftError(Exception):
    """Nobody wants the order any more."""


def ordered(
    connection: sqlite3.Connection,
    functions: Functions,
    order: Order,
    numbers: Sequence[int],
    wanted: Callable[[], bool],
) -> Iterator[array[int]]:
    """These numbers in that order, a piece at a time; ends early once they are not `wanted`."""
    connection.set_progress_handler(lambda: 0 if wanted() else 1, _STEPS)
    try:
        tests = [] if isinstance(order.by, Sortable) else [_key(order.by)]
        with functions.offered(tests) as names:
            found = connection.execute(*_query(order, numbers, names))
            while piece := found.fetchmany(_AT_ONCE):
                yield array("q", (number for (number,) in piece))
    except sqlite3.OperationalError:
        if wanted():
            raise
    finally:
        connection.set_progress_handler(None, 0)


def _query(
    order: Order, numbers: Sequence[int], names: Sequence[str]
) -> tuple[str, dict[str, object]]:
    way = "DESC" if order.descending else "ASC"
    key = (
        _SQL[order.by]
        if isinstance(order.by, Sortable)
        else _KEY.format(key=names[0], envelope=_ENVELOPE if order.by[0] in INHERITED else "x''")
    )
    if isinstance(numbers, range):
        source = "events NOT INDEXED WHERE events.number BETWEEN :first AND :last"
        values: dict[str, object] = {"first": numbers.start, "last": numbers.stop - 1}
    else:
        source = "json_each(:numbers) AS hit CROSS JOIN events ON events.number = hit.value"
        values = {"numbers": _as_json(numbers)}
    text = (
        f"SELECT events.number FROM {source} "  # noqa: S608 - our own words
        f"ORDER BY {key} {way} NULLS LAST, events.number {way}"
    )
    return text, values


def _as_json(numbers: Sequence[int]) -> str:
    """A list, written piece by piece: a million in one go would hold every other thread up."""
    pieces = (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))
    return f"[{','.join(','.join(map(str, piece)) for piece in pieces)}]"


def _key(path: Path) -> Callable[[bytes, bytes], str | float | None]:
    """The first value at a path as SQLite orders it: numbers before texts; nothing for all else."""
    read = payload_values.reader(path)
    read_merged = payload_values.merging(path)

    def key(payload: bytes, envelope: bytes) -> str | float | None:
        """Of one payload and the envelope of its batch, which says for all of its messages what they don't."""
        outer = inherited_from(envelope, path[0]) if envelope else None
        values = read_merged(payload, outer) if outer else read(payload)
        value = next(iter(values), None)
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, int):
            return value if -_LARGEST <= value <= _LARGEST else float(value)
        if isinstance(value, float):
            return None if math.isnan(value) else value
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None

    return key
