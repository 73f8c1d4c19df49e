"""Changes a session that nobody records into at the moment, and nothing of it but what is meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from debugger.session import connecting
from debugger.session.claim import check_free


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """A write transaction, in the journal that the file has: no log is left beside a file without one.

    Raises `SessionError` of kind `in-use` where another process records into it.
    """
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
