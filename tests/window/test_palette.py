"""Everything is reached without a mouse: by the palette, and by single keys where no text is edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from debugger.window.about import ShortcutSheet
from debugger.window.actions.table import ACTIONS
from debugger.window.main_window import MainWindow
from debugger.window.models.palette_rows import Entry
from debugger.window.panels.palette import Palette
from tests.window.app_under_test import PATIENCE, App


def opened(window: MainWindow) -> Palette:
    window.actions_by_id["palette"].trigger()
    palette = window.findChildren(Palette)[-1]
    QApplication.processEvents()
    return palette


def first(palette: Palette) -> Entry:
    return palette.rows.shown[palette.list.currentIndex().row()]


def press(widget: QWidget, key: Qt.Key | str) -> None:
    if isinstance(key, str):
        QTest.keyClicks(widget, key)
    else:
        QTest.keyClick(widget, key)


def test_it_offers_every_action_with_its_keys(window: MainWindow) -> None:
    palette = opened(window)
    titles = {entry.title: entry.key for entry in palette.rows.shown}
    assert len(titles) >= len(ACTIONS) - 1
    assert titles["Filter"] == "Ctrl+F  /"
    disabled = next(each for each in palette.rows.shown if each.title == "Copy payload")
    assert not disabled.enabled
    assert disabled.spoken().endswith("not now")
    palette.close()


def test_typing_and_enter_do_what_is_meant(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.line, "pau")
    assert first(palette).title == "Pause"
    press(palette.line, Qt.Key.Key_Return)
    assert window.live.table.listing.paused
    assert not palette.isVisible()


def test_the_arrows_move_while_typing_and_nothing_is_said_where_nothing_fits(
    window: MainWindow,
) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.line, "theme")
    before = first(palette)
    press(palette.line, Qt.Key.Key_Down)
    assert first(palette) is not before
    QTest.keyClicks(palette.line, "qqq")
    assert palette.rows.shown == []
    assert palette._nothing.isVisible()
    press(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.close()


def test_event_names_filter_and_sessions_open(
    window: MainWindow,
    app: App,
    shown: Callable[[int], None],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    app.track("Order Completed")
    app.track("Walk Booked")
    shown(2)
    other = tmp_path / "sessions" / "Last release.tdsession"
    window.files.save_copy(window.live.reader.path, other)  # type: ignore[union-attr]
    qtbot.waitUntil(other.exists, timeout=PATIENCE)
    palette = opened(window)
    qtbot.waitUntil(
        lambda: any(each.kind == "Event" for each in palette.rows.shown), timeout=PATIENCE
    )
    session = next(each for each in palette.rows.shown if each.title == "Last release")
    assert session.kind == "Session"
    QTest.keyClicks(palette.line, "walk")
    assert first(palette).kind == "Event"
    press(palette.line, Qt.Key.Key_Return)
    assert window.filter_bar.needle == 'event:"Walk Booked"'
    shown(1)


def test_single_keys_act_on_the_list_and_are_typed_where_text_is_edited(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    for event in ("First", "Second", "Third"):
        app.track(event)
    shown(3)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    events = window.pane.list
    events.setFocus()
    press(events, "k")
    assert events.selected_number() == 3
    press(events, "k")
    press(events, "k")
    press(events, "k")
    assert events.selected_number() == 1
    press(events, "j")
    assert events.selected_number() == 2
    window.detail.payload.text.setFocus()
    press(window.detail.payload.text, "j")
    assert events.selected_number() == 3
    press(events, "f")
    assert events.following
    assert events.selected_number() is None
    press(events, "/")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.filter_bar.isAncestorOf(focused)
    for letter in "jkfsn/?":
        press(focused, letter)
    assert focused.property("text") == "jkfsn/?"
    assert not window.findChildren(ShortcutSheet)
    window.commands.leave_filter()
    press(events, "?")
    assert window.findChildren(ShortcutSheet)


def test_the_palette_is_spoken(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.line, "pau")
    spoken = QAccessible.queryAccessibleInterface(palette.list)
    assert spoken.text(QAccessible.Text.Name) == "What fits"
    child = spoken.child(0)
    assert child.text(QAccessible.Text.Name).startswith("Pause, Capture, Ctrl+P, Hold the list")
    palette.close()
