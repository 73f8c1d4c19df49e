"""Which calls of a session share something with one of them: its message, visitor, user, name or source."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from debugger.events import Transport
from debugger.session.deliveries import Try
from debugger.session.rows import Row

MOST_USERS = 20
"""Users of one visitor that are named."""
MOST_TRIES = 24
"""Times that one message was sent that are told."""


class Shared(StrEnum):
    """What calls may have in common, in the order in which it is shown."""

    MESSAGE = "message"
    VISITOR = "visitor"
    USER = "user"
    EVENT = "event"


_CONDITIONS = {
    Shared.MESSAGE: "message_id = :message",
    Shared.VISITOR: "anonymous_id = :visitor",
    Shared.USER: "user_id = :user",
    Shared.EVENT: "(name = :name AND type = :type)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The calls that share one thing, by the numbers of some of them; 0 where there is none."""

    count: int = 0
    """The call itself included."""
    first: int = 0
    previous: int = 0
    next: int = 0
    last: int = 0

    def __add__(self, later: Strand) -> Strand:
        """This and what a later stretch of the session adds."""
        return Strand(
            count=self.count + later.count,
            first=self.first or later.first,
            previous=later.previous or self.previous,
            next=self.next or later.next,
            last=later.last or self.last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What surrounds one call; those of two stretches of the session, the earlier first, add up."""

    strands: Mapping[Shared, Strand]
    users: Mapping[str, int] = field(default_factory=dict)
    """The users of its visitor, each with the first call; at most `MOST_USERS`."""
    identified: int = 0
    """The first identify of its user; 0 where there is none."""
    tries: tuple[Try, ...] = ()
    """The times that its message was sent, in their order; at most `MOST_TRIES`."""

    def __add__(self, later: Surroundings) -> Surroundings:
        """This and what a later stretch of the session adds."""
        users = {**later.users, **self.users}
        return Surroundings(
            strands={
                shared: strand + later.strands.get(shared, Strand())
                for shared, strand in self.strands.items()
            },
            users=dict(sorted(users.items(), key=lambda user: user[1])[:MOST_USERS]),
            identified=self.identified or later.identified,
            tries=(*self.tries, *later.tries)[:MOST_TRIES],
        )


def surroundings(connection: sqlite3.Connection, row: Row, first: int, last: int) -> Surroundings:
    """What surrounds the call of `row` among the events from `first` to `last`, both included."""
    values = {
        "message": row.message_id,
        "visitor": row.anonymous_id,
        "user": row.user_id,
        "name": row.name,
        "type": row.type,
        "number": row.number,
        "first": first,
        "last": last,
    }
    shared = [
        each
        for each, value in zip(
            Shared, (row.message_id, row.anonymous_id, row.user_id, row.name), strict=True
        )
        if value
    ]
    if not shared:
        return Surroundings(strands={})
    found = connection.execute(_query(shared), values).fetchone()
    return Surroundings(
        strands={
            each: Strand(
                count=found[place],
                first=found[place + 1],
                previous=found[place + 2],
                next=found[place + 3],
                last=found[place + 4],
            )
            for place, each in zip(range(0, len(found), 5), shared, strict=True)
        },
        users=_users(connection, values) if row.anonymous_id else {},
        identified=_identified(connection, values) if row.user_id else 0,
    )


def _query(shared: list[Shared]) -> str:
    parts = (
        f"count(*) FILTER (WHERE {condition}), "
        f"coalesce(min(number) FILTER (WHERE {condition}), 0), "
        f"coalesce(max(number) FILTER (WHERE {condition} AND number < :number), 0), "
        f"coalesce(min(number) FILTER (WHERE {condition} AND number > :number), 0), "
        f"coalesce(max(number) FILTER (WHERE {condition}), 0)"
        for condition in (_CONDITIONS[each] for each in shared)
    )
    among = " OR ".join(_CONDITIONS[each] for each in shared)
    return (
        f"SELECT {', '.join(parts)} FROM events NOT INDEXED "  # noqa: S608 - no captured text
        f"WHERE number BETWEEN :first AND :last AND ({among})"
    )


def _users(connection: sqlite3.Connection, values: Mapping[str, object]) -> dict[str, int]:
    found = connection.execute(
        "SELECT user_id, min(number) AS first FROM events NOT INDEXED "
        "WHERE number BETWEEN :first AND :last AND anonymous_id = :visitor AND user_id <> '' "
        "GROUP BY user_id ORDER BY first LIMIT :most",
        {**values, "most": MOST_USERS},
    )
    return dict(found.fetchall())


def _identified(connection: sqlite3.Connection, values: Mapping[str, object]) -> int:
    (number,) = connection.execute(
        "SELECT min(number) FROM events NOT INDEXED "
        "WHERE number BETWEEN :first AND :last AND user_id = :user AND type = 'identify'",
        values,
    ).fetchone()
    return number or 0


def numbers_of_tries(connection: sqlite3.Connection, row: Row, first: int, last: int) -> list[int]:
    """The events from `first` to `last` in which the message of `row` was sent, by its write key and messageId."""
    if not row.message_id:
        return []
    found = connection.execute(
        "SELECT number FROM events NOT INDEXED "
        "WHERE number BETWEEN :first AND :last AND message_id = :message "
        "AND (transport = 'mirror') = :mirrored AND source_id IN "
        "(SELECT other.id FROM events JOIN sources ON sources.id = source_id "
        "JOIN sources AS other USING (write_key) WHERE number = :number) "
        "ORDER BY number LIMIT :most",
        {
            "first": first,
            "last": last,
            "message": row.message_id,
            "number": row.number,
            "mirrored": row.transport is Transport.MIRROR,
            "most": MOST_TRIES,
        },
    )
    return [number for (number,) in found.fetchall()]
