"""An exported file is the whole export or what it was before; nothing is left beside it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from debugger.errors import ExportError
from debugger.export import About, Content, Options, formats, save
from debugger.session.rows import StoredEvent

Record = Callable[..., list[StoredEvent]]
BODY = b'{"type":"track","event":"A b","userId":"u"}'


def content(events: Iterable[StoredEvent]) -> Content:
    """The events as they came."""
    return Content.of_events(events, About(), Options())


def test_whole_file_only_for_its_owner(tmp_path: Path, recorded: Record) -> None:
    path = tmp_path / "out.ndjson"
    progress = save(path, formats()["ndjson"], content(recorded(*[BODY] * 3)))
    assert next(progress) == 1
    assert not path.exists()
    assert list(progress) == [2, 3]
    assert len(path.read_bytes().splitlines()) == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_file_that_is_replaced_keeps_its_mode(tmp_path: Path, recorded: Record) -> None:
    path = tmp_path / "out.json"
    path.write_text("before")
    path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(path)
    list(save(link, formats()["json"], content(recorded(BODY))))
    assert link.is_symlink()
    assert b"A b" in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_cancelled_export_leaves_the_old_file(tmp_path: Path, recorded: Record) -> None:
    path = tmp_path / "out.ndjson"
    path.write_text("before")
    with closing(save(path, formats()["ndjson"], content(recorded(*[BODY] * 3)))) as progress:  # type: ignore[type-var]
        next(progress)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_failing_source_leaves_the_old_file(tmp_path: Path, recorded: Record) -> None:
    def write(content: Content, file: BinaryIO) -> Iterator[int]:
        yield from formats()["ndjson"].write(content, file)
        raise RuntimeError("no more")

    path = tmp_path / "out.ndjson"
    path.write_text("before")
    failing = replace(formats()["ndjson"], write=write)
    with pytest.raises(RuntimeError, match="no more"):
        list(save(path, failing, content(recorded(BODY))))
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


KILLED = """
import os, sys
from pathlib import Path
from debugger.export import save
from debugger.export.formats import Format

def write(content, file):
    for count in range(1, 1000):
        file.write(b"x" * 100_000)
        yield count

slow = Format(name="x", suffix=".x", title="x", write=write)
for written in save(Path(sys.argv[1]), slow, None):
    if written == 500:
        print("half", flush=True)
        sys.stdin.read()
"""


def test_killed_export_leaves_the_old_file_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "out.x"
    path.write_text("before")
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"half\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert path.read_text() == "before"
    if hasattr(os, "O_TMPFILE"):
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["none/out.json", ".", "/dev/full"])
def test_place_that_cannot_be_written(tmp_path: Path, recorded: Record, place: str) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        list(save(tmp_path / place, formats()["json"], content(recorded(BODY))))
    assert list(tmp_path.iterdir()) == []


def test_pipe_is_written_straight(tmp_path: Path, recorded: Record) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    list(save(pipe, formats()["ndjson"], content(recorded(BODY))))
    assert b"A b" in os.read(reading, 4096)
    os.close(reading)
