"""Finds the events a filter asks for, newest first, a stretch at a time so that the first hits show at once."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Generator, Sequence
from typing import TypeAlias

from debugger.query import Node
from debugger.session.conditions import Conditions
from debugger.session.functions import Functions
from debugger.session.path_conditions import REQUESTS
from debugger.session.source_names import all_sources

CHUNK = 4096
"""Events looked through in one step."""

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
    conditions = Conditions(all_sources(connection))
    condition = conditions.of(query)
    if among is not None:
        condition = f"{conditions.sent_by(among)} AND {condition}"
    values = conditions.parameters.values
    with functions.offered(conditions.parameters.tests) as names:
        sql = _sql(condition.format(tests=names))
        end = max(last, first - 1)
        while end >= first:
            start = max(first, end - CHUNK + 1)
            conditions.inherited.load(connection, start, end)
            stretch = {"first": start, "last": end, REQUESTS: conditions.inherited.requests}
            found = connection.execute(sql, values | stretch).fetchall()
            yield (
                array("q", (number for (number,) in found)),
                (last - start + 1) / (last - first + 1),
            )
            end = start - 1


def _sql(condition: str) -> str:
    payloads = "JOIN payloads USING (number) " if "payloads." in condition else ""
    return (
        f"SELECT events.number FROM events NOT INDEXED {payloads}"  # noqa: S608 - all parameters
        f"WHERE events.number BETWEEN :first AND :last AND {condition} ORDER BY events.number DESC"
    )
