"""Finding in the payload: lit, counted, stepped through, unfolded, and left again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.window.looks.theme import load_theme
from debugger.window.panels.detail import DetailPane
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store

PATIENCE = 20_000


def look(pane: DetailPane, words: str, result: str, qtbot: QtBot) -> None:
    bar = pane.payload.find_bar
    QTest.keyClicks(bar.line, words)
    qtbot.waitUntil(lambda: bar.result.text() == result, timeout=PATIENCE)


def grounds(pane: DetailPane) -> dict[int, list[str]]:
    """The grounds of what is lit, by row."""
    text = pane.payload.text
    text.grab()
    return {
        row: [
            each.format.background().color().name().upper()
            for each in text.document().findBlockByNumber(row).layout().formats()
            if each.format.background().style() is not Qt.BrushStyle.NoBrush
        ]
        for row, _, _ in text.rows_in_sight()
    }


def test_all_matches_are_lit_and_stepped_through(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    pane = open_pane(store(CLEAN)[0])
    text, bar, theme = pane.payload.text, pane.payload.find_bar, load_theme("light")
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Slash)
    assert bar.isVisible()
    look(pane, "order", "1 of 2", qtbot)
    assert text.caret_row == 2
    assert sorted(ground for row in grounds(pane).values() for ground in row) == sorted(
        [QColor(theme.accent).name().upper(), theme.found]
    )
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.result.text() == "2 of 2"
    assert '"order_id"' in text.rows.text(text.caret_row)
    pane.look_for(1)
    assert bar.result.text() == "1 of 2"
    pane.look_for(-1)
    assert bar.result.text() == "2 of 2"
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.result.text() == "1 of 2"
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not any(grounds(pane).values())


def test_a_match_that_is_folded_away_is_unfolded(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    pane = open_pane(store(BROKEN)[0])
    text = pane.payload.text
    text.fold_to(1)
    pane.look_for()
    look(pane, "B-2", "1 of 1", qtbot)
    assert '"B-2"' in text.rows.text(text.caret_row)


def test_what_is_not_there_is_said(open_pane: OpenPane, store: Store, qtbot: QtBot) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.look_for()
    look(pane, "nowhere", "Not found", qtbot)


def test_another_call_is_looked_through_without_leaving_its_place(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.look_for()
    look(pane, "currency", "1 of 1", qtbot)
    pane.show_event(store(BROKEN)[0])
    qtbot.waitUntil(lambda: pane.payload.find_bar.result.text() == "1 found", timeout=PATIENCE)
    assert pane.payload.text.caret_row == 0


def test_a_large_payload_is_looked_through_in_turns(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    products = [{"sku": f"A-{number}", "price": 1.5} for number in range(4_000)]
    pane = open_pane(store({**CLEAN, "properties": {"products": products}})[0])
    pane.payload.text.fold_to(2)
    pane.look_for()
    bar = pane.payload.find_bar
    bar.line.setText("A-3999")
    bar._look()
    assert bar.looking.is_busy
    assert bar.result.text().endswith("so far…")
    qtbot.waitUntil(lambda: bar.result.text() == "1 of 1", timeout=PATIENCE)
    text = pane.payload.text
    qtbot.waitUntil(lambda: "A-3999" in text.rows.text(text.caret_row), timeout=PATIENCE)


def test_rows_that_are_unfolded_in_place_are_coloured_too(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    text = open_pane(store(CLEAN)[0]).payload.text
    text.fold_to(1)
    qtbot.waitUntil(lambda: text.is_filled)
    text.toggle_fold(5)
    assert text.rows_there == len(text.rows)
    text.grab()
    assert text.document().findBlockByNumber(7).layout().formats()
