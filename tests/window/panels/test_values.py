"""The Tree and the Table tab: filled when seen, leading to the line, copying what came."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.window.panels.values import TablePage, TreePage
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import CLEAN, Store

PATIENCE = 20_000


def run(page: TreePage | TablePage, words: str) -> None:
    menu = page.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_a_value_of_the_tree_leads_to_its_line(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(CLEAN)[0])
    assert pane.tree.tree.rowCount() == 0  # nobody has looked yet
    pane.pages.setCurrentWidget(pane.tree)
    tree, view = pane.tree.tree, pane.tree.view
    properties = tree.index(4, 0)
    assert properties.data() == "properties"
    assert view.isExpanded(properties)
    view.setCurrentIndex(tree.index(1, 0, properties))
    assert view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "revenue 19.99 number"
    run(pane.tree, "Copy value")
    assert QGuiApplication.clipboard().text() == "19.99"
    run(pane.tree, "Copy path")
    assert QGuiApplication.clipboard().text() == "/properties/revenue"
    run(pane.tree, "Copy path for a filter")
    assert QGuiApplication.clipboard().text() == "properties.revenue"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert pane.pages.currentWidget() is pane.payload
    text = pane.payload.text
    assert '"revenue"' in text.rows.text(text.lit_row or 0)


def test_the_table_is_sorted_by_a_click_and_leads_to_the_line(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.pages.setCurrentWidget(pane.table)
    table, view = pane.table.table, pane.table.view
    qtbot.waitUntil(lambda: not pane.table.is_busy, timeout=PATIENCE)
    assert table.text(0, 0) == "type"
    view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert table.text(0, 0) == "context.library.name"
    row = next(
        row for row in range(table.rowCount()) if table.text(row, 0) == "properties.currency"
    )
    view.setCurrentIndex(table.index(row, 1))
    assert table.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        'properties.currency: "USD", string'
    )
    wanted = []
    pane.filter_wanted.connect(lambda term, out: wanted.append((term, out)))
    run(pane.table, "Filter for properties.currency:USD")
    assert wanted == [("properties.currency:USD", False)]
    QTest.keyClick(view, Qt.Key.Key_Return)
    text = pane.payload.text
    assert '"currency"' in text.rows.text(text.lit_row or 0)


def test_a_large_payload_comes_in_turns_and_says_what_is_left_out(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    products = [{"sku": f"A-{number}", "price": 1.5} for number in range(2_600)]
    pane = open_pane(store({**CLEAN, "properties": {"products": products}})[0])
    pane.pages.setCurrentWidget(pane.table)
    assert pane.table.is_busy
    qtbot.waitUntil(lambda: not pane.table.is_busy, timeout=PATIENCE)
    assert pane.table.table.rowCount() == 5_000
    assert pane.table.about.isVisible()
    assert pane.table.about.text().startswith("5,000 values; 208 more are in the tree")
