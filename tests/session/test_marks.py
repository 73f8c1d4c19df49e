"""Stars, colours and notes are in the session, whoever writes it at the time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import NotASessionError, SessionError
from debugger.events import Recording
from debugger.query.fields import BY_NAME
from debugger.session.marking import mark_events
from debugger.session.marks import LONGEST_NOTE, NO_MARK, Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter
from tests.session.test_migration import made_old

Post = Callable[..., Recording]
MARKS = {
    1: Mark(starred=True),
    2: Mark(colour=Colour.PURPLE, note="Fires twice.\nAsk Ada: \N{BUG}"),
    3: Mark(starred=True, colour=Colour.RED, note="'; DROP TABLE marks; --"),
}


@pytest.fixture
def ended(path: Path, post: Post) -> Path:
    """A session of four events that was left by its window."""
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "event": "A"})] * 4)
    writer.close(Ending.ORPHANED)
    return path


def marks(path: Path) -> list[Mark]:
    """What is on each event."""
    with closing(SessionReader.open(path)) as reader:
        rows = reader.rows(1, reader.newest())
        assert [event.mark for event in reader.events(1, reader.newest())] == [
            row.mark for row in rows
        ]
        return [row.mark for row in rows]


def test_marks_while_it_is_recorded(writer: SessionWriter, post: Post) -> None:
    writer.append([post({"type": "track", "event": "A"})] * 4)
    assert marks(writer.path) == [NO_MARK] * 4
    writer.mark(MARKS)
    assert marks(writer.path) == [*MARKS.values(), NO_MARK]
    writer.mark({1: NO_MARK, 3: Mark(note="Only this")})
    assert marks(writer.path) == [NO_MARK, MARKS[2], Mark(note="Only this"), NO_MARK]


def test_marks_of_a_session_that_nobody_records(ended: Path) -> None:
    before = sorted(ended.parent.iterdir())
    with closing(SessionReader.open(ended)) as reader:
        reader.rows(1, 4)
        about = reader.about()
        mark_events(ended, MARKS)
        assert [row.mark for row in reader.rows(1, 4)] == [*MARKS.values(), NO_MARK]
        assert reader.about() == about
    assert sorted(ended.parent.iterdir()) == before


def test_a_number_without_an_event_and_a_note_without_end(ended: Path) -> None:
    mark_events(ended, {99: Mark(starred=True), 1: Mark(note="n" * 2 * LONGEST_NOTE)})
    assert [len(mark.note) for mark in marks(ended)] == [LONGEST_NOTE, 0, 0, 0]
    with closing(sqlite3.connect(ended)) as connection:
        assert connection.execute("SELECT number FROM marks").fetchall() == [(1,)]


def test_one_that_is_being_recorded_is_left_to_its_writer(writer: SessionWriter) -> None:
    with pytest.raises(SessionError) as said:
        mark_events(writer.path, MARKS)
    assert said.value.kind == "in-use"


def test_marks_of_an_older_format_are_kept_on_a_copy(ended: Path) -> None:
    mark_events(made_old(ended), MARKS)
    assert marks(ended) == [*MARKS.values(), NO_MARK]
    assert marks(ended.with_name("one (format 1).tdsession")) == [NO_MARK] * 4


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO marks VALUES (1, 2, '', '')",
        "INSERT INTO marks VALUES (1, 0, 'beige', '')",
        "INSERT INTO marks VALUES (1, 0, '', CAST(x'ff' AS TEXT))",
    ],
)
def test_marks_that_we_cannot_have_written(ended: Path, statement: str) -> None:
    with closing(sqlite3.connect(ended, isolation_level=None)) as connection:
        connection.execute(statement)
    with pytest.raises(NotASessionError, match="damaged"):
        marks(ended)


def test_a_filter_offers_every_colour() -> None:
    assert BY_NAME["colour"].choices == tuple(Colour)
