"""Writes marks into a session that nobody records into at the moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from debugger.session import connecting, marks
from debugger.session.claim import check_free
from debugger.session.faults import explained
from debugger.session.marks import Mark
from debugger.session.migration import migrate_if_older


def mark_events(path: Path, marked: Mapping[int, Mark]) -> None:
    """Gives events of the session at `path` these marks; on the disk when this returns.

    All else that the file says, how it was ended as well, stays as it was. Raises `SessionError`, of
    kind `in-use` where another process records into it.
    """
    with explained(path):
        migrate_if_older(path)
        with _alone(path) as connection:
            marks.put(connection, marked)


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    """A write transaction, in the journal that the file has: no log is left beside a file without one."""
    connection = connecting.to_change(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        check_free(path, connection)
        yield connection
        connection.execute("COMMIT")
        with suppress(sqlite3.OperationalError):  # somebody reads: a log that is there stays
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
