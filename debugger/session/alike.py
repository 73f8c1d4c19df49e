"""The calls before and after one that share something with it: its event, user, source or messageId."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from enum import StrEnum

from debugger.session.rows import Row

_FIRST_STRETCH = 1_000
_LONGEST_STRETCH = 100_000
"""Events that are looked through in one step: the next call alike is mostly near."""


class Same(StrEnum):
    """What two calls may share."""

    EVENT = "event"
    """Type and name."""
    USER = "user"
    """The userId, or without one the anonymousId."""
    SOURCE = "source"
    """Write key and library, in whatever version."""
    MESSAGE = "message"
    """The messageId."""


def may_have_alike(row: Row, same: Same) -> bool:
    """Whether a call has what others are to share with it."""
    if same is Same.USER:
        return bool(row.user_id or row.anonymous_id)
    return bool(row.message_id) if same is Same.MESSAGE else True


def alike(  # noqa: PLR0913 - what a search is made of
    connection: sqlite3.Connection,
    row: Row,
    same: Same,
    last: int,
    *,
    after: bool,
    sources: Sequence[int],
) -> Iterator[list[int]]:
    """The numbers after the call's up to `last`, or before it, a stretch at a time and the nearest first.

    `sources` are those of the same source, by their ids.
    """
    values = {
        "type": row.type,
        "name": row.name,
        "user": row.user_id or row.anonymous_id,
        "message": row.message_id,
        "sources": json.dumps(list(sources)),
    }
    if not may_have_alike(row, same):
        return
    query = (
        f"SELECT number FROM events WHERE number BETWEEN :first AND :last AND {_condition(row, same)} "  # noqa: S608
        f"ORDER BY number {'ASC' if after else 'DESC'}"
    )
    for first, end in _stretches(row.number, last, after=after):
        found = connection.execute(query, values | {"first": first, "last": end})
        yield [number for (number,) in found.fetchall()]


def _condition(row: Row, same: Same) -> str:
    """Without an index, but for the name: the range of numbers is what narrows it down."""
    if same is Same.EVENT:
        return "name IS :name AND type = :type"
    if same is Same.USER:
        return (
            "user_id = :user"
            if row.user_id
            else "coalesce(user_id, '') = '' AND anonymous_id = :user"
        )
    if same is Same.SOURCE:
        return "source_id IN (SELECT value FROM json_each(:sources))"
    return "message_id = :message"


def _stretches(number: int, last: int, *, after: bool) -> Iterator[tuple[int, int]]:
    size = _FIRST_STRETCH
    while True:
        first, end = (number + 1, number + size) if after else (number - size, number - 1)
        if first > last or end < 1:
            return
        yield max(first, 1), min(end, last)
        number = end if after else first
        size = min(size * 2, _LONGEST_STRETCH)
