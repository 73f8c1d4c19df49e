"""A copy of a session is whole and ended, also while more is recorded; it takes its place at once or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import SessionError
from debugger.events import Recording
from debugger.session import connecting
from debugger.session.copies import save_copy
from debugger.session.library import State, entry
from debugger.session.marks import Mark
from debugger.session.reader import SessionReader
from debugger.session.writer import SessionWriter
from tests.session.test_migration import content, made_old

Post = Callable[..., Recording]


def test_a_copy_made_while_it_is_recorded(
    writer: SessionWriter, post: Post, tmp_path: Path
) -> None:
    call = post({"type": "track", "event": "A", "n": "x" * 20_000})
    writer.append([call] * 300)
    writer.mark({7: Mark(starred=True)})
    told: list[float] = []

    def report(done: float) -> bool:
        told.append(done)
        writer.append([call])  # as a busy app does
        return True

    target = tmp_path / "elsewhere" / "copy.tdsession"
    assert save_copy(writer.path, target, report)
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1] == 1
    assert content(target) == content(writer.path)[:300]
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o600
    assert (entry(target).state, entry(target).marked) == (State.ENDED, 1)
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_stopped_it_leaves_what_was_there(
    writer: SessionWriter, post: Post, tmp_path: Path
) -> None:
    writer.append([post({"type": "track", "n": "x" * 20_000})] * 300)
    target = tmp_path / "copy.tdsession"
    target.write_text("before")
    assert not save_copy(writer.path, target, lambda _: False)
    assert target.read_text() == "before"
    assert [each for each in tmp_path.iterdir() if each.is_file()] == [target]


def test_what_cannot_be(writer: SessionWriter, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="the session itself"):
        save_copy(writer.path, writer.path, lambda _: True)
    with pytest.raises(SessionError):
        save_copy(tmp_path / "none.tdsession", tmp_path / "copy.tdsession", lambda _: True)
    (tmp_path / "file").touch()
    with pytest.raises(SessionError):
        save_copy(writer.path, tmp_path / "file" / "copy.tdsession", lambda _: True)


def test_a_copy_of_an_older_session_is_as_old(
    writer: SessionWriter, post: Post, tmp_path: Path
) -> None:
    writer.append([post({"type": "track"})])
    made_old(writer.path)
    assert save_copy(writer.path, tmp_path / "copy.tdsession", lambda _: True)
    with closing(SessionReader.open(tmp_path / "copy.tdsession")) as reader:
        assert (reader.version, reader.newest()) == (1, 1)
    connecting.to_read(writer.path).close()
