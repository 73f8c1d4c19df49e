"""A session on a medium that cannot be written to can be read, however its recording ended."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import SessionError
from debugger.events import Recording
from debugger.session.marking import mark_events
from debugger.session.marks import Mark
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
_NOBODY = 65534


@pytest.fixture
def as_a_stranger() -> Iterator[Callable[[], None]]:
    """Goes on as a user who may write nothing; root may write everywhere."""
    before = os.geteuid()
    yield lambda: os.seteuid(_NOBODY) if before == 0 else None
    os.seteuid(before)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others can reach."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
        Path(name).chmod(0o755)


@pytest.mark.parametrize("read_at_its_end", [False, True])
def test_read_only_folder(
    folder: Path, post: Post, as_a_stranger: Callable[[], None], *, read_at_its_end: bool
) -> None:
    path = folder / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "event": "Signed Up"})])
    if read_at_its_end:  # then the file keeps saying that it has a log
        with closing(SessionReader.open(path)) as reader:
            reader.newest()
            writer.close(Ending.CLOSED)
        for beside in folder.glob("*.tdsession-*"):
            beside.unlink()
    else:
        writer.close(Ending.CLOSED)
    path.chmod(0o444)
    folder.chmod(0o555)
    as_a_stranger()
    with closing(SessionReader.open(path)) as reader:
        assert [row.name for row in reader.rows(1, 9)] == ["Signed Up"]
    assert list(folder.iterdir()) == [path]


def test_marks_cannot_be_kept_there(
    folder: Path, post: Post, as_a_stranger: Callable[[], None]
) -> None:
    path = folder / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "event": "Signed Up"})])
    writer.close(Ending.CLOSED)
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    as_a_stranger()
    with pytest.raises(SessionError, match="cannot be used"):
        mark_events(path, {1: Mark(starred=True)})
    assert path.read_bytes() == before
