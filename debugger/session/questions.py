"""A filter as SQL is asked it, once for each stretch of events."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TypeAlias

from debugger.query import Node
from debugger.session.conditions import Conditions
from debugger.session.envelopes import Inherited
from debugger.session.functions import Functions
from debugger.session.path_conditions import REQUESTS

WORTH_TRYING = 4096
"""Events: of fewer, such as those that have just come, trying the looks costs more than it saves."""
_TRIED = 512
"""Events that the looks are tried with."""
_MOST_PASS = 0.5
"""Of the events: a look that more of them pass costs more than the tests it saves."""

Ask: TypeAlias = Callable[[int, int], "array[int]"]
"""Gives the hits from one number to another, the newest first."""


class Question:
    """What is asked of the events of a session; of these sources only, where `among` is given."""

    def __init__(self, query: Node, among: Sequence[int] | None, conditions: Conditions) -> None:
        self._condition = conditions.of(query)
        self._parameters = conditions.parameters
        if among is not None:
            self._condition = f"{conditions.sent_by(among)} AND {self._condition}"

    @contextmanager
    def asked(
        self,
        connection: sqlite3.Connection,
        functions: Functions,
        inherited: Inherited,
        *,
        first: int,
        last: int,
    ) -> Iterator[Ask]:
        """Asks it, until the context ends, of stretches between `first` and `last`, whose `inherited` fields are
        loaded by then.
        """
        with functions.offered(self._parameters.tests) as names:
            looks = self._parameters.looks
            if looks and last - first + 1 >= WORTH_TRYING:
                start = max(first, last - _TRIED + 1)
                inherited.load(connection, start, last)
                looks = self._that_save(connection, self._values(inherited, start, last))
            sql = _sql(self._condition.format(tests=names, looks=looks))

            def ask(start: int, end: int) -> array[int]:
                """The hits of a stretch."""
                values = self._values(inherited, start, end)
                for name, scan in self._parameters.scans.items():
                    values[name] = json.dumps(scan(connection, start, end))
                found = connection.execute(sql, values).fetchall()
                return array("q", chain.from_iterable(reversed(found)))

            yield ask

    def _values(self, inherited: Inherited, first: int, last: int) -> dict[str, object]:
        stretch = {"first": first, "last": last, REQUESTS: inherited.requests}
        return self._parameters.values | stretch

    def _that_save(self, connection: sqlite3.Connection, values: dict[str, object]) -> list[str]:
        """The looks at payloads that leave less than half of the newest events, and `1` for the others."""
        looks = self._parameters.looks
        shares = connection.execute(
            f"SELECT {', '.join(f'avg({look} IS TRUE)' for look in looks)} "  # noqa: S608 - all parameters
            "FROM events NOT INDEXED JOIN payloads USING (number) "
            "WHERE events.number BETWEEN :first AND :last",
            values,
        ).fetchone()
        return [
            look if (share or 0) < _MOST_PASS else "1"
            for look, share in zip(looks, shares, strict=True)
        ]


def _sql(condition: str) -> str:
    payloads = "JOIN payloads USING (number) " if "payloads." in condition else ""
    return (
        f"SELECT events.number FROM events NOT INDEXED {payloads}"  # noqa: S608 - all parameters
        f"WHERE events.number BETWEEN :first AND :last AND {condition} ORDER BY events.number"
    )  # ascending: to go back through the pages of a table takes a fifth longer
