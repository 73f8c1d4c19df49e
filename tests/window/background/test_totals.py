"""Counting off the window's thread: a stretch at a time, told while it goes on, and exact at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from debugger.errors import SessionError
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter
from debugger.window.background.totals import Tally, Totals
from debugger.window.panels.status_bar import totals_text
from tests.session.conftest import Post, post
from tests.window.app_under_test import PATIENCE

__all__ = ["post"]


def batch(first: int) -> dict[str, object]:
    """A hundred calls, every second without a name, of two libraries."""
    messages = [
        {
            "type": "track",
            "userId": "u-1",
            "event": "Walk Booked" if each % 2 else "",
            "context": {"library": {"name": f"sdk-{each % 2}", "version": "1.0"}},
        }
        for each in range(first, first + 100)
    ]
    return {"batch": messages, "writeKey": "walks"}


@pytest.fixture
def writer(tmp_path: Path, post: Post) -> Iterator[SessionWriter]:
    """A session of 500 calls that more can be added to."""
    opened = SessionWriter.open(tmp_path / "one.tdsession")
    opened.append([post(batch(first), "/v1/batch") for first in range(0, 500, 100)])
    yield opened
    opened.close(Ending.CLOSED)


@pytest.fixture
def tally(qtbot: QtBot) -> Iterator[Tally]:
    """Counts a hundred at a time."""
    made = Tally(stretch=100)
    yield made
    made.close()
    assert not [each for each in made.findChildren(QThread) if each.isRunning()]
    del qtbot


def is_exact(totals: Totals, path: Path) -> bool:
    """Whether that is what the file says as a whole."""
    with closing(SessionReader.open(path)) as reader:
        newest = reader.newest()
        return (totals.counts, totals.sources) == (
            reader.counts(1, newest),
            reader.sources(1, newest),
        )


def test_a_session_is_counted_a_stretch_at_a_time(
    tally: Tally, writer: SessionWriter, qtbot: QtBot
) -> None:
    said: list[str] = []
    tally.changed.connect(lambda: said.append(totals_text(tally.totals)))
    tally.begin(writer.path, 500)
    qtbot.waitUntil(lambda: tally.totals.progress == 1, timeout=PATIENCE)
    assert said[:3] == [f"500 calls · counting… {part}%" for part in (0, 20, 40)]
    assert said[-1].startswith("500 calls · 250 with errors")
    assert is_exact(tally.totals, writer.path)


def test_what_comes_is_added_and_never_counting_again(
    tally: Tally, writer: SessionWriter, post: Post, qtbot: QtBot
) -> None:
    tally.begin(writer.path, 500)
    tally.follow(500)
    qtbot.waitUntil(lambda: tally.totals.progress == 1, timeout=PATIENCE)
    said: list[str] = []
    tally.changed.connect(lambda: said.append(totals_text(tally.totals)))
    writer.append([post(batch(first), "/v1/batch") for first in range(500, 800, 100)])
    tally.follow(800)
    qtbot.waitUntil(lambda: tally.totals.counts.events == 800, timeout=PATIENCE)
    assert not [each for each in said if "counting" in each]
    assert is_exact(tally.totals, writer.path)


def test_counted_again_the_totals_of_before_stand_until_it_is_done(
    tally: Tally, writer: SessionWriter, qtbot: QtBot
) -> None:
    tally.begin(writer.path, 500)
    qtbot.waitUntil(lambda: tally.totals.progress == 1, timeout=PATIENCE)
    before = tally.totals
    seen: list[int] = []
    tally.changed.connect(lambda: seen.append(tally.totals.counts.events))
    tally.count_again()
    qtbot.waitUntil(lambda: tally.totals is not before, timeout=PATIENCE)
    assert set(seen) == {500}
    assert is_exact(tally.totals, writer.path)


def test_another_session_takes_the_place_of_one_that_is_being_counted(
    tally: Tally, writer: SessionWriter, tmp_path: Path, post: Post, qtbot: QtBot
) -> None:
    other = SessionWriter.open(tmp_path / "other.tdsession")
    other.append([post(batch(0), "/v1/batch")])
    other.close(Ending.CLOSED)
    tally.begin(writer.path, 500)
    tally.begin(other.path, 100)
    qtbot.waitUntil(lambda: tally.totals.progress == 1, timeout=PATIENCE)
    tally.begin(None, 0)
    assert totals_text(tally.totals) == "0 calls"
    tally.begin(other.path, 100)
    qtbot.waitUntil(lambda: tally.totals.counts.events == 100, timeout=PATIENCE)
    assert is_exact(tally.totals, other.path)


def test_what_cannot_be_read_is_said(tally: Tally, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "none.tdsession").write_bytes(b"no session at all, but some text")
    with qtbot.waitSignal(tally.failed, timeout=PATIENCE) as failed:
        tally.begin(tmp_path / "none.tdsession", 3)
    assert isinstance(failed.args[0], SessionError)
