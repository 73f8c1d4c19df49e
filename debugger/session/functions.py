"""Python's part in a query: tests that SQL asks about a row, by names that no two of them share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

Test = Callable[..., str | bytes | int | float | None]


class Functions:
    """The tests of one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = count()

    @contextmanager
    def offered(self, tests: Sequence[Test]) -> Iterator[list[str]]:
        """Makes tests known to SQL, and says by which names, until the context ends."""
        names = [f"holds_{next(self._numbers)}" for _ in tests]
        for name, test in zip(names, tests, strict=True):
            self._connection.create_function(name, -1, test)
        try:
            yield names
        finally:
            for name in names:
                self._connection.create_function(name, -1, None)
