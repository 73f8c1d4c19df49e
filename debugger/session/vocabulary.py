"""The values and paths that a session has, for completing filters: from a bounded number of its newest events."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from debugger.payload.parse import parse
from debugger.query.comparing import text_of
from debugger.query.completing import Vocabulary
from debugger.query.tree import ANY, Path
from debugger.query.writing import path_name
from debugger.session.source_names import all_sources

_EVENTS = 20_000
_PAYLOADS = 300
"""Newest events whose columns, and whose payloads, are looked at."""
_REQUESTS = 5_000
_LARGEST = 64 * 1024
"""Bytes; larger payloads are passed over."""
_MOST_VALUES = 200
_MOST_OF_PATH = 30
_LONGEST = 80
"""Characters of a value that is offered."""
_DEEPEST = 6
_MOST_PATHS = 2000
_COLUMNS = {
    "type": "type",
    "event": "name",
    "user": "user_id",
    "anonymous": "anonymous_id",
}


def vocabulary(connection: sqlite3.Connection, last: int) -> Vocabulary:
    """What the newest events up to `last` have."""
    values = {field: tuple(_common(connection, column, last)) for field, column in _COLUMNS.items()}
    names = all_sources(connection).values()
    for field in ("source", "library", "version"):
        texts = (text for each in names for text in each.texts(field)[:2] if text)
        values[field] = tuple(dict.fromkeys(texts))
    values["key"] = tuple(
        dict.fromkeys(each.texts("key")[1] for each in names if each.source.write_key)
    )
    values["path"] = tuple(_of_requests(connection, "path"))
    values["answer"] = tuple(_of_requests(connection, "answer"))
    values["rule"] = tuple(_rules(connection, last))
    at_paths = _paths(connection, last)
    for path, counted in at_paths.items():
        values[path] = tuple(value for value, _ in counted.most_common(_MOST_OF_PATH))
    return Vocabulary(values, tuple(at_paths))


def _common(connection: sqlite3.Connection, column: str, last: int) -> Iterator[str]:
    found = connection.execute(
        f"SELECT {column} FROM events NOT INDEXED WHERE number > :first AND number <= :last "  # noqa: S608
        f"AND length({column}) BETWEEN 1 AND :longest GROUP BY {column} "
        "ORDER BY count(*) DESC, max(number) DESC LIMIT :most",
        {"first": last - _EVENTS, "last": last, "longest": _LONGEST, "most": _MOST_VALUES},
    )
    return (value for (value,) in found.fetchall())


def _of_requests(connection: sqlite3.Connection, column: str) -> Iterator[str]:
    found = connection.execute(
        f"SELECT {column} FROM requests WHERE id > (SELECT max(id) FROM requests) - ? "  # noqa: S608
        f"AND length({column}) BETWEEN 1 AND ? GROUP BY {column} ORDER BY count(*) DESC LIMIT ?",
        (_REQUESTS, _LONGEST, _MOST_OF_PATH),
    )
    return (value for (value,) in found.fetchall())


def _rules(connection: sqlite3.Connection, last: int) -> Iterator[str]:
    found = connection.execute(
        "SELECT json_extract(value, '$.rule') AS rule FROM payloads, json_each(findings) "
        "WHERE number > ? AND number <= ? GROUP BY rule ORDER BY count(*) DESC",
        (last - _EVENTS // 10, last),
    )
    return (rule for (rule,) in found.fetchall() if isinstance(rule, str))


def _paths(connection: sqlite3.Connection, last: int) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    payloads = connection.execute(
        "SELECT payload FROM payloads WHERE number > ? AND number <= ? AND length(payload) <= ? "
        "ORDER BY number DESC",
        (last - _PAYLOADS, last, _LARGEST),
    )
    for (payload,) in payloads:
        for path, value in _leaves(parse(payload).value, ()):
            name = path_name(path)
            if name not in found and len(found) >= _MOST_PATHS:
                continue
            counted = found.setdefault(name, Counter())
            text = text_of(value)
            if text and len(text) <= _LONGEST:
                counted[text] += 1
    return dict(sorted(found.items(), key=lambda each: (each[0].startswith("payload."), each[0])))


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if len(path) > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, member in value.items():
            if '"' not in name:
                yield from _leaves(member, (*path, name))
    elif isinstance(value, list):
        for element in value[:5]:
            yield from _leaves(element, (*path, ANY))
    elif path:
        yield path, value
