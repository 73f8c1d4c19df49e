"""Sessions that were not ended in order are offered, newest first; all others are not."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from debugger.events import Recording
from debugger.session.folder import new_session_path, sessions_folder, sweep, unfinished
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
NOW = datetime(2026, 11, 23, 9, 41, 5, tzinfo=UTC)


def test_folder_is_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert sessions_folder() == tmp_path / "track-debugger" / "sessions"
    assert not sessions_folder().exists()


def test_new_path_is_free(tmp_path: Path) -> None:
    first = new_session_path(tmp_path, NOW)
    assert first == tmp_path / "2026-11-23 09.41.05.tdsession"
    first.touch()
    assert new_session_path(tmp_path, NOW) == tmp_path / "2026-11-23 09.41.05 2.tdsession"


def test_no_folder_has_no_sessions(tmp_path: Path) -> None:
    assert unfinished(tmp_path / "none") == []


def test_only_sessions_with_events_that_were_not_ended_are_offered(
    tmp_path: Path, post: Post
) -> None:
    def made(name: str, ending: Ending | None, *, events: int = 2) -> Path:
        writer = SessionWriter.open(tmp_path / f"{name}.tdsession")
        writer.append([post({"type": "track"})] * events)
        if ending:
            writer.close(ending)
        else:
            writers.append(writer)
        return writer.path

    writers: list[SessionWriter] = []
    made("closed", Ending.CLOSED)
    made("empty", Ending.ORPHANED, events=0)
    older = made("older", Ending.ORPHANED)
    newer = made("newer", Ending.ORPHANED, events=3)
    made("being written", None)
    (tmp_path / "text.tdsession").write_text("no session")
    found = unfinished(tmp_path)
    assert [(left.path, left.events) for left in found] == [(newer, 3), (older, 2)]
    assert found[0].started_at > found[1].started_at > 1_600_000_000_000_000
    for writer in writers:
        writer.close(Ending.CLOSED)


def test_what_killed_processes_left_half_made_is_swept(tmp_path: Path) -> None:
    gone = os.fork()
    if not gone:
        os._exit(0)
    os.waitpid(gone, 0)
    for pid in (gone, os.getpid()):
        (tmp_path / f".one.tdsession.{pid}.new").touch()
        (tmp_path / f".one.tdsession.{pid}.new-journal").touch()
        (tmp_path / f".salvage.{pid}.x1y2").mkdir()
        (tmp_path / f".salvage.{pid}.x1y2" / "copy").touch()
    others = {".hidden.tdsession", "one.tdsession", ".one.tdsession.new", ".salvage.me.x"}
    for name in others:
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == others | {
        f".one.tdsession.{os.getpid()}.new",
        f".one.tdsession.{os.getpid()}.new-journal",
        f".salvage.{os.getpid()}.x1y2",
    }
    sweep(tmp_path / "nowhere")


def test_session_of_a_process_that_is_gone_is_offered(tmp_path: Path, post: Post) -> None:
    path = tmp_path / "one.tdsession"
    child = os.fork()
    if not child:
        SessionWriter.open(path).append([post({"type": "track"})])
        os._exit(0)
    os.waitpid(child, 0)
    assert [left.path for left in unfinished(tmp_path)] == [path]
    SessionWriter.open(path).close(Ending.CLOSED)
    assert unfinished(tmp_path) == []
