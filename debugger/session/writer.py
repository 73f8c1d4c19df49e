"""Appends to a session file; nothing else writes or checkpoints it while this is open."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

from debugger.errors import SessionError
from debugger.events import Recording, Source
from debugger.session import connecting, labels, marks, occupant, verdicts
from debugger.session.batch import Batch
from debugger.session.claim import check_free
from debugger.session.faults import explained
from debugger.session.labels import SourceLabel
from debugger.session.marks import Mark
from debugger.session.migration import migrate_if_older
from debugger.session.reinspection import Rejudged


class Ending(StrEnum):
    """How the recording of a session came to its end."""

    CLOSED = "closed"
    """The person ended it."""
    ORPHANED = "orphaned"
    """The window that had started it went away."""


class SessionWriter:
    """The one writer of a session. Belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.newest = _greatest(connection, "SELECT max(number) FROM events")
        """The number of the last event that is committed; 0 in an empty session."""
        self._connection = connection
        self._last_request = _greatest(connection, "SELECT max(id) FROM requests")
        self._sources = _sources(connection)
        self._identity = _identity(path)
        self._closed = False

    @property
    def last_request(self) -> int:
        """The number of the last request that is committed; 0 in an empty session."""
        return self._last_request

    @classmethod
    def open(cls, path: Path) -> Self:
        """Creates the session at `path`, or continues the one that is there, in today's format.

        Raises `NotASessionError` for a file that is none, and `SessionError` of kind `in-use` where
        another writer is recording into it.
        """
        with explained(path):
            connecting.create_if_missing(path)
            migrate_if_older(path)
            connection = connecting.to_write(path)
            try:
                _claim(path, connection)
                return cls(path, connection)
            except BaseException:
                connection.close()
                raise

    def append(self, recordings: Sequence[Recording]) -> int:
        """Commits the recordings in one transaction and returns the newest number.

        When this returns, they survive a crash of the program and a power cut. When it raises
        `SessionError`, none of them is stored, and the next call starts afresh.
        """
        batch = Batch(
            newest=self.newest, last_request=self._last_request, sources=dict(self._sources)
        )
        for recording in recordings:
            batch.add(recording)
        with explained(self.path):
            self._check_still_there()
            with _transaction(self._connection):
                batch.insert(self._connection)
        self.newest, self._last_request = batch.newest, batch.last_request
        self._sources = batch.sources
        return self.newest

    def rejudge(self, rejudged: Sequence[Rejudged]) -> None:
        """Commits what was found anew about stored events, in one transaction. Raises `SessionError`."""
        if not rejudged:
            return
        with explained(self.path):
            self._check_still_there()
            with _transaction(self._connection):
                verdicts.put(self._connection, rejudged)

    def mark(self, marked: Mapping[int, Mark]) -> None:
        """Commits what the person put on events, in one transaction. Raises `SessionError`."""
        with explained(self.path):
            self._check_still_there()
            with _transaction(self._connection):
                marks.put(self._connection, marked)

    def label(self, given: Sequence[SourceLabel]) -> None:
        """Commits what the person calls sources, in one transaction. Raises `SessionError`."""
        with explained(self.path):
            self._check_still_there()
            with _transaction(self._connection):
                labels.put(self._connection, given)

    def close(self, ending: Ending) -> None:
        """Notes how the session ended and lets go of the file, which alone is the whole session then.

        While others still read it, its write-ahead log stays beside it. Closing again does nothing.
        """
        if self._closed:
            return
        self._closed = True
        with explained(self.path), closing(self._connection) as connection:
            with _transaction(connection):
                _note(connection, ended=ending.value, ended_at=str(_now()), writer=None)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with suppress(sqlite3.OperationalError):  # somebody reads: the log has to stay
                connection.execute("PRAGMA journal_mode = DELETE")

    def _check_still_there(self) -> None:
        if _identity(self.path) != self._identity:
            raise SessionError(
                f"{self.path} was moved, deleted or replaced while it was being recorded.",
                "Put it back, or start a new session.",
                kind="gone",
            )


def _claim(path: Path, connection: sqlite3.Connection) -> None:
    """Makes this process the session's writer, unless another one runs."""
    with _transaction(connection):
        check_free(path, connection)
        _note(
            connection,
            ended=None,
            ended_at=None,
            writer=occupant.this_process(),
            program=_program(),
        )
        connection.execute("INSERT OR IGNORE INTO session VALUES ('created_at', ?)", (str(_now()),))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors have rolled back already
            connection.execute("ROLLBACK")
        raise


def _note(connection: sqlite3.Connection, **values: str | None) -> None:
    connection.executemany("INSERT OR REPLACE INTO session VALUES (?, ?)", values.items())


def _greatest(connection: sqlite3.Connection, query: str) -> int:
    (greatest,) = connection.execute(query).fetchone()
    return int(greatest or 0)


def _sources(connection: sqlite3.Connection) -> dict[Source, int]:
    rows = connection.execute("SELECT id, write_key, library, version FROM sources")
    return {
        Source(write_key=write_key, library=library, version=version): number
        for number, write_key, library, version in rows
    }


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells the file from any other that may come to stand at its path; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _program() -> str:
    try:
        return version("track-debugger")
    except PackageNotFoundError:
        return "unknown"


def _now() -> int:
    return time.time_ns() // 1000
