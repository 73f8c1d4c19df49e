"""The document on the session's format says what the tables are."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from debugger.session import schema
from debugger.session.reader import SessionReader
from debugger.session.writer import SessionWriter

DOCUMENT = (Path(__file__).parents[2] / "docs" / "session-format.md").read_text(encoding="utf-8")
COLUMN = re.compile(r"^\| `(\w+)` \| ([A-Z]+) \|", re.MULTILINE)


def documented() -> dict[str, list[tuple[str, str]]]:
    """The columns with their types, by table, as the document has them."""
    _, *sections = re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)
    return {
        section.partition("\n")[0]: [(name, kind) for name, kind in COLUMN.findall(section)]
        for section in sections
    }


@pytest.fixture
def tables() -> dict[str, list[tuple[str, str]]]:
    """The columns with their types, by table, as SQLite has them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.create(connection)
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: [
                (column, kind)
                for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({name})")
            ]
            for (name,) in names
        }


def test_every_table_and_column_is_documented(tables: dict[str, list[tuple[str, str]]]) -> None:
    assert documented() == tables


def test_numbers_in_the_document_are_right() -> None:
    assert f"`{schema.APPLICATION_ID:#x}`" in DOCUMENT
    assert schema.APPLICATION_ID.to_bytes(4, "big") == b"TDBG"
    assert f"| `user_version` | `{schema.USER_VERSION}`" in DOCUMENT
    assert f"{schema.PAGE_SIZE:,} bytes" in DOCUMENT


def test_file_is_as_documented(writer: SessionWriter, reader: SessionReader) -> None:
    assert writer.path.read_bytes()[68:72] == b"TDBG"
    with closing(sqlite3.connect(writer.path)) as connection:
        pragmas = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("user_version", "page_size", "journal_mode")
        ]
        severities = connection.execute(
            "SELECT partial FROM pragma_index_list('events')"
        ).fetchall()
    assert pragmas == [schema.USER_VERSION, schema.PAGE_SIZE, "wal"]
    assert sorted(severities) == [(0,), (1,)]
    assert writer._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    keys = set(re.findall(r"^\| `(\w+)` \| [a-z]", DOCUMENT, re.MULTILINE))
    assert set(reader.about()) <= keys
