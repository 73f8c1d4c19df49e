"""A session of an older format is read as it is, and migrated on a copy before anything is written."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import SessionError
from debugger.events import Recording
from debugger.session import connecting, schema
from debugger.session.migration import migrate_if_older
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
EVENTS = 700


@pytest.fixture
def old(path: Path, post: Post) -> Path:
    """A session as the first format had it."""
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "event": f"Event {n}"}) for n in range(EVENTS)])
    writer.close(Ending.CLOSED)
    return made_old(path)


def made_old(path: Path) -> Path:
    """The session without what came after the first format."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE marks")
        connection.execute("DROP TABLE source_labels")
        connection.execute("PRAGMA user_version = 1")
    return path


def content(path: Path) -> list[tuple[str | None, bytes]]:
    """Names and payloads of all events."""
    with closing(SessionReader.open(path)) as reader:
        return [(event.row.name, event.payload) for event in reader.events(1, reader.newest())]


def test_is_read_without_a_write(old: Path) -> None:
    before = old.read_bytes()
    with closing(connecting.to_read(old)) as connection:
        assert connection.execute("SELECT * FROM marks").fetchall() == []
        assert connection.execute("SELECT * FROM source_labels").fetchall() == []
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("INSERT INTO marks VALUES (1, 1, '', '')")
    assert len(content(old)) == EVENTS
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_is_gone_on_with_on_a_copy(old: Path, post: Post) -> None:
    before, events = old.read_bytes(), content(old)
    writer = SessionWriter.open(old)
    assert writer.append([post({"type": "track", "event": "New"})]) == EVENTS + 1
    writer.close(Ending.CLOSED)
    assert content(old)[:-1] == events
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.USER_VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept = old.with_name("one (format 1).tdsession")
    assert kept.read_bytes() == before
    assert sorted(old.parent.iterdir()) == sorted([old, kept])
    assert old.stat().st_mode & 0o777 == 0o600


def test_old_file_gets_a_name_that_is_free(old: Path) -> None:
    taken = old.with_name("one (format 1).tdsession")
    taken.write_text("another")
    assert migrate_if_older(old) == old.with_name("one (format 1) 2.tdsession")
    assert taken.read_text() == "another"
    assert migrate_if_older(old) is None


def test_what_waits_in_the_log_of_a_crash_is_taken_along(path: Path, post: Post) -> None:
    child = os.fork()
    if not child:
        writer = SessionWriter.open(path)
        writer.append([post({"type": "track", "event": "Last"})])
        for table in ("marks", "source_labels"):
            writer._connection.execute(f"DROP TABLE {table}")
        writer._connection.execute("PRAGMA user_version = 1")
        os._exit(0)
    os.waitpid(child, 0)
    assert path.with_name(path.name + "-wal").stat().st_size
    kept = migrate_if_older(path)
    assert kept
    assert content(path) == content(kept)
    assert [name for name, _ in content(path)] == ["Last"]


def test_one_that_is_being_recorded_is_left_alone(path: Path) -> None:
    writer = SessionWriter.open(path)
    made_old(path)
    with pytest.raises(SessionError) as said:
        migrate_if_older(path)
    assert said.value.kind == "in-use"
    writer._connection.close()


@pytest.mark.parametrize("milliseconds", [0, 2, 5, 10, 20, 40])
def test_kill_leaves_the_old_or_the_new_one(old: Path, milliseconds: int) -> None:
    events = content(old)
    code = (
        "import sys, threading, os, signal, pathlib\n"
        "from debugger.session.migration import migrate_if_older\n"
        "threading.Timer(float(sys.argv[2]), os.kill, (os.getpid(), signal.SIGKILL)).start()\n"
        "migrate_if_older(pathlib.Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", code, str(old), str(milliseconds / 1000)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert content(old) == events
    for kept in old.parent.glob("*format 1*.tdsession"):
        assert content(kept) == events
    SessionWriter.open(old).close(Ending.CLOSED)
    assert content(old) == events
