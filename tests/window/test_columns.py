"""Columns: any path of a payload, shown, hidden, ordered and remembered; the time in four ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from debugger.window.background.path_values import MOST_KEPT, PathValue, term_of, text_at
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import TITLES, Column
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES, send_all

Shown = Callable[[int], None]
REVENUE = ("properties", "revenue")
FIRST = len(TITLES)


def cell(window: MainWindow, row: int, column: int) -> str:
    table = window.live.table
    return str(table.data(table.index(row, column)))


def chosen(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if each.text().startswith(words))


@pytest.fixture
def shop(window: MainWindow, app: App, shown: Shown) -> MainWindow:
    app.track("Order Completed", revenue=120, products=[{"sku": "A-1"}, {"sku": "B"}])
    app.track("Cart Viewed", currency="EUR")
    app.post("/v1/track", b'{"type":"track","properties":{"revenue":NaN}}')
    shown(3)
    return window


def menu_at(window: MainWindow, row: int, column: int) -> QMenu:
    """The menu that a right click on a cell opens."""
    events = window.pane.list
    events.scrollTo(window.live.table.index(row, column))
    place = events.visualRect(window.live.table.index(row, column)).center()
    QTest.mouseClick(events.viewport(), Qt.MouseButton.RightButton, pos=place)
    events.customContextMenuRequested.emit(place)
    menu = window.pane._menu
    assert menu.isVisible()
    menu.close()
    return menu


def reads(window: MainWindow, row: int, column: int, text: str) -> Callable[[], bool]:
    return lambda: cell(window, row, column) == text


def test_a_path_becomes_a_column_from_the_payload_and_is_remembered(
    shop: MainWindow, shown: Shown, qtbot: QtBot, open_window: Callable[..., MainWindow], app: App
) -> None:
    shop.pane.list.select(1)
    text = shop.detail.payload.text
    qtbot.waitUntil(lambda: text.rows_there > 8, timeout=PATIENCE)
    line = next(each for each in range(40) if text.rows.layout.pointer(each).endswith("revenue"))
    text.light_line(line)
    cursor = text.textCursor()
    cursor.setPosition(text.document().findBlockByNumber(text.lit_row or 0).position())
    text.setTextCursor(cursor)
    chosen(shop.detail.payload.menu(), "Add as a column").trigger()
    qtbot.waitUntil(reads(shop, 0, FIRST, "120"), timeout=PATIENCE)
    qtbot.waitUntil(reads(shop, 1, FIRST, ""), timeout=PATIENCE)
    qtbot.waitUntil(reads(shop, 2, FIRST, "nan"), timeout=PATIENCE)
    header = shop.pane.list.horizontalHeader()
    assert header.visualIndex(FIRST) < header.visualIndex(Column.USER)
    assert shop.live.table.headerData(FIRST, Qt.Orientation.Horizontal) == "revenue"
    shop.detail.column_wanted.emit(REVENUE)  # once is enough
    assert len(shop.live.table.paths) == 1
    app.track("Later", revenue=7)
    shown(4)
    qtbot.waitUntil(reads(shop, 3, FIRST, "7"), timeout=PATIENCE)
    chosen(shop.column_commands.menu(), "Source").setChecked(False)
    header.resizeSection(FIRST, 91)
    shop.close()
    other = open_window()
    again = other.pane.list.horizontalHeader()
    assert list(other.live.table.paths) == [REVENUE]
    assert again.sectionSize(FIRST) == 91
    assert again.isSectionHidden(Column.SOURCE)
    chosen(other.column_commands.menu(), "Take away revenue").trigger()
    assert list(other.live.table.paths) == []
    chosen(other.column_commands.menu(), "All columns as at first").trigger()
    assert not again.isSectionHidden(Column.SOURCE)


def test_what_is_kept_of_values_is_bounded(shop: MainWindow, qtbot: QtBot) -> None:
    shop.column_commands.add(REVENUE)
    values = shop.column_commands.values
    values._take(dict.fromkeys(range(10, 10 + 2 * MOST_KEPT), (PathValue("x", None),)))
    assert len(values._shown) == MOST_KEPT
    qtbot.waitUntil(reads(shop, 0, FIRST, "120"), timeout=PATIENCE)


def test_values_are_said_in_short() -> None:
    fields = {"a": [{"b": 1}, {"b": "x\u202e"}, {"b": None}, {"b": True}], "c": {"d": [1, 2]}}
    assert text_at(fields, ("a", -1, "b")) == "1, x\\u202e, null, …"
    assert text_at(fields, ("c",)) == "{1}"
    assert text_at(fields, ("c", "d")) == "[2]"
    assert text_at(fields, ("z",)) == ""


def test_values_are_filtered_for_by_the_first() -> None:
    fields = {"properties": {"a": [{"b": 1}, {"b": 2}], "url": "x" * 5000, "none": None}}
    assert term_of(fields, ("properties", "a", -1, "b")) == "properties.a[].b:1"
    assert term_of(fields, ("properties", "a")) == "has:properties.a"
    assert term_of(fields, ("properties", "url")) == "has:properties.url"
    assert term_of(fields, ("properties", "none")) == "properties.none:null"
    assert term_of(fields, ("properties", "z")) is None


def test_a_cell_of_a_path_is_filtered_for_copied_and_taken_away(
    shop: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    shop.column_commands.add(REVENUE)
    shop.column_commands.add(("properties", "products", -1, "sku"))
    qtbot.waitUntil(reads(shop, 0, FIRST, "120"), timeout=PATIENCE)
    shop.pane.list.select(1)
    menu = menu_at(shop, 0, FIRST + 1)
    assert [each.text() for each in menu.actions()][:6] == [
        "Filter for properties.products[].sku:A-1",
        "Filter out properties.products[].sku:A-1",
        "Copy value",
        "Copy path for a filter",
        "Take this column away",
        "Other columns",
    ]
    chosen(menu, "Copy path for").trigger()
    assert QGuiApplication.clipboard().text() == "properties.products[].sku"
    menu = menu_at(shop, 0, FIRST)
    chosen(menu, "Copy path").trigger()
    assert QGuiApplication.clipboard().text() == "/properties/revenue"
    chosen(menu, "Copy value").trigger()
    assert QGuiApplication.clipboard().text() == "120"
    chosen(menu, "Take this column away").trigger()
    assert list(shop.live.table.paths) == [("properties", "products", -1, "sku")]
    qtbot.waitUntil(reads(shop, 0, FIRST, "A-1, B"), timeout=PATIENCE)
    chosen(menu_at(shop, 0, FIRST), "Filter out").trigger()
    shown(2)
    qtbot.waitUntil(reads(shop, 0, FIRST, ""), timeout=PATIENCE)
    assert menu_at(shop, 0, FIRST).actions()[0].text() == "Copy path for a filter"


def test_what_was_kept_may_be_broken(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    for kept in ("[broken", "7", '["a..b"]', '{"a": 1}'):
        window.settings.keep("columns/paths", kept)
        assert window.column_commands._kept_paths() in ([], [("a",)])


def test_the_time_is_told_in_four_ways(shop: MainWindow) -> None:
    actions = shop.actions_by_id
    actions["time-start"].trigger()
    assert cell(shop, 0, Column.TIME) == "+0 ms"
    assert shop.live.table.headerData(Column.TIME, Qt.Orientation.Horizontal) == "Start +"
    actions["time-previous"].trigger()
    assert cell(shop, 0, Column.TIME) == "—"
    assert cell(shop, 1, Column.TIME) == cell(shop, 1, Column.DELTA)
    actions["time-selected"].trigger()
    assert ":" in cell(shop, 0, Column.TIME)
    shop.pane.list.select(2)
    assert cell(shop, 1, Column.TIME) == "+0 ms"
    assert cell(shop, 0, Column.TIME).startswith(("-", "+0"))
    assert shop.settings.text("columns/time") == "selected"
    actions["time-clock"].trigger()
    assert ":" in cell(shop, 1, Column.TIME)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_gallery_of_columns(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot, theme: str
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.appearance.choose(ThemeChoice(theme))
    shown(send_all(app))
    window.column_commands.add(REVENUE)
    window.column_commands.add(("properties", "products", -1, "sku"))
    window.actions_by_id["time-start"].trigger()
    qtbot.waitUntil(reads(window, 5, FIRST, "19.99"), timeout=PATIENCE)
    for width, height in ((780, 540), (1000, 650), (1600, 1000)):
        window.resize(width, height)
        QApplication.processEvents()
        qtbot.wait(60)  # a frame, for what is drawn with the next one
        path = PICTURES / f"columns-{theme}-{width}x{height}.png"
        assert window.grab().save(str(path))
