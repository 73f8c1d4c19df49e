"""Stars, colours and notes: put on the selected calls, shown, kept in the session, and taken back."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
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


def test_every_mark_put_just_before_closing_is_kept(three: MainWindow) -> None:
    session = three.session
    assert session
    three.pane.list.select(3)
    three.actions_by_id["star"].trigger()
    three.actions_by_id["colour-red"].trigger()
    three.pane.list.select(1)
    three.actions_by_id["colour-blue"].trigger()
    write(three, "The last word")
    three.close()
    with closing(SessionReader.open(session)) as reader:
        assert [row.mark for row in reader.rows(1, 3)] == [
            Mark(colour=Colour.BLUE, note="The last word"),
            NO_MARK,
            Mark(starred=True, colour=Colour.RED),
        ]


def test_marks_that_a_hung_receiver_did_not_keep_are_written_after_it(
    three: MainWindow, qtbot: QtBot
) -> None:
    session = three.session
    assert session
    os.kill(three.capture.sink.pid, signal.SIGSTOP)
    three.pane.list.select(1)
    three.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: three.mark_commands.marker._on_the_way == 1, timeout=PATIENCE)
    three.actions_by_id["colour-red"].trigger()
    three.close()
    with closing(SessionReader.open(session)) as reader:
        assert reader.rows(1, 1)[0].mark == Mark(starred=True, colour=Colour.RED)


def test_a_mark_that_a_killed_receiver_did_not_keep_is_written(
    three: MainWindow, qtbot: QtBot
) -> None:
    os.kill(three.capture.sink.pid, signal.SIGSTOP)
    three.pane.list.select(1)
    three.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: three.mark_commands.marker._on_the_way == 1, timeout=PATIENCE)
    os.kill(three.capture.sink.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: marks(three)[0].starred, timeout=PATIENCE)


def starred(window: MainWindow, count: int, qtbot: QtBot) -> MainWindow:
    """The window with so many calls that are starred, and none besides in its list."""
    window.pane.list.selectAll()
    window.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: all(mark.starred for mark in marks(window)), timeout=PATIENCE)
    window.pane.list.follow()
    window.filter_bar.look_for("is:starred")
    qtbot.waitUntil(lambda: window.filter_bar._count.text() == f"{count} of {count}")
    return window


def listed(window: MainWindow) -> list[int]:
    listing = window.live.table.listing
    return [listing.number(row) for row in range(len(listing))]


def mark(window: MainWindow, number: int, put: Mark) -> None:
    """Marks a call that need not be in the list."""
    assert window.session
    window.mark_commands.marker.change(window.session, [number], lambda _: {number: put})


def unstar(window: MainWindow, number: int) -> None:
    window.pane.list.select(number)
    window.actions_by_id["star"].trigger()


def test_a_call_that_the_filter_holds_no_more_leaves_and_its_neighbour_is_selected(
    three: MainWindow, qtbot: QtBot
) -> None:
    events = starred(three, 3, qtbot).pane.list
    unstar(three, 2)
    qtbot.waitUntil(lambda: listed(three) == [1, 3], timeout=PATIENCE)
    assert (events.selected_number(), three.detail.number, events.following) == (3, 3, False)
    unstar(three, 3)
    qtbot.waitUntil(lambda: listed(three) == [1], timeout=PATIENCE)
    assert (events.selected_number(), three.detail.number) == (1, 1)
    qtbot.waitUntil(lambda: three.filter_bar._count.text() == "1 of 3", timeout=PATIENCE)
    unstar(three, 1)
    qtbot.waitUntil(lambda: listed(three) == [], timeout=PATIENCE)
    assert events.selected_number() is None
    qtbot.waitUntil(
        lambda: "None of the 3 calls here does" in three.pane.empty.words(), timeout=PATIENCE
    )


def test_a_call_that_the_filter_holds_now_appears_in_its_place(
    three: MainWindow, qtbot: QtBot
) -> None:
    starred(three, 3, qtbot)
    unstar(three, 2)
    qtbot.waitUntil(lambda: listed(three) == [1, 3], timeout=PATIENCE)
    mark(three, 2, Mark(starred=True, colour=Colour.RED))
    qtbot.waitUntil(lambda: listed(three) == [1, 2, 3], timeout=PATIENCE)
    assert three.pane.list.selected_number() == 3
    three.filter_bar.look_for("-colour:red")
    qtbot.waitUntil(lambda: listed(three) == [1, 3], timeout=PATIENCE)
    three.actions_by_id["colour-red"].trigger()
    qtbot.waitUntil(lambda: listed(three) == [1], timeout=PATIENCE)


def test_other_selected_calls_stay_so_and_the_place_is_kept(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.batch([{"type": "track", "event": f"Step {n}", "userId": "u-1"} for n in range(200)])
    shown(200)
    events = starred(window, 200, qtbot).pane.list
    events.select(100)
    top = events.rowAt(0)
    bar = events.verticalScrollBar()
    place = bar.value()
    window.actions_by_id["star"].trigger()
    qtbot.waitUntil(lambda: len(listed(window)) == 199, timeout=PATIENCE)
    assert (events.selected_number(), events.rowAt(0), bar.value()) == (101, top, place)
    row = window.live.table.listing.row(110)
    assert row is not None
    events.selectRow(row)
    events.selectionModel().select(
        window.live.table.index(row - 60, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert list(events.selected_numbers()) == [49, 110]
    bar.setValue(bar.maximum() // 2)
    seen = window.live.table.listing.number(events.rowAt(0))
    assert seen > 49
    mark(window, 49, NO_MARK)
    qtbot.waitUntil(lambda: len(listed(window)) == 198, timeout=PATIENCE)
    assert list(events.selected_numbers()) == [110]
    assert window.live.table.listing.number(events.rowAt(0)) == seen


def test_a_sorted_list_keeps_its_order_when_a_call_leaves(three: MainWindow, qtbot: QtBot) -> None:
    events = starred(three, 3, qtbot).pane.list
    sorting = three.column_commands.sorting
    sorting.toggle(Column.NUMBER)
    sorting.toggle(Column.NUMBER)
    qtbot.waitUntil(lambda: listed(three) == [3, 2, 1], timeout=PATIENCE)
    unstar(three, 2)
    qtbot.waitUntil(lambda: listed(three) == [3, 1], timeout=PATIENCE)
    assert events.selected_number() == 1
    mark(three, 2, Mark(starred=True))
    qtbot.waitUntil(lambda: events.unseen == 1, timeout=PATIENCE)
    assert listed(three) == [3, 1]
    sorting.leave()
    assert listed(three) == [1, 2, 3]


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
