"""Joins the tries of each message of a session, by write key and messageId, and follows what comes.

What it knows lies in a temporary file of SQLite's, so that memory doesn't grow with the session. The session itself
has no index on messageId, which would make every append dearer: docs/decisions/005-no-index-on-message-id.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from debugger.session import connecting
from debugger.session.deliveries import (
    Delivery,
    DeliveryCounts,
    ShownDelivery,
    Standing,
    Try,
)
from debugger.session.faults import explained
from debugger.session.reader import SessionReader

MOST_TRIES = 200
"""Tries of one message that are told."""

_EVENTS_AT_ONCE = 100_000
_CACHE = 32 * 1024
"""KiB of what it knows that are kept in memory."""

_SET_UP = (
    "PRAGMA query_only = OFF",  # the session is opened to be read only
    "PRAGMA temp_store = FILE",
    f"PRAGMA temp.cache_size = -{_CACHE}",
    """CREATE TEMP TABLE deliveries (
    message_id TEXT NOT NULL,
    write_key INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (message_id, write_key)
) STRICT, WITHOUT ROWID""",
    (
        "CREATE INDEX temp.troubled ON deliveries (last, first, tries, accepted, refused) "
        "WHERE tries > 1 OR accepted <> 1"
    ),
    """CREATE TEMP TABLE repeats (
    first INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (first, number)
) STRICT, WITHOUT ROWID""",
)

# Sources of one app differ in their library; its first stands for the write key.
_KEYED = (
    "keyed AS MATERIALIZED (SELECT id, (SELECT min(other.id) FROM sources AS other "
    "WHERE other.write_key = sources.write_key) AS write_key FROM sources)"
)
# Copies are tried by the mirror, or tell of tries at another server: they are no tries of the call itself.
_KEY = "keyed.write_key * CASE events.transport WHEN 'mirror' THEN -1 ELSE 1 END"
# As `outcome_of` has it.
_REFUSED = (
    "(answer LIKE '400%' OR answer LIKE '413%' "
    "OR (verdict = 'rejected' AND (answer = '' OR answer LIKE '200%')))"
)
_ACCEPTED = f"((answer = '' OR answer LIKE '200%') AND NOT {_REFUSED})"
_ADD = (
    f"INSERT INTO deliveries WITH {_KEYED} "  # noqa: S608 - no captured text
    f"SELECT message_id, {_KEY}, min(number), max(number), count(*), "
    f"sum({_ACCEPTED}), sum({_REFUSED}) "
    "FROM events NOT INDEXED JOIN keyed ON keyed.id = source_id "
    "JOIN requests ON requests.id = request_id "
    "WHERE number BETWEEN :first AND :last AND message_id <> '' "
    f"GROUP BY message_id, {_KEY} "
    "ON CONFLICT (message_id, write_key) DO UPDATE SET last = excluded.last, "
    "tries = tries + excluded.tries, accepted = accepted + excluded.accepted, "
    "refused = refused + excluded.refused"
)
_ADD_REPEATS = (
    f"INSERT INTO repeats WITH {_KEYED} SELECT deliveries.first, number "  # noqa: S608
    "FROM events NOT INDEXED JOIN keyed ON keyed.id = source_id "
    f"JOIN deliveries ON deliveries.message_id = events.message_id AND deliveries.write_key = {_KEY} "
    "WHERE number BETWEEN :first AND :last AND number > deliveries.first AND events.message_id IN "
    "(SELECT message_id FROM deliveries INDEXED BY troubled "
    "WHERE (tries > 1 OR accepted <> 1) AND last BETWEEN :first AND :last)"
)
_STANDING = (
    "CASE WHEN accepted > 1 THEN 'delivered-twice' "
    "WHEN accepted = 1 THEN 'delivered-after-retries' "
    "WHEN refused > 0 THEN 'refused' ELSE 'lost' END"
)
_TROUBLED = "FROM deliveries INDEXED BY troubled WHERE (tries > 1 OR accepted <> 1)"
TROUBLED = tuple(standing for standing in Standing if standing is not Standing.DELIVERED)
"""What is listed: all but what was delivered with its only try."""


class Ledger:
    """What became of the messages of a session. Belongs to the thread that opened it.

    Every method raises `SessionError` where the file cannot be read.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._reader = SessionReader.open(path)
        self._looked_to = self._messages = self._without_id = 0

    @classmethod
    def open(cls, path: Path) -> Self:
        """Of the session at `path`; knows nothing before `follow`. Raises `NotASessionError` too."""
        connection = connecting.to_read(path)
        try:
            with explained(path):
                for statement in _SET_UP:
                    connection.execute(statement)
            return cls(path, connection)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self._reader.close()
        self._connection.close()

    def follow(self, newest: int | None = None) -> Generator[float, None, None]:
        """Takes up what came, to the event `newest` or to the last.

        Each step yields how much of it is looked through, from 0 to 1: close the generator to stop.
        """
        start = self._looked_to
        last = self._reader.newest() if newest is None else newest
        while self._looked_to < last:
            end = min(self._looked_to + _EVENTS_AT_ONCE, last)
            self._take(self._looked_to + 1, end)
            self._looked_to = end
            yield (end - start) / (last - start)

    def counts(self) -> DeliveryCounts:
        """How many messages there are, and what became of them."""
        with explained(self.path):
            found = dict(
                self._connection.execute(
                    f"SELECT {_STANDING}, count(*) {_TROUBLED} GROUP BY 1"
                ).fetchall()
            )
        return DeliveryCounts(
            messages=self._messages,
            retried=found.get(Standing.RETRIED, 0),
            twice=found.get(Standing.TWICE, 0),
            lost=found.get(Standing.LOST, 0),
            refused=found.get(Standing.REFUSED, 0),
            without_id=self._without_id,
        )

    def newest(self, most: int, standings: Collection[Standing] = TROUBLED) -> list[ShownDelivery]:
        """The deliveries that stand so, the one that was tried last first; at most so many."""
        return self._found("TRUE", "DESC", most, standings, 0)

    def after(
        self, last: int, most: int, standings: Collection[Standing] = TROUBLED
    ) -> list[ShownDelivery]:
        """The deliveries that stand so, in the order of their last tries, from after the event `last`."""
        return self._found("last > :after", "ASC", most, standings, last)

    def again(self, delivery: Delivery) -> Delivery | None:
        """A message as it stands now; None where it is not known."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT message_id, first, last, tries, accepted, refused FROM deliveries "
                "WHERE message_id = ? AND first = ?",
                (delivery.message_id, delivery.first),
            ).fetchone()
        return _delivery(found) if found else None

    def tries(self, delivery: Delivery) -> list[Try]:
        """The tries of a message, in their order; at most `MOST_TRIES`."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT number FROM repeats WHERE first = ? ORDER BY number LIMIT ?",
                (delivery.first, MOST_TRIES - 1),
            ).fetchall()
        return self._reader.tries([delivery.first, *(number for (number,) in found)])

    def _take(self, first: int, last: int) -> None:
        values = {"first": first, "last": last}
        with explained(self.path), _transaction(self._connection):
            (named,) = self._connection.execute(
                "SELECT count(*) FROM events NOT INDEXED "
                "WHERE number BETWEEN :first AND :last AND message_id <> ''",
                values,
            ).fetchone()
            self._connection.execute(_ADD, values)
            repeats = self._connection.execute(_ADD_REPEATS, values).rowcount
        self._messages += named - repeats
        self._without_id += last - first + 1 - named

    def _found(
        self, condition: str, order: str, most: int, standings: Collection[Standing], after: int
    ) -> list[ShownDelivery]:
        names = ", ".join(f"'{standing.value}'" for standing in standings)
        with explained(self.path):
            found = self._connection.execute(
                "SELECT message_id, first, last, tries, accepted, refused "
                f"{_TROUBLED} AND {condition} AND {_STANDING} IN ({names}) "
                f"ORDER BY last {order} LIMIT :most",
                {"after": after, "most": most},
            ).fetchall()
        return self._shown([_delivery(columns) for columns in found])

    def _shown(self, deliveries: Sequence[Delivery]) -> list[ShownDelivery]:
        rows = {
            row.number: row for row in self._reader.rows_at([each.first for each in deliveries])
        }
        return [
            ShownDelivery(delivery=each, row=rows[each.first])
            for each in deliveries
            if each.first in rows
        ]


def _delivery(columns: tuple[str, int, int, int, int, int]) -> Delivery:
    message_id, first, last, tries, accepted, refused = columns
    return Delivery(
        message_id=message_id,
        first=first,
        last=last,
        tries=tries,
        accepted=accepted,
        refused=refused,
    )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None, None, None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
