"""The filter as a person has it: completed, explained, wrong at its place, off for a moment, from a right click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.models.cells import cell_of
from debugger.window.models.row_text import Column
from debugger.window.panels.inspector import Inspector
from tests.window.app_under_test import PATIENCE, App

Shown = Callable[[int], None]


@pytest.fixture
def shop(window: MainWindow, app: App, shown: Shown) -> MainWindow:
    """A window with five calls."""
    app.track("Order Completed", revenue=120, products=[{"sku": "A-1"}, {"sku": "B"}])
    app.track("Order Refunded", revenue=20, products=[{"sku": "A-1"}])
    app.track("Cart Viewed", currency="EUR")
    app.post("/v1/page", b'{"type":"page","name":"Home","userId":"u-7"}')
    app.post("/v1/track", b'{"type":"track",')
    shown(5)
    return window


def chosen(menu: QMenu, words: str) -> QAction:
    """The action of a menu that begins with these words."""
    return next(each for each in menu.actions() if each.text().startswith(words))


def test_terms_are_coloured_said_in_words_and_counted(shop: MainWindow, shown: Shown) -> None:
    bar = shop.filter_bar
    bar.look_for('event:"Order *" properties.revenue>100')
    shown(1)
    assert bar._count.text() == "1 of 5"
    assert (
        bar._words
        == "Calls where the event name is like Order * and properties.revenue is above 100"
    )
    assert len(list(bar.line._formats())) == 3
    bar.look_for("order")
    shown(2)
    assert bar._said.isHidden()


def test_a_mistake_is_underlined_and_the_filter_before_stays(
    shop: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    bar = shop.filter_bar
    bar.look_for("type:page")
    shown(1)
    bar.line.setText("type:page severity:fatal")
    qtbot.waitUntil(lambda: bool(bar.property("wrong")), timeout=PATIENCE)
    assert "fatal is not a severity" in bar._words
    assert "still on" in bar._words
    (_, _, mistake) = list(bar.line._formats())[-1]
    assert mistake.underlineColor().name().upper() == shop.appearance.theme.error.upper()
    assert bar.line._wrong is not None
    assert bar.needle[bar.line._wrong.start : bar.line._wrong.end] == "fatal"
    assert shop.live.table.rowCount() == 1
    assert bar._count.text() == "1 of 5"
    bar.line.setText("type:page severity:none")
    qtbot.waitUntil(lambda: not bar.property("wrong"), timeout=PATIENCE)
    assert shop.live.needle == "type:page severity:none"


def test_it_is_switched_off_for_a_moment(shop: MainWindow, shown: Shown) -> None:
    bar = shop.filter_bar
    bar.look_for("type:page")
    shown(1)
    shop.actions_by_id["switch-filter"].trigger()
    shown(5)
    assert bar.needle == "type:page"
    assert bar._count.text() == "Filter is off"
    assert not bar.property("on")
    shop.actions_by_id["switch-filter"].trigger()
    shown(1)
    assert bar._count.text() == "1 of 5"


def test_what_fits_is_offered_and_taken(shop: MainWindow, shown: Shown, qtbot: QtBot) -> None:
    line = shop.filter_bar.line
    shop.activateWindow()
    shop.filter_bar.focus()
    shop.live.learn()
    qtbot.waitUntil(lambda: "properties.currency" in line._known.paths, timeout=PATIENCE)
    QTest.keyClicks(line, "properties.cu")
    assert line.offers() == ["properties.currency:"]
    QTest.keyClick(line._popup, Qt.Key.Key_Down)
    QTest.keyClick(line._popup, Qt.Key.Key_Return)
    assert line.text() == "properties.currency:"
    QTest.keyClicks(line, "e")
    assert line.offers() == ["EUR"]
    line._take(line._model.index(0, 0))
    assert line.text() == "properties.currency:EUR"
    shown(1)
    QTest.keyClicks(line, " severity")
    assert line.offers() == ["severity:", *(f"severity{s}" for s in ("!=", ">", ">=", "<", "<="))]
    assert line._popup.verticalScrollBar().maximum() == 0
    line._take(line._model.index(3, 0))
    assert line.text().endswith(" severity>=")
    assert line.offers() == ["error", "warning", "advice", "none"]
    assert line._known.values["event"][0]
    assert set(line._known.values["type"]) == {"track", "page"}


def test_an_empty_result_names_the_term(shop: MainWindow, shown: Shown, qtbot: QtBot) -> None:
    shop.filter_bar.look_for("type:track event:Order* properties.revenue>500 user:u-42")
    shown(0)
    said = "type:track event:Order* matches 2 calls; with properties.revenue>500 none is left."
    qtbot.waitUntil(lambda: said in shop.pane.empty.words(), timeout=PATIENCE)
    shop.filter_bar.look_for("user:nobody")
    qtbot.waitUntil(lambda: "None of the 5 calls" in shop.pane.empty.words(), timeout=PATIENCE)


def test_a_cell_is_filtered_for_and_out(shop: MainWindow, shown: Shown) -> None:
    listing = shop.pane.list
    listing.select(2)
    index = shop.live.table.index(1, Column.EVENT)
    shop.pane._offer_cells(index)
    chosen(shop.pane._menu, "Filter for event:").trigger()
    shown(1)
    assert shop.filter_bar.needle == 'event:"Order Refunded"'
    shop.filter_bar.clear()
    shown(5)
    shop.pane._offer_cells(shop.live.table.index(3, Column.TYPE))
    chosen(shop.pane._menu, "Filter out type:page").trigger()
    shown(4)
    shop.pane._offer_cells(shop.live.table.index(0, Column.USER))
    assert sum(each.text().startswith("Filter") for each in shop.pane._menu.actions()) == 2


def test_every_cell_has_its_term(shop: MainWindow) -> None:
    line = shop.live.table.line(0)
    assert line is not None
    cells = {column: cell_of(line.row, column) for column in Column}
    terms = {column: cell.term if cell else None for column, cell in cells.items()}
    assert terms[Column.NUMBER] == "number:1"
    assert terms[Column.TYPE] == "type:track"
    assert terms[Column.USER] == "user:u-42"
    assert terms[Column.FINDINGS] == "severity:none"
    assert terms[Column.DELTA] is None


def test_a_line_of_the_payload_and_a_field_are_filtered_for(
    shop: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    shop.pane.list.select(1)
    text = shop.detail.payload.text
    qtbot.waitUntil(lambda: text.rows_there > 8, timeout=PATIENCE)
    number = next(
        line for line in range(40) if text.rows.layout.pointer(line) == "/properties/products/0/sku"
    )
    text.light_line(number)
    cursor = text.textCursor()
    cursor.setPosition(text.document().findBlockByNumber(text.lit_row or 0).position())
    text.setTextCursor(cursor)
    menu = shop.detail.payload.menu()
    chosen(menu, "Filter for properties.products[].sku:A-1").trigger()
    shown(2)
    shop.filter_bar.clear()
    shown(5)
    inspector = shop.detail.inspectors[1]
    assert isinstance(inspector, Inspector)
    shop.detail.parts.setCurrentWidget(inspector)
    tree = inspector.view.tree
    qtbot.waitUntil(lambda: tree.index_of("/properties/revenue").isValid(), timeout=PATIENCE)
    row = tree.field_at(tree.index_of("/properties/revenue"))
    assert row is not None
    chosen(inspector.menu_of(row), "Filter out properties.revenue:120").trigger()
    shown(4)


def test_filters_are_kept(shop: MainWindow, shown: Shown) -> None:
    bar = shop.filter_bar
    bar.look_for("type:page")
    shown(1)
    bar._kept.save("Pages & more", "type:page")
    bar.clear()
    menu = bar.menu.fill()
    assert [each.text() for each in menu.actions()].count("type:page") == 1
    titles = [each.text() for each in menu.actions() if each.text() and not each.isEnabled()]
    assert titles == ["Save this filter…", "Saved", "Recent"]
    chosen(menu, "Pages && more").trigger()
    shown(1)
    bar._kept.forget("Pages & more")
    bar._kept.forget_recent()
    assert (bar._kept.saved, bar._kept.recent) == ({}, [])
    shop.settings.keep("filters/saved", "[broken")
    assert bar._kept.saved == {}


def test_nothing_is_said_of_a_filter_that_is_cleared(window: MainWindow) -> None:
    bar = window.filter_bar
    bar.look_for("type:track")
    said = [label for label in bar.findChildren(QLabel) if label.text().startswith("Calls where")]
    assert len(said) == 1
    bar.clear()
    assert not said[0].isVisible()
