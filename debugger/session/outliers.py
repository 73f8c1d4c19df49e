"""Drops saved rows whose number was damaged: an event and its request know of each other, and numbers are dense."""

from __future__ import annotations

import sqlite3

_AHEAD = 1_000
"""Numbers beyond the last that a request bears out which may be true all the same."""
_SPARSE = 20
"""Numbers to one event: with fewer events than that, a number is damage."""

_JOINED = "FROM events JOIN requests ON requests.id = request_id"
_OUTSIDE = "number NOT BETWEEN first_event AND first_event + messages - 1"


def drop_outliers(connection: sqlite3.Connection) -> None:
    """Deletes what says that it is where it cannot have been."""
    connection.execute("DELETE FROM requests WHERE messages < 0 OR first_event < 1")
    connection.execute(
        f"DELETE FROM events WHERE number IN (SELECT number {_JOINED} WHERE {_OUTSIDE} AND EXISTS "  # noqa: S608
        "(SELECT 1 FROM events AS own WHERE own.number = first_event AND own.request_id = requests.id))"
    )
    connection.execute(
        f"DELETE FROM requests WHERE id IN (SELECT requests.id {_JOINED} WHERE {_OUTSIDE})"  # noqa: S608
    )
    (borne_out,) = connection.execute(f"SELECT max(number) {_JOINED}").fetchone()
    (count, last) = connection.execute("SELECT count(*), max(number) FROM events").fetchone()
    most = min((borne_out or last or 0), count * _SPARSE + _AHEAD) + _AHEAD
    for table in ("events", "payloads"):
        connection.execute(f"DELETE FROM {table} WHERE number > ?", (most,))  # noqa: S608
    connection.execute("DELETE FROM requests WHERE first_event + messages - 1 > ?", (most,))
