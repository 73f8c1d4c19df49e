"""Stars, colours and notes: put on the selected calls, shown, kept in the session, and taken back."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.session.marks import NO_MARK, Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter
from debugger.window import notices
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.looks.theme import load_theme
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from tests.window.app_under_test import PATIENCE, App
from tests.window.looks.test_appearance import LEAST, contrast
from tests.window.test_unfinished import leave

HOSTILE = "<img src=/etc/passwd>\nSecond \u202eline"


@pytest.fixture
def three(window: MainWindow, app: App, shown: Callable[[int], None]) -> MainWindow:
    """A window with three calls."""
    for number in range(3):
        app.track(f"Step {number}")
    shown(3)
    return window


def marks(window: MainWindow) -> list[Mark]:
    """What the file says, read by another reader."""
    assert window.session
    with closing(SessionReader.open(window.session)) as reader:
        return [row.mark for row in reader.rows(1, reader.newest())]


def write(window: MainWindow, note: str) -> None:
    """Writes a note as a person does."""
    dialog = window.mark_commands.edit_note()
    assert dialog
    dialog.text.setPlainText(note)
    dialog._save.click()


def test_marks_are_put_shown_and_kept(three: MainWindow, qtbot: QtBot) -> None:
    three.pane.list.select(2)
    QTest.keyClick(three.pane.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: marks(three)[1].starred, timeout=PATIENCE)
    three.actions_by_id["colour-red"].trigger()
    write(three, HOSTILE)
    wanted = Mark(starred=True, colour=Colour.RED, note=HOSTILE)
    qtbot.waitUntil(lambda: marks(three) == [NO_MARK, wanted, NO_MARK], timeout=PATIENCE)
    line = three.detail.header.mark
    qtbot.waitUntil(lambda: line.note.text() != "", timeout=PATIENCE)
    assert line.note.text() == "<img src=/etc/passwd>\nSecond \\u202eline"
    assert line.note.textFormat() is Qt.TextFormat.PlainText
    index = three.live.table.index(1, Column.MARKS)
    tip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "Starred · Red" in tip
    assert "&lt;img" in tip
    assert "<img" not in tip
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "starred, red, note: " in spoken
    assert three.live.table.index(0, Column.MARKS).data(Qt.ItemDataRole.ToolTipRole) is None


def test_several_calls_at_once_and_undo_of_a_cleared_note(three: MainWindow, qtbot: QtBot) -> None:
    three.pane.list.selectAll()
    three.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: all(mark.starred for mark in marks(three)), timeout=PATIENCE)
    write(three, "All of them")
    qtbot.waitUntil(lambda: marks(three)[0].note == "All of them", timeout=PATIENCE)
    three.actions_by_id["clear-marks"].trigger()
    qtbot.waitUntil(lambda: marks(three) == [NO_MARK] * 3, timeout=PATIENCE)
    notice = three.notices.notices()[notices.MARKS]
    assert notice.text == "The notes of 3 calls are cleared."
    notice.choices[0].act()
    qtbot.waitUntil(
        lambda: marks(three) == [Mark(starred=True, note="All of them")] * 3, timeout=PATIENCE
    )
    three.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: not any(mark.starred for mark in marks(three)), timeout=PATIENCE)


def test_notes_that_differ_are_not_written_over_unseen(three: MainWindow, qtbot: QtBot) -> None:
    three.pane.list.select(1)
    write(three, "One")
    qtbot.waitUntil(lambda: marks(three)[0].note == "One", timeout=PATIENCE)
    three.pane.list.selectAll()
    dialog = three.mark_commands.edit_note()
    assert dialog
    assert dialog.text.toPlainText() == ""
    assert "several notes" in dialog.text.placeholderText()
    dialog.text.setPlainText("x" * 10_001)
    assert not dialog._save.isEnabled()
    assert "1 characters more" in dialog.said.text()
    dialog.reject()
    assert [mark.note for mark in marks(three)] == ["One", "", ""]


def test_a_saved_session_is_marked_by_the_window_itself(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = leave(tmp_path / "elsewhere" / "saved.tdsession")
    looking = window.windows.look_at(file)
    looking.pane.list.select(1)
    looking.actions_by_id["colour-blue"].trigger()
    qtbot.waitUntil(lambda: marks(looking) == [Mark(colour=Colour.BLUE), NO_MARK], timeout=PATIENCE)
    looking.close()
    assert list(file.parent.iterdir()) == [file]


def test_a_mark_put_just_before_closing_is_kept(three: MainWindow) -> None:
    session = three.session
    assert session
    three.pane.list.select(3)
    three.actions_by_id["star"].trigger()
    three.close()
    with closing(SessionReader.open(session)) as reader:
        assert [row.mark.starred for row in reader.rows(1, 3)] == [False, False, True]


def test_a_mark_that_a_killed_receiver_did_not_keep_is_written(
    three: MainWindow, qtbot: QtBot
) -> None:
    os.kill(three.capture.sink.pid, signal.SIGSTOP)
    three.pane.list.select(1)
    three.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: three.mark_commands.marker._on_the_way == 1, timeout=PATIENCE)
    os.kill(three.capture.sink.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: marks(three)[0].starred, timeout=PATIENCE)


def test_one_that_another_program_records_is_left_to_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = leave(tmp_path / "elsewhere" / "saved.tdsession")
    writer = SessionWriter.open(file)
    looking = window.windows.look_at(file)
    looking.pane.list.select(1)
    looking.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: notices.MARKS in looking.notices.notices(), timeout=PATIENCE)
    assert "being recorded into" in looking.notices.notices()[notices.MARKS].text
    writer.close(Ending.CLOSED)


@pytest.mark.parametrize("name", list(ThemeChoice)[1:])
def test_colours_can_be_told_from_every_ground(name: str) -> None:
    theme = load_theme(name)
    assert set(theme.marks) == set(Colour)
    for colour in Colour:
        for ground in (theme.background, theme.selection, theme.panel):
            assert contrast(theme.marks[colour], ground) >= (
                LEAST[name] if ground != theme.selection else 3
            )
        for text in (theme.text, theme.muted, theme.error, theme.warning, theme.advice):
            assert contrast(text, theme.marked(colour)) >= LEAST[name], (
                f"{text} on {colour} in {name}"
            )
