"""The live list: rows appear, it follows, steps aside for the person, pauses, clears and filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from debugger.errors import SessionError
from debugger.window import notices
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from tests.window.app_under_test import PATIENCE, App

Shown = Callable[[int], None]


def cell(window: MainWindow, row: int, column: Column) -> str:
    table = window.live.table
    return str(table.data(table.index(row, column)))


def at_end(window: MainWindow) -> bool:
    bar = window.pane.list.verticalScrollBar()
    return bar.value() == bar.maximum()


def many(app: App, count: int) -> None:
    app.batch([{"type": "track", "event": f"Step {n}", "userId": "u-1"} for n in range(count)])


def button_in(widget: QWidget) -> QPushButton:
    found = widget.findChild(QPushButton)
    assert isinstance(found, QPushButton)
    return found


def pill(window: MainWindow) -> QPushButton:
    return button_in(window.pane.list)


@pytest.fixture
def full(window: MainWindow, app: App, shown: Shown) -> MainWindow:
    """A window with more calls than fit into it."""
    many(app, 200)
    shown(200)
    QApplication.processEvents()
    return window


def test_a_letter_neither_moves_the_selection_nor_reads_every_row(full: MainWindow) -> None:
    full.pane.list.select(20)
    QTest.keyClicks(full.pane.list, "1")
    assert full.pane.list.selected_number() == 20


def test_long_numbers_have_room(window: MainWindow, app: App, shown: Shown) -> None:
    for _ in range(5):
        many(app, 2000)
    shown(10_000)
    events = window.pane.list
    index = window.live.table.index(9_999, Column.NUMBER)
    assert events.sizeHintForIndex(index).width() <= events.columnWidth(Column.NUMBER)


def test_a_call_is_a_row_within_a_blink(window: MainWindow, app: App, shown: Shown) -> None:
    assert window.pane.currentWidget() is window.pane.connect_page
    assert app.track("Order Completed", revenue="19.99") == 200
    shown(1)
    assert window.pane.currentWidget() is window.pane.list
    assert cell(window, 0, Column.EVENT) == "Order Completed"
    assert cell(window, 0, Column.USER) == "u-42"
    assert window.detail.isVisible()


def test_what_is_not_json_is_a_row_with_its_place(
    window: MainWindow, app: App, shown: Shown
) -> None:
    assert app.post("/v1/track", b'{"event": }') == 400
    shown(1)
    assert cell(window, 0, Column.EVENT) == "(not JSON: line 1, column 11)"


def test_the_list_follows_the_newest(full: MainWindow, app: App, shown: Shown) -> None:
    assert full.pane.list.following
    assert at_end(full)
    many(app, 50)
    shown(250)
    assert at_end(full)
    assert pill(full).isHidden()


def test_scrolled_away_it_stays_and_counts(full: MainWindow, app: App, shown: Shown) -> None:
    bar = full.pane.list.verticalScrollBar()
    bar.setValue(100)
    many(app, 30)
    shown(230)
    assert bar.value() == 100
    assert pill(full).isVisible()
    assert pill(full).text() == "↓ 30 new"
    many(app, 10)
    shown(240)
    assert pill(full).text() == "↓ 40 new"
    QTest.mouseClick(pill(full), Qt.MouseButton.LeftButton)
    assert at_end(full)
    assert pill(full).isHidden()
    assert full.pane.list.following


def test_a_selection_does_not_move_and_end_goes_to_the_newest(
    full: MainWindow, app: App, shown: Shown
) -> None:
    events = full.pane.list
    events.select(198)
    before = events.verticalScrollBar().value()
    many(app, 30)
    shown(230)
    assert events.selected_number() == 198
    assert events.verticalScrollBar().value() == before
    assert pill(full).text() == "↓ 30 new"
    full.actions_by_id["newest"].trigger()
    assert events.selected_number() is None
    assert at_end(full)
    many(app, 5)
    shown(235)
    assert at_end(full)


def test_pause_holds_and_counts_and_resume_shows(
    full: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    full.actions_by_id["pause"].trigger()
    many(app, 37)
    qtbot.waitUntil(lambda: full.live.table.listing.held == 37, timeout=PATIENCE)
    assert full.live.table.rowCount() == 200
    qtbot.waitUntil(lambda: "Paused · 37 held" in full.top_bar._pause.text(), timeout=PATIENCE)
    full.actions_by_id["pause"].trigger()
    shown(237)
    qtbot.waitUntil(lambda: full.top_bar._pause.text().strip() == "Pause", timeout=PATIENCE)


def test_clear_hides_from_view_and_undo_shows_again(
    full: MainWindow, app: App, shown: Shown
) -> None:
    full.actions_by_id["clear"].trigger()
    assert full.live.table.rowCount() == 0
    assert "Waiting for the next call" in full.pane.empty.words()
    assert full.notices.notices()[notices.CLEARED].text.startswith("200 calls cleared from view")
    app.track("Signed Up")
    shown(1)
    assert cell(full, 0, Column.NUMBER) == "201"
    full.actions_by_id["undo-clear"].trigger()
    assert full.live.table.rowCount() == 201
    assert notices.CLEARED not in full.notices.notices()


def test_show_cleared_shows_all_that_was_ever_cleared(
    full: MainWindow, app: App, shown: Shown
) -> None:
    full.actions_by_id["clear"].trigger()
    app.track("Signed Up")
    shown(1)
    full.actions_by_id["clear"].trigger()
    assert full.actions_by_id["show-cleared"].isEnabled()
    full.actions_by_id["show-cleared"].trigger()
    assert full.live.table.rowCount() == 201
    assert not full.actions_by_id["show-cleared"].isEnabled()


def test_the_filter_leaves_what_holds_the_text_and_looks_through_what_comes(
    full: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.track("Order Completed", coupon="SPRING")
    shown(201)
    full.actions_by_id["filter"].trigger()
    QTest.keyClicks(full.filter_bar._text, "spring")
    shown(1)
    assert full.filter_bar._count.text() == "1 of 201"
    assert full.filter_bar.property("on")
    app.track("Order Refunded", coupon="Spring")
    app.track("Order Refunded", coupon="autumn")
    shown(2)
    qtbot.waitUntil(lambda: full.filter_bar._count.text() == "2 of 203", timeout=PATIENCE)
    full.actions_by_id["clear-filter"].trigger()
    shown(203)
    assert not full.filter_bar.property("on")
    assert full.filter_bar._count.isHidden()


def test_a_filter_that_leaves_nothing_says_why(
    full: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    full.filter_bar._text.setText("no such thing")
    shown(0)
    qtbot.waitUntil(lambda: "None of the 200 calls here does" in full.pane.empty.words())
    button_in(full.pane.empty).click()
    shown(200)


def test_a_selection_survives_the_filter(full: MainWindow, shown: Shown) -> None:
    full.pane.list.select(7)
    full.filter_bar._text.setText('"step 6"')
    shown(11)
    assert full.pane.list.selected_number() == 7
    full.filter_bar.clear()
    shown(200)
    assert full.pane.list.selected_number() == 7


def test_clear_and_pause_work_under_a_filter(
    full: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    full.filter_bar._text.setText('"step 6"')
    shown(11)
    full.commands.clear()
    shown(0)
    full.commands.pause_or_resume()
    app.track("Step 6")
    qtbot.waitUntil(lambda: full.live.table.listing.held == 1, timeout=PATIENCE)
    full.commands.pause_or_resume()
    shown(1)
    full.commands.undo_clear()
    shown(12)


def test_copying_a_call(window: MainWindow, app: App, shown: Shown) -> None:
    app.post("/v1/track", b'{"event":"Signed  Up","userId":"u-1"}')
    shown(1)
    assert not window.actions_by_id["copy-payload"].isEnabled()
    window.pane.list.select(1)
    clipboard = QGuiApplication.clipboard()
    window.actions_by_id["copy-payload"].trigger()
    assert clipboard.text() == '{"event":"Signed  Up","userId":"u-1"}'
    window.actions_by_id["copy-name"].trigger()
    assert clipboard.text() == "Signed  Up"
    window.actions_by_id["copy-row"].trigger()
    assert clipboard.text().startswith('{"number":1,')
    window.actions_by_id["copy-address"].trigger()
    assert clipboard.text() == window.capture.address


def test_home_goes_to_the_oldest(full: MainWindow) -> None:
    QTest.keyClick(full.pane.list, Qt.Key.Key_Home)
    assert full.pane.list.selected_number() == 1
    assert full.pane.list.verticalScrollBar().value() == 0


def test_the_status_bar_counts_calls_and_sources(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.track("Order Completed", revenue="19.99")
    app.batch([{"type": "track", "userId": "u-1"}])
    shown(2)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == 2, timeout=PATIENCE)
    said = window.status.text()
    assert "2 calls · 2 with errors · 1 Segment would drop" in said
    assert window.live.reader is not None
    assert window.live.reader.path.name in said


def test_an_arrow_key_starts_at_the_newest(full: MainWindow) -> None:
    QTest.keyClick(full.pane.list, Qt.Key.Key_Up)
    assert full.pane.list.selected_number() == 200
    QTest.keyClick(full.pane.list, Qt.Key.Key_Up)
    assert full.pane.list.selected_number() == 199


def test_the_context_menu_offers_copies(full: MainWindow) -> None:
    events = full.pane.list
    events.select(200)
    events.customContextMenuRequested.emit(events.viewport().rect().center())
    offered = [action.objectName() for action in full.pane._menu.actions() if action.objectName()]
    assert offered == [
        *("star", "note", "own-window", "copy-payload", "copy-name", "copy-row", "export"),
    ]
    assert full.pane._menu.isVisible()
    full.pane._menu.close()


def test_the_focus_stays_with_the_list_when_the_first_call_comes(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    qtbot.waitExposed(window)
    window.activateWindow()
    window.pane.connect_page._languages.setFocus()
    qtbot.waitUntil(window.pane.connect_page._languages.hasFocus)
    app.track("Signed Up")
    shown(1)
    qtbot.waitUntil(window.pane.list.hasFocus)


def test_a_session_that_cannot_be_read_is_said_once(full: MainWindow) -> None:
    full.live.trouble.emit(SessionError("The disk is gone.", "Put it back."))
    full.live.trouble.emit(SessionError("The disk is gone.", "Put it back."))
    assert full.notices.notices()[notices.READING].text == "The disk is gone. Put it back."
