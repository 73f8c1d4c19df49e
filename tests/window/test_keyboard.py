"""Everything is done from the list's focus by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.panels.compare_dialog import CompareDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.keyboard import (
    activate,
    choose,
    focus,
    go_down_to,
    held,
    press,
    press_menu_key,
    tab_to,
)

Shown = Callable[[int], None]


@pytest.fixture
def shop(window: MainWindow, app: App, shown: Shown, qtbot: QtBot) -> MainWindow:
    """Six calls of two events, with the keyboard in the list; each call is looked at for a while."""
    seconds = count()
    window.follow_commands._clock = lambda: float(next(seconds))
    app.batch(
        [
            {
                "type": "track",
                "event": "Order Completed" if number % 2 else "Cart Viewed",
                "userId": f"u-{number % 3}",
                "properties": {"revenue": "19.99" if number == 3 else number, "currency": "EUR"},
            }
            for number in range(1, 7)
        ]
    )
    shown(6)
    window.resize(1360, 820)
    activate(window, qtbot)
    window.pane.list.setFocus()
    return window


def looked_at(window: MainWindow, number: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: window.detail.shown_number == number and window.detail.payload.text.is_filled,
        timeout=PATIENCE,
    )


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_a_key_goes_to_one_call_whatever_is_held_with_it(shop: MainWindow, qtbot: QtBot) -> None:
    """Ctrl and Shift belong to the key here; Qt would add to the selection, as for a click."""
    press("Up", "Ctrl+Up", "Ctrl+Up")
    assert list(shop.pane.list.selected_numbers()) == [4]
    with held("Shift+F4"):
        qtbot.waitUntil(lambda: shop.pane.list.selected_number() == 2, timeout=PATIENCE)
    assert list(shop.pane.list.selected_numbers()) == [2]
    with held("Ctrl+F8"):
        qtbot.waitUntil(lambda: shop.pane.list.selected_number() == 3, timeout=PATIENCE)
    assert list(shop.pane.list.selected_numbers()) == [3]
    press("Shift+Down")
    assert list(shop.pane.list.selected_numbers()) == [3, 4]


def test_every_cell_of_a_row_is_filtered_for(shop: MainWindow, shown: Shown) -> None:
    press("Up", "Shift+F10")
    choose("Other columns", "Event: Cart Viewed", "Filter for event:")
    shown(3)
    assert focus() is shop.pane.list
    press("Esc")
    shown(6)
    press_menu_key()
    choose("Other columns", "User: u-0", "Filter out user:u-0")
    shown(4)


def test_a_line_of_the_payload_becomes_a_column_and_goes_again(
    shop: MainWindow, qtbot: QtBot
) -> None:
    press("Up")
    looked_at(shop, 6, qtbot)
    tab_to(shop.detail.payload.text)
    while shop.detail.payload.text.caret_pointer != "/properties/revenue":
        press("Down")
    press("Shift+F10")
    choose("Add as a column")
    assert list(shop.live.table.paths) == [("properties", "revenue")]
    press_menu_key()
    choose("Copy path for a filter")
    assert clipboard() == "properties.revenue"
    press("Shift+Tab", "Shift+Tab")
    assert focus() is shop.pane.list
    qtbot.waitUntil(lambda: shop.live.table.index(5, 9).data() == "6", timeout=PATIENCE)
    press("Shift+F10")
    choose("Other columns", "revenue: 6", "Take this column away")
    assert list(shop.live.table.paths) == []


@pytest.mark.parametrize("page", ["Ctrl+9", "Ctrl+Shift+9", "Ctrl+6"])
def test_values_have_their_menu_wherever_they_are_shown(
    shop: MainWindow, shown: Shown, page: str, qtbot: QtBot
) -> None:
    """In the tree, in the table and in the inspector of the properties."""
    press("Up")
    looked_at(shop, 6, qtbot)
    press(page, "Tab", "Home")
    go_down_to("currency")
    press("Shift+F10")
    choose("Copy path")
    assert clipboard() == "/properties/currency"
    press_menu_key()
    choose("Add as a column")
    assert list(shop.live.table.paths) == [("properties", "currency")]
    press("Shift+F10")
    choose("Filter out properties.currency:EUR")
    shown(0)


def test_pinned_fields_have_their_menu(shop: MainWindow, shown: Shown, qtbot: QtBot) -> None:
    press("Up")
    looked_at(shop, 6, qtbot)
    tab_to(shop.detail.payload.text)
    while shop.detail.payload.text.caret_pointer != "/properties/revenue":
        press("Down")
    press("Ctrl+Shift+I", "Shift+Tab")
    assert focus() is shop.detail.payload.pinned.view
    press("Down", "Shift+F10")
    choose("Copy value")
    assert clipboard() == "6"
    press("Shift+F10")
    choose("Filter for properties.revenue:6")
    shown(1)


def test_a_finding_has_its_menu(shop: MainWindow, qtbot: QtBot) -> None:
    press("Home", "Down", "Down")
    looked_at(shop, 3, qtbot)
    tab_to(shop.detail.findings.list)
    press("Down", "Shift+F10")
    choose("Copy finding")
    assert "/properties/revenue" in clipboard()


def test_two_calls_are_compared_by_looking_at_one_after_the_other(
    shop: MainWindow, qtbot: QtBot
) -> None:
    press("Home")
    looked_at(shop, 1, qtbot)
    press("Down", "Down")
    looked_at(shop, 3, qtbot)
    press("Ctrl+Down", "J", "Ctrl+M")
    dialog = compared(shop, qtbot)
    assert dialog.rows.titles[2:] == ("#4 Cart Viewed", "#5 Order Completed")
    press("Esc")
    activate(shop, qtbot)
    press("Alt+Left", "Alt+Left", "Ctrl+M")
    dialog = compared(shop, qtbot)
    assert dialog.rows.titles[2:] == ("#2 Cart Viewed", "#3 Order Completed")
    assert focus() is dialog.table
    press("Esc")
    activate(shop, qtbot)
    press("Shift+Down", "Ctrl+M")
    dialog = compared(shop, qtbot)
    assert dialog.rows.titles[2:] == ("#3 Order Completed", "#4 Cart Viewed")
    dialog.close()


def compared(window: MainWindow, qtbot: QtBot) -> CompareDialog:
    """The one comparison that is open, with the keyboard in it."""
    qtbot.waitUntil(lambda: len(window.findChildren(CompareDialog)) == 1, timeout=PATIENCE)
    (dialog,) = window.findChildren(CompareDialog)
    activate(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() > 0, timeout=PATIENCE)
    return dialog
