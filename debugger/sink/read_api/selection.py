"""Which events a request asks for, and where it goes on from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from debugger.errors import UsageError
from debugger.query import Node, parse
from debugger.session.reader import SessionReader
from debugger.session.rows import Row

_STRETCH = 500
"""Rows that are looked through together."""

_NUMBERS: Mapping[str, tuple[float, float, float]] = {
    "after": (0, 0, 2**62),
    "limit": (100, 1, 1000),
    "count": (1, 1, 1_000_000),
    "timeout": (10, 0, 60),
}
"""Default, least and most of each."""
_FILTER = "filter"
_TEXTS = ("event", "type", "user", "source")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the query of a request says."""

    texts: Mapping[str, str]
    numbers: Mapping[str, float]
    filter: Node | None = None

    @classmethod
    def of(cls, query: str) -> Selection:
        """Raises `UsageError` or `FilterError` that says what cannot be meant so."""
        query_filter = None
        texts: dict[str, str] = {}
        numbers = {name: default for name, (default, _, _) in _NUMBERS.items()}
        for name, value in _pairs(query):
            if name == _FILTER:
                query_filter = parse(value)
            elif name in _TEXTS:
                texts[name] = value
            elif name in _NUMBERS:
                numbers[name] = _number(name, value)
            else:
                known = ", ".join((_FILTER, *_TEXTS, *_NUMBERS))
                raise UsageError(f"{name[:60]} is nothing to ask by.", f"There are {known}.")
        return cls(texts, numbers, query_filter)

    @property
    def after(self) -> int:
        """The number after which events are looked at."""
        return int(self.numbers["after"])

    @property
    def limit(self) -> int:
        """Most events in one answer."""
        return int(self.numbers["limit"])

    @property
    def count(self) -> int:
        """How many are waited for."""
        return int(self.numbers["count"])

    @property
    def timeout(self) -> float:
        """Seconds to wait."""
        return self.numbers["timeout"]

    def rows(self, reader: SessionReader, after: int, last: int) -> Iterator[Row]:
        """The rows after the number `after` and up to `last` that are asked for, read as they are taken."""
        for first in range(after + 1, last + 1, _STRETCH):
            for row in self._found(reader, first, min(first + _STRETCH - 1, last)):
                if self._fits(row):
                    yield row

    def _found(self, reader: SessionReader, first: int, last: int) -> list[Row]:
        if self.filter is None:
            return reader.rows(first, last)
        steps = reader.matching(self.filter, first, last)
        return reader.rows_at(sorted(number for numbers, _ in steps for number in numbers))

    def _fits(self, row: Row) -> bool:
        has = {"event": row.name, "type": row.type, "user": row.user_id}
        library = self.texts.get("source")
        return all(has.get(name, value) == value for name, value in self.texts.items()) and (
            library is None or row.source == library or row.source.startswith(f"{library} ")
        )


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise UsageError("The query has too many fields.") from error


def _number(name: str, text: str) -> float:
    _, least, most = _NUMBERS[name]
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not least <= number <= most or (name != "timeout" and not number.is_integer()):
        raise UsageError(f"{name} is {text[:60]}.", f"It is a number from {least:g} to {most:g}.")
    return number
