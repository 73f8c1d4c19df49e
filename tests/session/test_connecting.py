"""Files that are no sessions are refused with what they are; nothing is written to them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import NotASessionError
from debugger.events import Recording
from debugger.query import parse
from debugger.session import schema
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]


@pytest.fixture
def recorded(path: Path, post: Post) -> Path:
    """A session of 300 events, ended in order."""
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "event": "A b", "n": "x" * 500})] * 300)
    writer.close(Ending.CLOSED)
    return path


def read_all(path: Path) -> int:
    """Reads all there is in a session, every way."""
    with closing(SessionReader.open(path)) as reader:
        newest = reader.newest()
        rows = reader.rows(1, newest)
        for event in reader.events(1, newest):
            reader.body(event.row.number)
        list(reader.matching(parse("x rule:* properties.x:1 note:x"), 1, newest))
        reader.counts(1, newest)
        reader.sources(1, newest)
        reader.about()
        return len(rows)


def altered(path: Path, *statements: str) -> Path:
    """The session changed by SQL, as a stranger may."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
    return path


def refused(path: Path) -> str:
    """What is said of a file that is no session; it and its folder are as before."""
    before = path.read_bytes() if path.is_file() else b""
    beside = sorted(path.parent.iterdir())
    for opened in (read_all, SessionWriter.open):
        with pytest.raises(NotASessionError) as said:
            opened(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert sorted(path.parent.iterdir()) == beside
    return said.value.message


def test_text(tmp_path: Path) -> None:
    (tmp_path / "a.tdsession").write_text('{"event": "A"}\n' * 100)
    assert "file of another kind" in refused(tmp_path / "a.tdsession")


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.tdsession").touch()
    with pytest.raises(NotASessionError, match="is empty"):
        SessionReader.open(tmp_path / "a.tdsession")


def test_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (number INTEGER PRIMARY KEY)")
    assert "another program" in refused(path)


def test_newer_version(recorded: Path) -> None:
    altered(recorded, f"PRAGMA user_version = {schema.USER_VERSION + 1}")
    message = refused(recorded)
    assert "newer Track Debugger" in message
    assert f"format {schema.USER_VERSION + 1}" in message


@pytest.mark.parametrize("version", [0, 1, -1])
def test_version_that_is_not_what_the_tables_are(recorded: Path, version: int) -> None:
    assert "damaged" in refused(altered(recorded, f"PRAGMA user_version = {version}"))


def test_empty_database_that_calls_itself_a_session(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.tdsession")) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    assert "damaged" in refused(tmp_path / "a.tdsession")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER added AFTER INSERT ON events BEGIN DELETE FROM payloads; END",
        "CREATE VIEW added AS SELECT 1",
        "CREATE INDEX added ON events (type)",
        "ALTER TABLE events ADD COLUMN more TEXT",
        "ALTER TABLE events ADD COLUMN made TEXT GENERATED ALWAYS AS (hex(zeroblob(9))) VIRTUAL",
        "DROP INDEX events_by_name",
        "DROP TABLE payloads",
    ],
)
def test_other_schema(recorded: Path, statement: str) -> None:
    assert "damaged" in refused(altered(recorded, statement))


def test_view_in_place_of_a_table(recorded: Path) -> None:
    endless = (
        "CREATE VIEW payloads AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) "
        "SELECT x AS number, x'00' AS payload, '[]' AS findings FROM n"
    )
    assert "damaged" in refused(altered(recorded, "DROP TABLE payloads", endless))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET received_at = 9223372036854775807",
        "UPDATE events SET received_at = -1",
        "UPDATE events SET transport = 'pigeon'",
        "UPDATE events SET verdict = ''",
        "UPDATE events SET source_id = 99",
        "UPDATE events SET request_id = 9999",
        "UPDATE events SET name = CAST(x'ff' AS TEXT)",
        "UPDATE payloads SET findings = 'no json'",
        "UPDATE payloads SET findings = '[{\"rule\": 1}]'",
        'UPDATE payloads SET findings = \'{"severity": "error"}\'',
        "UPDATE payloads SET findings = replace(hex(zeroblob(50000)), '0', '[')",
        "UPDATE requests SET headers = '[1]'",
        "UPDATE requests SET envelope = x'ff'",
        "UPDATE requests SET envelope = x''",
        "UPDATE requests SET messages = 9",
        "DELETE FROM payloads",
        "DELETE FROM requests",
        "DELETE FROM sources",
    ],
)
def test_values_that_we_cannot_have_written(recorded: Path, statement: str) -> None:
    altered(recorded, statement)
    with pytest.raises(NotASessionError, match="damaged"):
        read_all(recorded)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_truncated(recorded: Path, kept: float) -> None:
    content = recorded.read_bytes()
    recorded.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(NotASessionError):
        read_all(recorded)


def test_damaged_pages_are_an_error_or_not_in_the_way(recorded: Path, tmp_path: Path) -> None:
    content = recorded.read_bytes()
    errors = 0
    for page in range(len(content) // schema.PAGE_SIZE):
        copy = tmp_path / f"{page}.tdsession"
        start = page * schema.PAGE_SIZE
        copy.write_bytes(content[:start] + b"\xa5" * 512 + content[start + 512 :])
        try:
            assert read_all(copy) == 300
        except NotASessionError:
            errors += 1
    assert errors > 15  # of 22 pages; two are of an index that is not read here


def test_reading_a_closed_session_leaves_nothing_beside_it(recorded: Path) -> None:
    assert read_all(recorded) == 300
    assert list(recorded.parent.iterdir()) == [recorded]


def test_name_may_hold_any_character(recorded: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a b?mode=rw&x=%41#é'\".tdsession"
    shutil.copy(recorded, odd)
    assert read_all(odd) == 300
