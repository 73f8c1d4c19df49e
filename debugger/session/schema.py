"""The session file on one screen: an SQLite database, as https://sqlite.org/appfileformat.html has it.

The documentation for people who read it with other tools is docs/session-format.md.
"""

from __future__ import annotations

import sqlite3

SUFFIX = ".tdsession"

APPLICATION_ID = 0x54444247
"""`TDBG` in ASCII, at byte 68 of the file."""

USER_VERSION = 2
"""Goes up when the tables change; older files are then read as if they were of today, and migrated on a
copy before anything is written; newer ones are refused."""

PAGE_SIZE = 16_384
"""Bytes; measured 30% faster to append than 4,096, and half the time to scan."""

LARGEST_VALUE = 128 * 1024 * 1024
"""Bytes; a longer text or blob is read as damage."""

_TABLES_OF_1 = (
    """CREATE TABLE session (
    key TEXT PRIMARY KEY,
    value TEXT
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    write_key TEXT NOT NULL,
    library TEXT NOT NULL,
    version TEXT NOT NULL,
    UNIQUE (write_key, library, version)
) STRICT""",
    """CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    transport TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    headers TEXT NOT NULL,
    client TEXT NOT NULL,
    encoding TEXT NOT NULL,
    wire_size INTEGER NOT NULL,
    body_size INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    answer TEXT NOT NULL
) STRICT""",
    """CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL,
    position INTEGER,
    received_at INTEGER NOT NULL,
    transport TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT,
    problem TEXT NOT NULL,
    user_id TEXT,
    anonymous_id TEXT,
    message_id TEXT,
    source_id INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    advice INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    silenced INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    payload_size INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE payloads (
    number INTEGER PRIMARY KEY,
    payload BLOB NOT NULL,
    findings TEXT NOT NULL
) STRICT""",
    "CREATE INDEX events_by_name ON events (name)",
    "CREATE INDEX events_by_severity ON events (severity) WHERE severity > 0",
)

TABLES = (
    *_TABLES_OF_1,
    """CREATE TABLE marks (
    number INTEGER PRIMARY KEY,
    starred INTEGER NOT NULL,
    colour TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE source_labels (
    write_key TEXT NOT NULL,
    library TEXT NOT NULL,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    PRIMARY KEY (write_key, library)
) STRICT, WITHOUT ROWID""",
)

_TABLES_OF = {1: _TABLES_OF_1, USER_VERSION: TABLES}


def create(connection: sqlite3.Connection) -> None:
    """Makes an empty database a session, in one transaction."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("COMMIT")


def is_ours(connection: sqlite3.Connection, version: int) -> bool:
    """Whether the tables, indexes, views and triggers are those of `version`, to the letter, and no others."""
    if version not in _TABLES_OF:
        return False
    found = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return sorted(str(sql) for (sql,) in found) == sorted(_TABLES_OF[version])


def names() -> list[str]:
    """The tables, in an order in which they can be filled."""
    return [statement.split()[2] for statement in TABLES if statement.startswith("CREATE TABLE")]


def supplement(connection: sqlite3.Connection, version: int) -> None:
    """Gives a connection to a session of an older `version` the tables that it lacks, empty and not in the file."""
    for statement in TABLES:
        if statement.startswith("CREATE TABLE") and statement not in _TABLES_OF[version]:
            connection.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
