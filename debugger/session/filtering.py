"""Finds the events a filter asks for, newest first, a stretch at a time so that the first hits show at once."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from time import monotonic
from typing import TypeAlias

from debugger.query import Node
from debugger.session.answered import Answers
from debugger.session.conditions import Conditions
from debugger.session.functions import Functions
from debugger.session.path_conditions import REQUESTS
from debugger.session.source_names import all_sources

CHUNK = 4096
"""Events looked through in one step at most."""
_FIRST_CHUNK = 512
_STEP = 0.03
"""Seconds that a step is to take: the first hits show at once, and what is not wanted any more ends at once."""

_WORTH_TRYING = CHUNK
"""Events: of fewer, such as those that have just come, trying the looks costs more than it saves."""
_MOST_PASS = 0.5
"""Of the events: a look that more of them pass costs more than the tests it saves."""

Steps: TypeAlias = "Generator[tuple[array[int], float], None, None]"


def chunks(  # noqa: PLR0913 - what a search is made of
    connection: sqlite3.Connection,
    functions: Functions,
    query: Node,
    first: int,
    last: int,
    *,
    among: Sequence[int] | None = None,
) -> Steps:
    """Hits among the events from `first` to `last`, newest first, with the part that is done (0 to 1).

    Where `among` is given, only those of these sources.
    """
    conditions = Conditions(all_sources(connection), Answers(connection))
    condition = conditions.of(query)
    if among is not None:
        condition = f"{conditions.sent_by(among)} AND {condition}"
    values = conditions.parameters.values
    with functions.offered(conditions.parameters.tests) as names:
        looks = _that_save(connection, conditions, first, last)
        sql = _sql(condition.format(tests=names, looks=looks))
        end, chunk = max(last, first - 1), _FIRST_CHUNK
        while end >= first:
            start, begun = max(first, end - chunk + 1), monotonic()
            conditions.inherited.load(connection, start, end)
            stretch = {"first": start, "last": end, REQUESTS: conditions.inherited.requests}
            found = connection.execute(sql, values | stretch).fetchall()
            chunk = _next_chunk(chunk, monotonic() - begun)
            yield (
                array("q", (number for (number,) in reversed(found))),
                (last - start + 1) / (last - first + 1),
            )
            end = start - 1


def among_these(
    connection: sqlite3.Connection,
    functions: Functions,
    query: Node,
    numbers: Sequence[int],
    *,
    among: Sequence[int] | None = None,
) -> Iterator[array[int]]:
    """The hits among these ascending numbers, ascending, a piece at a time; `among` as above."""
    start = 0
    while start < len(numbers):
        first = numbers[start]
        end = bisect_left(numbers, first + CHUNK, start)
        these, start = numbers[start:end], end
        wanted = set(these)
        steps = chunks(connection, functions, query, first, these[-1], among=among)
        found = [number for hits, _ in steps for number in hits if number in wanted]
        yield array("q", reversed(found))


def _next_chunk(chunk: int, taken: float) -> int:
    """Twice as many where there was time for more, half where it took too long."""
    if taken > _STEP:
        return max(_FIRST_CHUNK // 4, chunk // 2)
    return min(CHUNK, chunk * 2) if taken < _STEP / 2 else chunk


def _sql(condition: str) -> str:
    payloads = "JOIN payloads USING (number) " if "payloads." in condition else ""
    return (
        f"SELECT events.number FROM events NOT INDEXED {payloads}"  # noqa: S608 - all parameters
        f"WHERE events.number BETWEEN :first AND :last AND {condition} ORDER BY events.number"
    )  # ascending: to go back through the pages of a table takes a fifth longer


def _that_save(
    connection: sqlite3.Connection, conditions: Conditions, first: int, last: int
) -> list[str]:
    """The looks at payloads that leave less than half of the newest events, and `1` for the others."""
    looks = conditions.parameters.looks
    if not looks or last - first + 1 < _WORTH_TRYING:
        return looks
    start = max(first, last - _FIRST_CHUNK + 1)
    conditions.inherited.load(connection, start, last)
    stretch = {"first": start, "last": last, REQUESTS: conditions.inherited.requests}
    shares = connection.execute(
        f"SELECT {', '.join(f'avg({look} IS TRUE)' for look in looks)} "  # noqa: S608 - all parameters
        "FROM events NOT INDEXED JOIN payloads USING (number) "
        "WHERE events.number BETWEEN :first AND :last",
        conditions.parameters.values | stretch,
    ).fetchone()
    return [
        look if (share or 0) < _MOST_PASS else "1"
        for look, share in zip(looks, shares, strict=True)
    ]
