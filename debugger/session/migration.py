"""Makes a session of an older format one of today's before it is written into: on a copy, the old file is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from debugger.session import connecting, schema
from debugger.session.claim import check_free
from debugger.session.faults import explained


def migrate_if_older(path: Path) -> Path | None:
    """Puts a copy of today's format in place of an older session; returns where the old file stays.

    At every moment there is the old session at `path`, or the new one, whole. None where it is of
    today's format already. Raises `SessionError`, of kind `in-use` where another program has it open.
    """
    with explained(path), closing(connecting.to_read(path)) as reading:
        version = connecting.version_of(reading)
        if version == schema.USER_VERSION:
            return None
        check_free(path, reading)
    with explained(path), closing(_held(path)) as held:
        kept = _free_name(path, version)
        with connecting.new_beside(path) as (temporary, copy):
            with closing(connecting.to_read(path)) as old:
                _copy(old, copy)
            copy.close()
            kept.hardlink_to(path)
            connecting.replace(path, temporary)
        held.rollback()
    return kept


def _held(path: Path) -> sqlite3.Connection:
    """A connection that keeps all others from writing, once the file alone is the whole session."""
    connection = connecting.to_change(path)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """All rows, in one transaction that is on the disk when this returns."""
    new.execute("PRAGMA synchronous = FULL")
    new.execute("BEGIN IMMEDIATE")
    for table in schema.names():
        rows = old.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
        places = ", ".join("?" * len(rows.description))
        new.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
    new.execute("COMMIT")


def _free_name(path: Path, version: int) -> Path:
    name = f"{path.stem} (format {version})"
    numbered = (path.with_name(f"{name} {number}{path.suffix}") for number in count(2))
    names = chain([path.with_name(f"{name}{path.suffix}")], numbered)
    return next(each for each in names if not each.exists())
