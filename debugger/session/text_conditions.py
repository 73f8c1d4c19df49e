"""Texts as conditions of SQL: all that was typed is a parameter, and what `LIKE` cannot see Python looks at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from debugger.query.pattern import Pattern
from debugger.session.functions import Test

Scan = Callable[[sqlite3.Connection, int, int], Sequence[int]]
"""Finds numbers from one to another, all at once."""

_LONGEST_PATTERN = 50_000
"""Bytes; SQLite refuses longer ones."""


class Parameters:
    """The values, tests and looks of a query, each by what stands for it in the text of the query."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.tests: list[Test] = []
        self.scans: dict[str, Scan] = {}
        self.looks: list[str] = []
        """Conditions that hold wherever the test beside them does, and cost less."""

    def value(self, value: object) -> str:
        """The name of a value: `:value3`."""
        name = f"value{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def test(self, test: Test, *columns: str) -> str:
        """A call of a test, whose name is filled in once it is known: `{tests[0]}(events.name)`."""
        return f"{self.named(test)}({', '.join(columns)})"

    def named(self, test: Test) -> str:
        """What stands for the name of a test."""
        self.tests.append(test)
        return f"{{tests[{len(self.tests) - 1}]}}"

    def scanned(self, scan: Scan) -> str:
        """The name of the list of numbers, as JSON, that a scan finds in a stretch."""
        name = f"scanned{len(self.scans)}"
        self.scans[name] = scan
        return f":{name}"

    def look(self, condition: str) -> str:
        """Stands for a condition that saves tests, and for none where most events pass it: `{looks[0]}`."""
        self.looks.append(condition)
        return f"{{looks[{len(self.looks) - 1}]}}"


def like(column: str, pattern: Pattern, parameters: Parameters) -> str:
    """Whether the text of a column is like a pattern; for `LIKE`, a text ends at NUL."""
    if pattern.exact is not None:
        return f"lower({column}) = {parameters.value(pattern.exact)}"
    whole = f"({column} IS NOT NULL AND {parameters.test(pattern.matches, column)})"
    sql = like_pattern(pattern.pieces)
    if sql is None:
        return whole
    likely = f"{column} LIKE {parameters.value(sql)} ESCAPE '\\'"
    return f"CASE WHEN instr({column}, char(0)) THEN {whole} ELSE {likely} END"


def like_pattern(pieces: Sequence[str]) -> str | None:
    """The pieces as `LIKE` takes them; None where it cannot: after NUL it sees nothing, and it has a longest."""
    escaped = (
        piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for piece in pieces
    )
    pattern = "%".join(escaped)
    return None if "\0" in pattern or len(pattern.encode()) > _LONGEST_PATTERN else pattern
