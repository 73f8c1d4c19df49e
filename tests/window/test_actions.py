"""Every action is in a menu, has a key of its own, says what it does, and does something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from debugger.resources import resource
from debugger.window.about import ShortcutSheet
from debugger.window.actions.menus import in_menus, keys_text
from debugger.window.actions.spec import plain
from debugger.window.actions.table import ACTIONS
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App


def test_every_action_has_words_and_a_key() -> None:
    for spec in ACTIONS:
        assert plain(spec.text)
        assert spec.tip[0].isupper()
        assert not spec.tip.endswith(".")
        assert not QKeySequence(spec.key).isEmpty(), spec.id
        assert not spec.icon or resource("icons", f"{spec.icon}.svg").is_file()


def test_no_two_actions_share_a_key_an_id_or_a_mnemonic() -> None:
    for shared in (
        Counter(spec.id for spec in ACTIONS),
        Counter(QKeySequence(key).toString() for spec in ACTIONS for key in (spec.key, *spec.also)),
        Counter((spec.menu, spec.text[spec.text.index("&") + 1].lower()) for spec in ACTIONS),
    ):
        assert max(shared.values()) == 1, shared.most_common(2)


def test_the_menus_hold_every_action(window: MainWindow) -> None:
    entries = {action.objectName() for _, menu in in_menus(window) for action in menu}
    assert entries >= {spec.id for spec in ACTIONS}
    assert set(window.commands.slots()) == {spec.id for spec in ACTIONS}


def test_the_shortcut_sheet_lists_every_key(window: MainWindow) -> None:
    sheet = ShortcutSheet(window)
    said = {label.text() for label in sheet.findChildren(QLabel)}
    for _, entries in in_menus(window):
        for action in entries:
            assert plain(action.text())
            assert keys_text(action) in said


def test_what_is_done_with_a_call_waits_for_one(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    of_a_call = [window.actions_by_id[spec.id] for spec in ACTIONS if spec.needs_call]
    assert not any(action.isEnabled() for action in of_a_call)
    app.track("Order Completed", revenue="19.99")
    shown(1)
    window.pane.list.select(1)
    assert all(action.isEnabled() for action in of_a_call)
    window.pane.list.follow()
    assert not any(action.isEnabled() for action in of_a_call)


def test_keys_fold_copy_and_turn_the_pages_of_the_call(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.track("Order Completed", revenue="19.99")
    shown(1)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.detail.shown_number == 1, timeout=PATIENCE)
    text = window.detail.payload.text
    qtbot.waitUntil(lambda: "19.99" in text.toPlainText(), timeout=PATIENCE)
    press(window, "Ctrl+Shift+1")
    assert "… 1 item" in text.toPlainText()
    press(window, "Ctrl+Shift+E")
    assert "… 1 item" not in text.toPlainText()
    press(window, "Ctrl+[")
    assert text.toPlainText().startswith("{ … 4 items }")
    press(window, "Ctrl+]")
    assert not text.toPlainText().startswith("{ … 4 items }")
    press(window, "F8")
    press(window, "Ctrl+Shift+V")
    assert QGuiApplication.clipboard().text() == '"19.99"'
    press(window, "Ctrl+Shift+P")
    assert QGuiApplication.clipboard().text() == "/properties/revenue"
    detail = window.detail
    pages = (detail.payload, detail.raw, detail.request, detail.tree, detail.table)
    for key, page in zip(("1", "2", "3", "9", "Shift+9"), pages, strict=True):
        press(window, f"Ctrl+{key}")
        assert detail.pages.currentWidget() is page
    for number in range(4):
        press(window, f"Ctrl+{number + 4}")
        assert window.detail.parts.currentIndex() == number


def test_keys_reach_the_call_from_the_list(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.track("Order Completed", revenue="19.99")
    shown(1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.detail.shown_number == 1, timeout=PATIENCE)
    window.pane.list.setFocus()
    QTest.keyClick(window.pane.list, Qt.Key.Key_F8)
    assert window.detail._lit == 0
    QTest.keyClick(window.pane.list, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.detail.pages.currentWidget() is window.detail.raw


def test_the_slash_finds_in_the_payload_while_the_caret_is_there(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.track("Order Completed", revenue="19.99")
    shown(1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.detail.shown_number == 1, timeout=PATIENCE)
    window.detail.payload.text.setFocus()
    QTest.keyClick(window.detail.payload.text, Qt.Key.Key_Slash)
    bar = window.detail.payload.find_bar
    assert bar.line.hasFocus()
    QTest.keyClicks(bar.line, "rev")
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert window.detail.payload.text.hasFocus()
    assert window.pane.list.selected_number() == 1


def press(window: MainWindow, key: str) -> None:
    """What a key that is pressed brings about."""
    (action,) = [
        each
        for _, menu in in_menus(window)
        for each in menu
        if each.shortcut() == QKeySequence(key)
    ]
    action.trigger()
    QApplication.processEvents()
