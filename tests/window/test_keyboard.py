"""Everything is done from the list's focus by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TypeVar

import pytest
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QDialog, QLabel, QTreeView
from pytestqt.qtbot import QtBot

from debugger.window import notices
from debugger.window.about import ShortcutSheet
from debugger.window.actions.places import PLACES
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from debugger.window.panels.columns_dialog import ColumnsDialog
from debugger.window.panels.compare_dialog import CompareDialog
from debugger.window.panels.deliveries_dialog import DeliveriesDialog
from debugger.window.panels.groups_dialog import GroupsDialog
from debugger.window.panels.note_dialog import NoteDialog
from debugger.window.panels.palette import Palette
from debugger.window.widgets.column_arrangement import MOST_PATHS
from tests.window.app_under_test import PATIENCE, App
from tests.window.keyboard import (
    activate,
    choose,
    focus,
    go_down_to,
    held,
    opened_menu,
    press,
    press_menu_key,
    tab_to,
    type_text,
)
from tests.window.test_timeline import looks_nearer

Shown = Callable[[int], None]
Dialog = TypeVar("Dialog", bound=QDialog)


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


def test_columns_are_shown_moved_sized_added_and_taken_away(shop: MainWindow, qtbot: QtBot) -> None:
    header = shop.pane.list.horizontalHeader()
    dialog = opened_by("Ctrl+Shift+F6", ColumnsDialog, shop, qtbot)
    assert focus() is dialog.columns
    press("End", "Space")
    assert header.isSectionHidden(Column.FINDINGS)
    press("Space", "Alt+Up", "Alt+Up")
    assert not header.isSectionHidden(Column.FINDINGS)
    assert header.visualIndex(Column.FINDINGS) == header.visualIndex(Column.USER) - 1
    width = header.sectionSize(Column.FINDINGS)
    press("Alt+Right", "Alt+Right", "Alt+Left")
    assert header.sectionSize(Column.FINDINGS) == width + 10
    assert dialog.about.text() == f"Findings: {width + 10} pixels wide"
    press("Alt+Down", "Alt+Down", "Alt+Down")
    assert header.visualIndex(Column.FINDINGS) == header.count() - 1
    press("Alt+P")
    type_text("properties..")
    press("Return")
    assert dialog.about.text() == "That is no path: a name is missing."
    press("Backspace", "Backspace")
    type_text(".currency")
    press("Return")
    activate(dialog, qtbot)  # as a window manager does once the offers are gone
    assert list(shop.live.table.paths) == [("properties", "currency")]
    assert focus() is dialog.columns
    spoken = QAccessible.queryAccessibleInterface(dialog.columns)
    assert spoken.text(QAccessible.Text.Description) == "currency: 110 pixels wide"
    press("Delete")
    assert list(shop.live.table.paths) == []
    press("Alt+F", "Esc")
    assert header.visualIndex(Column.FINDINGS) == Column.FINDINGS
    activate(shop, qtbot)
    assert focus() is shop.pane.list


def test_a_path_is_found_by_a_few_letters_until_there_are_enough(
    shop: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened_by("Ctrl+Shift+F6", ColumnsDialog, shop, qtbot)
    qtbot.waitUntil(lambda: dialog.path.completer() is not None, timeout=PATIENCE)
    press("Alt+P")
    type_text("curr")
    press("Down", "Return")
    activate(dialog, qtbot)  # as a window manager does once the offers are gone
    press("Return")
    assert list(shop.live.table.paths) == [("properties", "currency")]
    for number in range(MOST_PATHS):
        press("Alt+P")
        dialog.path.setText(f"properties.n{number}")
        press("Return")
    assert len(shop.live.table.paths) == MOST_PATHS
    assert dialog.about.text() == "There are 20 columns of paths: take one away first."
    assert notices.NO_MORE_COLUMNS in shop.notices.notices()


def opened_by(key: str, kind: type[Dialog], window: MainWindow, qtbot: QtBot) -> Dialog:
    """The dialog that a key opens, with the keyboard in it."""
    press(key)
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=PATIENCE
    )
    (dialog,) = [each for each in window.findChildren(kind) if each.isVisible()]
    activate(dialog, qtbot)
    return dialog


def test_groups_are_looked_into_filtered_by_and_followed_to_a_call(
    shop: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    dialog = opened_by("Ctrl+Shift+F5", GroupsDialog, shop, qtbot)
    qtbot.waitUntil(dialog.table.hasFocus, timeout=PATIENCE)
    go_down_to("revenue")
    qtbot.waitUntil(lambda: dialog.calls.rowCount() > 0, timeout=PATIENCE)
    tab_to(dialog.call_table)
    press("Down", "Return")
    looked_at(shop, 3, qtbot)
    kinds = dialog.kinds.buttons()
    tab_to(kinds[4])
    press("Left", "Left", "Left", "Left")
    assert kinds[0].isChecked()
    assert focus() is kinds[0]
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2, timeout=PATIENCE)
    tab_to(dialog.table)
    go_down_to("Cart Viewed")
    press("Return")
    shown(3)
    press("Esc")
    qtbot.waitUntil(lambda: not shop.findChildren(GroupsDialog), timeout=PATIENCE)
    activate(shop, qtbot)
    press("Esc")
    shown(6)


def test_a_stretch_of_the_timeline_is_selected_and_given_up(shop: MainWindow, qtbot: QtBot) -> None:
    timeline = shop.timeline_commands.timeline
    counted = "6 calls"
    qtbot.waitUntil(lambda: counted in timeline.accessibleDescription(), timeout=PATIENCE)
    press("Ctrl+F9")
    assert focus() is timeline
    press("Left", "Return")
    qtbot.waitUntil(lambda: shop.live.stretch is not None, timeout=PATIENCE)
    assert shop.filter_bar.needle.startswith("after:")
    press("Shift+Left", "Shift+Left")
    before = shop.live.stretch
    press("Shift+Left")
    qtbot.waitUntil(lambda: shop.live.stretch != before, timeout=PATIENCE)
    press("+", "+")
    assert looks_nearer(timeline)
    press("0", "-")
    assert not looks_nearer(timeline)
    press("Esc")
    qtbot.waitUntil(lambda: shop.live.stretch is None, timeout=PATIENCE)
    assert shop.filter_bar.needle == ""
    tab_to(shop.pane.list)


def test_where_the_findings_are_is_gone_to_from_the_list(shop: MainWindow, qtbot: QtBot) -> None:
    """What the strip beside the scroll bar shows."""
    press("Ctrl+F8")
    qtbot.waitUntil(lambda: shop.pane.list.selected_number() == 3, timeout=PATIENCE)
    looked_at(shop, 3, qtbot)
    press("F8")
    assert shop.detail.payload.text.caret_pointer == "/properties/revenue"
    press("Ctrl+4", "Tab")
    assert focus() is shop.detail.findings.list
    press("Ctrl+Shift+1", "Down", "Return")
    lit = shop.detail.payload.text.lit_row
    assert lit is not None
    assert shop.detail.payload.text.pointer_of(lit) == "/properties/revenue"


def test_the_sheet_of_keys_opens_by_a_question_mark(shop: MainWindow) -> None:
    press("?")
    (sheet,) = shop.findChildren(ShortcutSheet)
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {key.keys for place in PLACES for key in place.keys} <= said
    sheet.close()


def test_from_the_list_to_the_payload_and_back(shop: MainWindow, qtbot: QtBot) -> None:
    press("Home")
    looked_at(shop, 1, qtbot)
    press("Ctrl+C")
    assert clipboard().startswith('{"type": "track", "event": "Order Completed"')
    press("Return")
    assert focus() is shop.detail.payload.text
    press("F12")
    assert focus() is shop.pane.list
    press("F9", "Return")
    assert shop.detail.isVisible()
    assert focus() is shop.detail.payload.text
    press("Ctrl+F", "F12")
    assert focus() is shop.pane.list


def test_lines_and_branches_are_selected_folded_and_copied(shop: MainWindow, qtbot: QtBot) -> None:
    press("Home")
    looked_at(shop, 1, qtbot)
    press("Return", "Shift+Down", "Shift+Down", "Ctrl+C")
    assert clipboard() == '{\n  "type": "track",\n'
    press("Ctrl+9", "Tab")
    tree = focus()
    assert isinstance(tree, QTreeView)
    go_down_to("properties")
    press("Left")
    assert not tree.isExpanded(tree.currentIndex())
    press("Right", "Ctrl+C")
    assert tree.isExpanded(tree.currentIndex())
    assert clipboard() == "properties 2 members object"


def test_all_calls_are_noted_and_starred(shop: MainWindow, qtbot: QtBot) -> None:
    press("Home", "Ctrl+A")
    opened_by("N", NoteDialog, shop, qtbot)
    type_text("Checked S and N")
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: not shop.findChildren(NoteDialog), timeout=PATIENCE)
    activate(shop, qtbot)
    press("S")

    def marks() -> list[tuple[bool, str]]:
        lines = [shop.live.table.line(row) for row in range(6)]
        return [(line.row.mark.starred, line.row.mark.note) for line in lines if line]

    qtbot.waitUntil(lambda: marks() == [(True, "Checked S and N")] * 6, timeout=PATIENCE)


def test_what_a_notice_offers_is_taken(shop: MainWindow, shown: Shown, qtbot: QtBot) -> None:
    press("Shift+F12")
    assert focus() is shop.pane.list
    press("Ctrl+L")
    shown(0)
    press("Shift+F12", "Space")
    shown(6)
    shop.filter_bar.look_for("number!=4")
    shown(5)
    press("F12", "Home", "Down")
    looked_at(shop, 2, qtbot)
    shop.commands.go_to(4)
    press("Shift+F12", "Space")
    looked_at(shop, 4, qtbot)


def test_a_notice_is_announced(shop: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    press("Ctrl+L")
    assert told == ["6 calls cleared from view. Nothing was deleted."]
    assert shop.notices.notices()[notices.CLEARED].text == told[0]


def test_a_low_window_says_that_it_has_no_room_for_the_timeline(shop: MainWindow) -> None:
    shop.resize(1000, 560)
    press("Ctrl+F9")
    assert focus() is shop.pane.list
    said = shop.notices.notices()[notices.NO_TIMELINE].text
    assert said == "The timeline needs a window of 700 pixels of height, and this one has 560."
    shop.resize(1000, 720)
    press("Ctrl+F9")
    assert focus() is shop.timeline_commands.timeline
    assert notices.NO_TIMELINE not in shop.notices.notices()


def test_a_source_is_shown_alone_and_told_of(shop: MainWindow, shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(shop.status.sources.chips), timeout=PATIENCE)
    tab_to(shop.status.sources.chips[0])
    press("Shift+F10")
    assert any(each.text().startswith("Name and colour") for each in opened_menu().actions())
    press("Esc", "Space")
    assert shown_alone(shop)
    press("Esc")
    assert not shown_alone(shop)
    shown(6)


def shown_alone(window: MainWindow) -> bool:
    return window.live.source is not None


def test_deliveries_are_looked_through_to_a_call(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    twice = {"type": "track", "event": "Order Completed", "userId": "u", "messageId": "m-1"}
    app.batch([twice])
    app.batch([twice])
    shown(8)
    dialog = opened_by("Ctrl+T", DeliveriesDialog, shop, qtbot)
    qtbot.waitUntil(dialog.table.hasFocus, timeout=PATIENCE)
    press("Down")
    qtbot.waitUntil(lambda: dialog.tries.model().rowCount() == 2, timeout=PATIENCE)
    tab_to(dialog.tries)
    press("Down", "Down", "Return")
    qtbot.waitUntil(lambda: shop.pane.list.selected_number() == 8, timeout=PATIENCE)


def test_the_palette_does_what_a_few_letters_find(shop: MainWindow, qtbot: QtBot) -> None:
    dialog = opened_by("Ctrl+K", Palette, shop, qtbot)
    type_text("colum")
    press("Down", "Up")
    assert dialog.rows.shown[dialog.list.currentIndex().row()].title == "Columns"
    press("Return")
    qtbot.waitUntil(lambda: bool(shop.findChildren(ColumnsDialog)), timeout=PATIENCE)


def test_the_newest_are_followed_held_and_gone_back_to(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    press("Home")
    app.track("Cart Viewed")
    shown(7)
    assert shop.pane.list.unseen == 1
    assert shop.pane.list.selected_number() == 1
    press("F")
    assert shop.pane.list.following
    press("Ctrl+P")
    app.track("Cart Viewed")
    qtbot.waitUntil(lambda: shop.live.table.listing.held == 1, timeout=PATIENCE)
    press("Ctrl+P")
    shown(8)
    press("Ctrl+L", "Ctrl+Z")
    shown(8)
