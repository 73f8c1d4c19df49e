"""The Request tab: every fact of the request, ready to copy."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import CLEAN, Store


def test_it_lists_what_is_known_of_the_request(open_pane: OpenPane, store: Store) -> None:
    body = json.dumps({"batch": [CLEAN, CLEAN], "writeKey": "abcdefghijkl"}).encode()
    pane = open_pane(store(body, "/v1/batch")[1])
    pane.pages.setCurrentWidget(pane.request)
    table = pane.request.table
    rows = {
        name.text(): value.text()
        for row in range(table.rowCount())
        if (name := table.item(row, 0)) is not None and (value := table.item(row, 1)) is not None
    }
    assert rows["Method"] == "POST"
    assert rows["Path"] == "/v1/batch"
    assert rows["Transport"] == "HTTP"
    assert rows["Received, UTC"] == "2026-11-23T12:04:01.249000Z"
    assert rows["Client"] == "127.0.0.1:51324"
    assert rows["Message"] == "2 of 2 in its batch"
    assert rows["On the wire"] == f"{len(body)} bytes"
    assert rows["Library"] == "analytics.js 2.11.1"
    assert rows["user-agent"] == "test/1.0"
    assert "abcdefghijkl" not in " ".join(rows.values())


def test_selected_rows_are_copied(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.pages.setCurrentWidget(pane.request)
    pane.request.table.selectRow(1)
    QTest.keyClick(pane.request.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Method: POST"
    QGuiApplication.clipboard().clear()
    pane.request.table.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "Method: POST"
