"""A call in a window of its own stays there, with its keys, its theme and its masks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.window.call_window import CallWindow
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_accessibility import marked_up, nameless


def opened(window: MainWindow, number: int, qtbot: QtBot) -> CallWindow:
    window.pane.list.select(number)
    qtbot.waitUntil(lambda: window.detail.shown_number == number, timeout=PATIENCE)
    window.actions_by_id["own-window"].trigger()
    shown = window.call_windows.open[-1]
    qtbot.waitUntil(lambda: shown.detail.shown_number == number, timeout=PATIENCE)
    return shown


def press(shown: CallWindow, key: str) -> None:
    (action,) = [
        action for action in shown.actions_by_id.values() if action.shortcut() == QKeySequence(key)
    ]
    action.trigger()


def test_it_stays_on_its_call(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.track("Order Completed", revenue="19.99")
    app.track("Order Refunded", revenue=1)
    shown(2)
    first = opened(window, 1, qtbot)
    assert first.windowTitle().startswith("#1 Order Completed · ")
    second = opened(window, 2, qtbot)
    assert [each.number for each in window.call_windows.open] == [1, 2]
    assert first.detail.shown_number == 1
    assert opened(window, 2, qtbot) is second
    window.call_windows.show_selected()
    window.pane.list.select(1)
    assert window.call_windows.show_selected() is first
    assert len(window.call_windows.open) == 2
    assert nameless(first) == []
    assert marked_up(first) == []
    press(first, "F8")
    press(first, "Ctrl+Shift+V")
    assert QGuiApplication.clipboard().text() == '"19.99"'
    press(first, "Ctrl+2")
    assert first.detail.pages.currentWidget() is first.detail.raw
    window.appearance.choose(ThemeChoice.DARK)
    assert first.detail._theme.name == second.detail._theme.name == "dark"
    press(first, "Ctrl+W")
    assert [each.number for each in window.call_windows.open] == [2]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.close()
    assert window.call_windows.open == []


def test_what_is_around_the_call_leads_back_to_the_list(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    for _ in range(2):
        app.track("Order Completed", revenue=19.99)
    shown(2)
    call = opened(window, 2, qtbot)
    call.detail.parts.setCurrentWidget(call.detail.session)
    surveyor = call.detail.session.surveyor
    qtbot.waitUntil(lambda: bool(surveyor.found.strands), timeout=PATIENCE)
    call.detail.session.event_chosen.emit(1)
    assert window.pane.list.selected_number() == 1
    assert call.detail.shown_number == 2
    call.detail.filter_wanted.emit("event:x", False)  # noqa: FBT003 - a signal
    assert window.filter_bar.needle == "event:x"


def test_a_key_is_masked_there_too(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    key = "wk_live_5f2a9c3f77d1"
    app.track("A", k=1)
    app.post("/v1/track", f'{{"event": "B", "type": "track", "writeKey": "{key}"}}'.encode())
    shown(2)
    call = opened(window, 2, qtbot)
    text = call.detail.payload.text
    qtbot.waitUntil(lambda: "writeKey" in text.toPlainText(), timeout=PATIENCE)
    assert key not in text.toPlainText()
    reveal = window.actions_by_id["reveal-keys"]
    reveal.trigger()
    qtbot.waitUntil(lambda: key in text.toPlainText(), timeout=PATIENCE)
    reveal.trigger()
    qtbot.waitUntil(lambda: key not in text.toPlainText(), timeout=PATIENCE)
