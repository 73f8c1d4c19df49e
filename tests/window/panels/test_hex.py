"""The Raw tab in hexadecimal: of the call and of the request, wide and narrow, copied as a dump."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store


def test_the_bytes_of_the_call_and_of_the_request(open_pane: OpenPane, store: Store) -> None:
    body = json.dumps({"batch": [CLEAN, BROKEN]}).encode()
    event = store(body, "/v1/batch")[0]
    pane = open_pane(event, body=body)
    pane.turn_hex()
    hexadecimal = pane.raw.hex
    assert pane.pages.currentWidget() is pane.raw
    assert hexadecimal.isVisible()
    assert not pane.raw.text.isVisible()
    QTest.mouseClick(pane.raw.request_button, Qt.MouseButton.LeftButton)
    rows = hexadecimal.table.rows
    assert bytes.fromhex(" ".join(map(rows.hexadecimal, range(len(rows))))) == body
    hexadecimal.selectRow(0)
    QTest.keySequence(hexadecimal, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == rows.dump(0, 1)
    pane.turn_hex()
    assert pane.raw.text.isVisible()


def test_as_many_bytes_stand_on_a_row_as_there_is_room_for(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    pane = open_pane(store(CLEAN)[0], width=1200)
    pane.turn_hex()
    view = pane.raw.hex
    assert view.table.rows.width == 32
    assert view.sizeHintForColumn(1) <= view.columnWidth(1)
    view.scrollToBottom()
    pane.resize(420, 900)
    qtbot.waitUntil(lambda: view.table.rows.width == 8)
    assert view.sizeHintForColumn(1) <= view.columnWidth(1)


def test_ten_megabytes_are_shown_at_once(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.turn_hex()
    view = pane.raw.hex
    view.show_bytes(bytes(range(256)) * 40_000)
    assert view.table.rowCount() == 10_240_000 // view.table.rows.width
    view.scrollToBottom()
    view.grab()
    assert view.table.rows.hexadecimal(view.table.rowCount() - 1).endswith("ff")


def test_its_menu_copies_rows(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.turn_hex()
    view = pane.raw.hex
    assert view.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    view.selectRow(0)
    view.actions()[0].trigger()
    assert QGuiApplication.clipboard().text().startswith("0000  7b ")
