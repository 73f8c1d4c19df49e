"""Reads every saved event as a reader will, and empties what it would refuse."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from debugger.events import Source
from debugger.session import whole
from debugger.session.rows import ShownSource, shown

REFUSED = (ValueError, KeyError, TypeError, RecursionError, msgspec.MsgspecError, sqlite3.Error)
"""What reading trips over where we cannot have written it."""

_AT_ONCE = 256

_EMPTIED = (
    "UPDATE payloads SET findings = '[]' WHERE number = :number",
    """UPDATE requests SET headers = '[]', method = '', path = '', client = '', encoding = 'identity'
    WHERE id = (SELECT request_id FROM events WHERE number = :number)""",
    """UPDATE events SET type = '', name = NULL, problem = :problem, user_id = NULL, anonymous_id = NULL,
    message_id = NULL, position = NULL, source_id = 1 WHERE number = :number""",
)
"""What is given up of an event, one after the other, until it can be read."""


def prove(
    connection: sqlite3.Connection, known: int, problem: str
) -> Iterator[tuple[int, list[int]]]:
    """Yields up to which number it has read, and the numbers of which something had to be emptied since before.

    `problem` is what the last resort says.
    """
    sources = _sources(connection)
    for first in range(1, known + 1, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE - 1, known) + 1)
        emptied = []
        if not _reads(connection, numbers, sources):
            emptied = [each for each in numbers if _emptied(connection, each, problem, sources)]
        yield numbers[-1], emptied


def _emptied(
    connection: sqlite3.Connection, number: int, problem: str, sources: Mapping[int, ShownSource]
) -> bool:
    if _reads(connection, [number], sources):
        return False
    for statement in _EMPTIED:
        connection.execute(statement, {"number": number, "problem": problem})
        if _reads(connection, [number], sources):
            break
    return True


def _reads(
    connection: sqlite3.Connection, numbers: Sequence[int], sources: Mapping[int, ShownSource]
) -> bool:
    try:
        return sum(1 for _ in whole.events(connection, numbers, sources)) == len(numbers)
    except REFUSED:
        return False


def _sources(connection: sqlite3.Connection) -> dict[int, ShownSource]:
    found = connection.execute("SELECT id, write_key, library, version FROM sources")
    return {
        number: shown(Source(write_key=write_key, library=library, version=version))
        for number, write_key, library, version in found
    }
