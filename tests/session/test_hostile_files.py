"""A session from a stranger is an input: it is read, or refused with what it is; nothing else ever comes of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debugger.errors import SessionError
from debugger.events import Recording
from debugger.session import library
from debugger.session.marks import Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter
from tests.session.test_connecting import altered, read_all

Post = Callable[..., Recording]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, post: Post) -> Path:
    """A session with a bit of everything."""
    writer = SessionWriter.open(tmp_path_factory.mktemp("ours") / "one.tdsession")
    calls = [{"type": "track", "event": f"E {n}", "userId": "u"} for n in range(12)]
    writer.append([post(call) for call in calls])
    writer.append([post({"batch": calls}, path="/v1/batch"), post(b'{"n": ')])
    writer.append([post({"type": "track", "event": "Long", "n": "x" * 40_000})])
    writer.mark({1: Mark(starred=True, colour=Colour.RED, note="n" * 900)})
    writer.close(Ending.CLOSED)
    return writer.path


@pytest.fixture
def file(recorded: Path, tmp_path: Path) -> Path:
    path = tmp_path / "from a stranger.tdsession"
    shutil.copy(recorded, path)
    return path


def reads_or_says_why_not(path: Path) -> None:
    """Any other exception than ours goes through, and fails."""
    trouble: list[SessionError] = []
    try:
        read_all(path)
    except SessionError as error:
        trouble.append(error)
    assert all(error.message and error.remedy for error in trouble)


_places = st.integers(0, 40 * 16_384)
_changes = st.one_of(
    st.tuples(st.just("bit"), _places, st.integers(0, 7)),
    st.tuples(st.just("zeros"), _places, st.integers(1, 20_000)),
    st.tuples(st.just("ones"), _places, st.integers(1, 64)),
    st.tuples(st.just("header"), st.integers(16, 99), st.integers(0, 255)),
    st.tuples(st.just("start"), st.integers(0, 40), st.integers(0, 255)),
    st.tuples(st.just("cut"), _places, st.just(0)),
)


def changed(content: bytes, changes: list[tuple[str, int, int]]) -> bytes:
    """The file as a torn disk or a stranger may leave it."""
    made = bytearray(content)
    for kind, place, amount in changes:
        at = place % max(1, len(made))
        if kind == "bit":
            made[at] ^= 1 << amount
        elif kind in {"zeros", "ones"}:
            made[at : at + amount] = (b"\0" if kind == "zeros" else b"\xff") * len(
                made[at : at + amount]
            )
        elif kind == "header":
            made[place : place + 1] = bytes([amount])
        elif kind == "start":  # of a page: what kind it is, and where its cells are
            start = place % (len(made) // 16_384 + 1) * 16_384
            made[start + place % 12 : start + place % 12 + 1] = bytes([amount])
        else:
            del made[max(1, at) :]
    return bytes(made)


@settings(deadline=None, max_examples=150)
@given(changes=st.lists(_changes, min_size=1, max_size=12))
@example(changes=[("bit", 32_776, 0)])  # of a source
@example(changes=[("bit", 655_354, 7)])  # in the words of a table, where SQLite quotes it
def test_whatever_became_of_the_bytes(
    recorded: Path,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, int, int]],
) -> None:
    path = tmp_path_factory.mktemp("changed") / "a.tdsession"
    content = changed(recorded.read_bytes(), changes)
    path.write_bytes(content)
    library.entry(path)  # never raises: it says what state the file is in
    reads_or_says_why_not(path)
    assert path.read_bytes() == content
    shutil.rmtree(path.parent)


@settings(deadline=None, max_examples=60)
@given(changes=st.lists(_changes, min_size=1, max_size=4), cut=st.floats(0, 1))
def test_whatever_became_of_the_log_beside_it(
    recorded: Path,
    tmp_path_factory: pytest.TempPathFactory,
    post: Post,
    changes: list[tuple[str, int, int]],
    cut: float,
) -> None:
    folder = tmp_path_factory.mktemp("log")
    path = folder / "a.tdsession"
    shutil.copy(recorded, path)
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "event": "In the log"})])
    log = path.with_name(path.name + "-wal").read_bytes()
    apart = folder / "apart"
    apart.mkdir()
    shutil.copy(path, apart / path.name)
    writer.close(Ending.CLOSED)
    torn = changed(log, changes)
    (apart / f"{path.name}-wal").write_bytes(torn[: max(1, int(len(torn) * cut))])
    reads_or_says_why_not(apart / path.name)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE marks SET note = CAST(x'80ff' AS TEXT)",
        "UPDATE marks SET starred = 9223372036854775807",
        "UPDATE events SET number = -5 WHERE number = 3",
        "UPDATE events SET payload_size = -1",
        "UPDATE session SET value = x'00ff' WHERE key = 'writer'",
        "UPDATE session SET value = '99999999999999999999' WHERE key = 'created_at'",
        "UPDATE sources SET library = replace(hex(zeroblob(2000000)), '0', 'a')",
    ],
)
def test_odd_values(file: Path, statement: str) -> None:
    try:
        altered(file, statement)
    except sqlite3.IntegrityError:
        return  # SQLite itself refuses it
    library.entry(file)
    reads_or_says_why_not(file)


@pytest.mark.parametrize(
    "statements",
    [
        [
            "DROP TABLE marks",
            "CREATE VIRTUAL TABLE marks USING fts5(number, starred, colour, note)",
        ],
        ["CREATE TRIGGER t AFTER INSERT ON marks BEGIN SELECT load_extension('x'); END"],
        [
            "DROP TABLE marks",
            """CREATE VIEW marks AS SELECT 1 AS number, 1 AS starred, '' AS colour,
            load_extension('/tmp/x') AS note""",
        ],
        [
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE marks (number DEFAULT (1/0))' WHERE name = 'marks'"
        ],
        ["UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'events'"],
        ["UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'events'"],
    ],
)
def test_code_and_confusion_in_the_schema(file: Path, statements: list[str]) -> None:
    altered(file, *statements)
    with pytest.raises(SessionError):
        read_all(file)


def test_no_extension_can_be_loaded(file: Path) -> None:
    with closing(SessionReader.open(file)) as reader, pytest.raises(sqlite3.OperationalError):
        reader._connection.execute("SELECT load_extension('/tmp/x')")


def test_links_pipes_devices_and_folders(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.tdsession"
    link.symlink_to(file)
    assert read_all(link) == read_all(file)
    around = tmp_path / "around.tdsession"
    around.symlink_to(around)
    nowhere = tmp_path / "nowhere.tdsession"
    nowhere.symlink_to(tmp_path / "gone")
    pipe = tmp_path / "pipe.tdsession"
    os.mkfifo(pipe)
    (tmp_path / "folder.tdsession").mkdir()
    for wrong in (around, nowhere, pipe, tmp_path / "folder.tdsession", Path("/dev/zero")):
        with pytest.raises(SessionError):
            SessionReader.open(wrong)
        with pytest.raises(SessionError):
            SessionWriter.open(wrong)
    names = {each.path.name for each in library.entries(tmp_path)}
    assert {file.name, link.name} <= names
