"""Python's part in a query: tests that SQL asks about a row, by number, so that no query holds a name of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

NAME = "holds"
"""What the function is called in SQL: `holds(:test, …)`."""

Test = Callable[..., bool]


class Functions:
    """The tests of one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._tests: dict[int, Test] = {}
        self._numbers = count()
        connection.create_function(NAME, -1, self._holds)

    @contextmanager
    def offered(self, tests: list[Test]) -> Iterator[list[int]]:
        """Makes tests known, and says by which numbers, until the context ends."""
        numbers = [next(self._numbers) for _ in tests]
        self._tests.update(zip(numbers, tests, strict=True))
        try:
            yield numbers
        finally:
            for number in numbers:
                del self._tests[number]

    def _holds(self, number: int, *values: object) -> bool:
        return self._tests[number](*values)
