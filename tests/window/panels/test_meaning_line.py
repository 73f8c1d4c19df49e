"""The line under the payload and the tooltip on it say what the value there means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from debugger.window.panels.detail import DetailPane
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store

PATIENCE = 10_000


def go_to(pane: DetailPane, words: str) -> int:
    text = pane.payload.text
    row = next(row for row in range(len(text.rows)) if words in text.rows.text(row))
    text._show_row(row)
    return row


def tip() -> str:
    labels = (each for each in QApplication.topLevelWidgets() if isinstance(each, QLabel))
    return next((each.text() for each in labels if each.isVisible()), "")


def test_the_line_follows_the_caret(open_pane: OpenPane, store: Store, qtbot: QtBot) -> None:
    pane = open_pane(store(CLEAN)[0])
    line = pane.payload.meaning
    go_to(pane, '"currency"')
    qtbot.waitUntil(lambda: line.place.text() == "/properties/currency", timeout=PATIENCE)
    assert line.meaning.text().startswith(
        "USD is the code of US Dollar. The currency of the revenue"
    )
    assert "US Dollar" in pane.payload.text.accessibleDescription()
    go_to(pane, '"order_id"')
    qtbot.waitUntil(lambda: line.place.text() == "/properties/order_id", timeout=PATIENCE)


def test_a_missing_field_is_explained(open_pane: OpenPane, store: Store, qtbot: QtBot) -> None:
    pane = open_pane(store(BROKEN)[0])
    go_to(pane, "event")
    line = pane.payload.meaning
    qtbot.waitUntil(lambda: line.place.text() == "/event", timeout=PATIENCE)
    assert "What the user did." in line.meaning.text()


def test_where_the_mouse_rests_all_of_it_is_shown_as_plain_text(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    call = {**CLEAN, "context": {"page": {"url": "https://x.example/?a=<b>bold</b>"}}}
    pane = open_pane(store(call)[0])
    text = pane.payload.text
    row = go_to(pane, '"url"')
    top = next(top for seen, top, _ in text.rows_in_sight() if seen == row)
    place = QPoint(60, top + 3)
    spot = text.viewport().mapToGlobal(place)
    QApplication.sendEvent(text.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, spot))
    qtbot.waitUntil(lambda: "x.example" in tip(), timeout=PATIENCE)
    assert "&lt;b&gt;bold" in tip()
    assert "<b>" not in tip()


def test_a_key_is_told_masked(open_pane: OpenPane, store: Store, qtbot: QtBot) -> None:
    url = "https://x.example/?writeKey=wk_live_5f2a9c3f77d1&k=wk%5Flive%5F5f2a9c3f77d1"
    call = {**CLEAN, "writeKey": "wk_live_5f2a9c3f77d1", "context": {"page": {"url": url}}}
    pane = open_pane(store(call)[0])
    line = pane.payload.meaning
    go_to(pane, '"url"')
    qtbot.waitUntil(lambda: line.place.text().endswith("/url"), timeout=PATIENCE)
    assert "x.example" in line.meaning.text()
    assert "wk_live_5f2a9c3f77d1" not in line.meaning.text()


def test_a_user_agent_is_told_once_it_is_known(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    pane = open_pane(store({**CLEAN, "context": {"userAgent": agent}})[0])
    go_to(pane, '"userAgent"')
    line = pane.payload.meaning
    qtbot.waitUntil(lambda: line.meaning.text().startswith("Firefox 128"), timeout=PATIENCE)
    go_to(pane, '"currency"')
    qtbot.waitUntil(lambda: line.meaning.text().startswith("USD is"), timeout=PATIENCE)
