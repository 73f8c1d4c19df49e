"""In a narrow list an event's name can be read: what else tells the same is left out, and comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from tests.window.app_under_test import App

LEAST = 120
"""Pixels in which `Order Completed` can be read."""


def left_out(window: MainWindow) -> set[Column]:
    header = window.pane.list.horizontalHeader()
    return {column for column in Column if header.isSectionHidden(column)}


def wide(window: MainWindow, width: int) -> None:
    window.resize(width, 600)
    QApplication.processEvents()


def test_a_name_can_be_read_in_the_narrowest_window(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.track("Order Completed")
    shown(1)
    wide(window, 1000)
    assert left_out(window) == set()
    wide(window, window.minimumWidth())
    assert Column.DELTA in left_out(window)
    assert window.pane.list.columnWidth(Column.EVENT) >= LEAST
    wide(window, 1000)
    assert left_out(window) == set()


def test_an_ordinary_window_has_room_for_every_column(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.track("Order Completed")
    shown(1)
    window.resize(1360, 820)
    QApplication.processEvents()
    assert left_out(window) == set()


def test_what_the_person_shows_stays(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.track("Order Completed")
    shown(1)
    wide(window, window.minimumWidth())
    menu = window.column_commands.menu()
    (delta,) = (each for each in menu.actions() if each.text().startswith("Δ"))
    assert delta.text().endswith("(no room)")
    assert delta.isChecked()
    delta.setChecked(False)
    delta.setChecked(True)
    wide(window, window.minimumWidth() + 1)
    assert Column.DELTA not in left_out(window)


def test_what_was_left_out_is_not_remembered(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = open_window()
    App(first.capture.address).track("Order Completed")
    qtbot.waitUntil(lambda: first.live.table.rowCount() == 1)
    wide(first, first.minimumWidth())
    assert left_out(first)
    first.close()
    second = open_window()
    App(second.capture.address).track("Order Completed")
    qtbot.waitUntil(lambda: second.live.table.rowCount() == 1)
    wide(second, 1000)
    assert left_out(second) == set()


def test_less_is_left_out_when_the_text_gets_smaller(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.track("Order Completed")
    shown(1)
    wide(window, window.minimumWidth())
    assert left_out(window)
    window.appearance.scale_text(80)
    QApplication.processEvents()
    assert left_out(window) == set()
    window.appearance.scale_text(100)
