"""A new error lights its row once; who asked for it is told of what a filter of its own finds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.notifying import ORDINARY, Wish
from debugger.window.panels.notify_dialog import NotifyDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_accessibility import marked_up, nameless

Told = list[tuple[str, str, int]]


def listen(window: MainWindow) -> Told:
    told: Told = []
    window.notify_commands.notifier.told.connect(lambda *each: told.append(each))
    return told


def test_nothing_is_told_unless_it_is_asked_for(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    told = listen(window)
    assert window.notify_commands.notifier.wish() == Wish(
        message=False, sound=False, filter=ORDINARY
    )
    app.track("Order Completed", revenue="19.99")
    shown(1)
    assert window.notify_commands.notifier._searcher is None
    assert told == []


def test_what_its_filter_finds_is_told_and_the_rest_of_a_burst_together(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    told = listen(window)
    app.track("Old Error", revenue="19.99")
    shown(1)
    window.actions_by_id["notify"].trigger()
    (dialog,) = window.findChildren(NotifyDialog)
    assert nameless(dialog) == []
    assert marked_up(dialog) == []
    dialog.filter.setText("severity>=")
    assert not dialog.save.isEnabled()
    assert dialog.wrong.text()
    dialog.filter.setText("event:Order*")
    dialog.message.setChecked(True)
    dialog.save.click()
    app.track("Order Completed", revenue="19.99")
    app.track("Walk Booked", revenue="19.99")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
    assert told[0] == ("Order Completed", "1 error", 2)
    app.track("Order Refunded")
    app.track("Order Updated")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    assert told[1] == ("2 calls", "Found by event:Order*", 5)
    assert window.notify_commands.notifier.wish().filter == "event:Order*"


def test_the_row_of_a_new_error_is_lit_once(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    lit = QColor(window.appearance.theme.lit_error)
    ground = QColor(window.appearance.theme.background)

    def ground_of(row: int) -> QColor:
        events = window.pane.list
        picture = events.viewport().grab().toImage()
        return picture.pixelColor(2, events.rowViewportPosition(row) + 4)

    app.track("Fine")
    app.track("Order Completed", revenue="19.99")
    shown(2)
    QApplication.processEvents()
    assert ground_of(0) == ground
    assert ground_of(1) == lit
    qtbot.waitUntil(lambda: ground_of(1) == ground, timeout=PATIENCE)
