"""Who starts for the first time is led to a call of their own, once; a sample session is a click away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.panels.task_dialog import TaskDialog
from debugger.window.panels.welcome_dialog import ARRIVED, STEPS, WelcomeDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_accessibility import marked_up, nameless


def said(dialog: WelcomeDialog) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_three_steps_end_with_the_first_call_and_its_findings(
    window: MainWindow, app: App, qtbot: QtBot
) -> None:
    window.commands.welcome.offer()
    (dialog,) = window.findChildren(WelcomeDialog)
    assert nameless(dialog) == []
    assert marked_up(dialog) == []
    assert window.capture.address in said(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert f"{window.capture.address}/v1/track" in dialog._command.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.pages.currentIndex() == ARRIVED == len(STEPS) - 1
    assert not dialog.further.isEnabled()
    dialog.back.click()
    app.track("Order Completed", revenue="19.99")
    qtbot.waitUntil(lambda: "Order Completed arrived" in said(dialog), timeout=PATIENCE)
    assert "1 error" in said(dialog)
    dialog.further.click()
    assert window.pane.list.selected_number() == 1
    assert window.settings.number("welcomed", 0) == 1


def test_it_can_be_skipped_and_never_comes_again_unless_it_is_asked_for(
    open_window: Callable[..., MainWindow],
) -> None:
    first = open_window()
    first.commands.welcome.offer()
    (dialog,) = first.findChildren(WelcomeDialog)
    dialog.skip.click()
    again = open_window()
    again.commands.welcome.offer()
    assert not again.findChildren(WelcomeDialog)
    again.actions_by_id["welcome"].trigger()
    assert again.findChildren(WelcomeDialog)


def test_the_sample_session_is_made_once_and_opened(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["sample"].trigger()
    qtbot.waitUntil(lambda: len(window.windows.open) == 2, timeout=PATIENCE)
    sample = window.windows.open[1]
    qtbot.waitUntil(lambda: sample.live.totals.counts.events == 24, timeout=PATIENCE)
    assert sample.live.totals.counts.errors
    assert sample.live.totals.counts.dropped
    assert {source.library for source in sample.live.totals.sources} >= {
        "analytics.js",
        "analytics-python",
        "analytics-swift",
    }
    sample.close()
    window.actions_by_id["sample"].trigger()
    assert len(window.windows.open) == 2
    assert not [each for each in window.findChildren(TaskDialog) if each.isVisible()]
