"""A session is private, numbered without gaps, written by one, and survives faults of the disk."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import NotASessionError, SessionError
from debugger.events import Recording
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
CALL = {"type": "track", "event": "Signed Up", "userId": "u-1"}


def newest(path: Path) -> int:
    """The number of the last event in the session."""
    with closing(SessionReader.open(path)) as reader:
        return reader.newest()


def mode(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_folders_are_private_under_any_umask(path: Path, post: Post) -> None:
    before = os.umask(0)
    try:
        writer = SessionWriter.open(path)
        writer.append([post(CALL)])
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    assert {each.name: mode(each) for each in path.parent.iterdir()} == {
        path.name: 0o600,
        f"{path.name}-wal": 0o600,
        f"{path.name}-shm": 0o600,
    }
    writer.close(Ending.CLOSED)


def test_folder_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    SessionWriter.open(tmp_path / "one.tdsession").close(Ending.CLOSED)
    assert mode(tmp_path) == 0o755


def test_empty_file_becomes_a_private_session(path: Path) -> None:
    path.parent.mkdir()
    path.touch(0o644)
    SessionWriter.open(path).close(Ending.CLOSED)
    assert newest(path) == 0
    assert mode(path) == 0o600


def test_events_are_numbered_without_gaps(writer: SessionWriter, post: Post) -> None:
    assert writer.append([post(CALL)]) == 1
    assert writer.append([post({"batch": [CALL] * 40}, "/v1/batch"), post(b"{"), post(CALL)]) == 43
    assert writer.append([]) == 43
    assert writer.newest == newest(writer.path) == 43


def test_orderly_end_leaves_one_file(path: Path, post: Post) -> None:
    writer = SessionWriter.open(path)
    writer.append([post(CALL)])
    writer.close(Ending.CLOSED)
    writer.close(Ending.CLOSED)
    with closing(SessionReader.open(path)) as reader:
        assert reader.about()["ended"] == "closed"
    assert list(path.parent.iterdir()) == [path]


def test_end_while_somebody_reads_loses_nothing(path: Path, post: Post) -> None:
    writer = SessionWriter.open(path)
    writer.append([post(CALL)])
    with closing(SessionReader.open(path)) as reader:
        assert reader.newest() == 1
        writer.close(Ending.ORPHANED)
        assert reader.newest() == 1
        assert reader.about()["ended"] == "orphaned"
    assert newest(path) == 1


def test_session_is_continued(path: Path, post: Post) -> None:
    first = SessionWriter.open(path)
    first.append([post(CALL), post(CALL)])
    first.close(Ending.ORPHANED)
    second = SessionWriter.open(path)
    with closing(SessionReader.open(path)) as reader:
        assert reader.about()["ended"] is None
    assert second.append([post(CALL)]) == 3
    second.close(Ending.CLOSED)
    with closing(SessionReader.open(path)) as reader:
        assert [row.number for row in reader.rows(1, 9)] == [1, 2, 3]
        assert [row.request_id for row in reader.rows(1, 9)] == [1, 2, 3]
        assert len(reader.sources(1, 3)) == 1


def test_reader_follows_a_session_that_is_closed_and_continued(path: Path, post: Post) -> None:
    writer = SessionWriter.open(path)
    writer.append([post(CALL)])
    writer.close(Ending.CLOSED)
    with closing(SessionReader.open(path)) as reader:
        assert reader.newest() == 1
        writer = SessionWriter.open(path)
        writer.append([post(CALL)])
        assert reader.newest() == 2
        writer.close(Ending.CLOSED)
        assert reader.newest() == 2


def test_second_writer_is_refused(writer: SessionWriter, post: Post) -> None:
    for opened in (lambda: SessionWriter.open(writer.path), lambda: open_in_child(writer.path)):
        with pytest.raises(SessionError, match="recorded into by another") as refused:
            opened()
        assert refused.value.kind == "in-use"
    assert writer.append([post(CALL)]) == 1


@pytest.mark.parametrize("there", [False, True], ids=["no file", "an empty file"])
def test_one_of_many_that_start_at_once_wins(path: Path, *, there: bool) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from debugger.errors import SessionError\n"
        "from debugger.session.writer import SessionWriter\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "try: SessionWriter.open(Path(sys.argv[1])); print('writes', flush=True)\n"
        "except SessionError as error: print(error.kind, flush=True)\n"
        "sys.stdin.readline()\n"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    if there:
        path.parent.mkdir()
        path.touch()
    assert {child.stdout.readline() for child in children if child.stdout} == {"ready\n"}
    for child in children:
        print(file=child.stdin, flush=True)
    said = [child.stdout.readline().strip() for child in children if child.stdout]
    for child in children:
        child.communicate("\n")
    assert sorted(said) == ["in-use"] * 7 + ["writes"]


def open_in_child(path: Path) -> None:
    """Opens a writer in another process; raises what it raised there."""
    program = (
        "import sys; from pathlib import Path\n"
        "from debugger.errors import SessionError\n"
        "from debugger.session.writer import SessionWriter\n"
        "try: SessionWriter.open(Path(sys.argv[1]))\n"
        "except SessionError as error: print(error.kind, error.message)\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    kind, _, message = child.stdout.partition(" ")
    if kind:
        raise SessionError(message, kind=kind)


@pytest.mark.parametrize("content", [b"just text\n", b"SQLite format 3\0 and then nothing of it"])
def test_other_files_are_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(NotASessionError):
        SessionWriter.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_full_disk_stores_nothing_and_recording_resumes(writer: SessionWriter, post: Post) -> None:
    writer.append([post(CALL)])
    writer._connection.execute("PRAGMA max_page_count = 10")
    large = post({**CALL, "properties": {"text": "x" * 300_000}})
    with pytest.raises(SessionError, match="full") as full:
        writer.append([post(CALL), large])
    assert full.value.kind == "disk-full"
    assert writer.newest == newest(writer.path) == 1
    writer._connection.execute("PRAGMA max_page_count = 100000")
    assert writer.append([post(CALL), large]) == 3
    assert newest(writer.path) == 3


def test_write_error_stores_nothing_and_recording_resumes(
    writer: SessionWriter, post: Post
) -> None:
    writer.append([post(CALL)])
    large = post({**CALL, "properties": {"text": "x" * 300_000}})
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = writer.path.with_name(writer.path.name + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, hard))
    try:
        with pytest.raises(SessionError) as failed:
            writer.append([large])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert failed.value.kind == "input-output"
    assert writer.append([large]) == 2
    assert newest(writer.path) == 2


def test_lock_of_another_program_is_an_error_and_recording_resumes(
    writer: SessionWriter, post: Post
) -> None:
    writer._connection.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(writer.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionError) as busy:
            writer.append([post(CALL)])
        other.execute("ROLLBACK")
    assert busy.value.kind == "in-use"
    assert writer.append([post(CALL)]) == 1


@pytest.mark.parametrize("fate", ["deleted", "moved", "replaced"])
def test_file_that_went_away_is_noticed(path: Path, post: Post, fate: str) -> None:
    writer = SessionWriter.open(path)
    writer.append([post(CALL)])
    away = path.with_name("away")
    path.rename(away)
    if fate == "deleted":
        away.unlink()
    elif fate == "replaced":
        path.write_bytes(b"another file")
    with pytest.raises(SessionError, match="moved, deleted or replaced") as gone:
        writer.append([post(CALL)])
    assert gone.value.kind == "gone"
    writer._connection.close()


def test_awkward_text_is_kept_where_text_can_hold_it(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    body = b'{"type":"track","event":"a\\u0000b \\ud83d","userId":18446744073709551617,"anonymousId":""}'
    writer.append([post(body)])
    (row,) = reader.rows(1, 1)
    assert row.name == "a\0b \ufffd"
    assert row.user_id == "18446744073709551617"
    assert row.anonymous_id == ""
    assert reader.event(1).payload == body
