"""The Raw tab: the exact bytes, and the place where reading them failed."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store


def test_it_says_how_many_bytes_there_are_and_which_message_of_its_batch(
    open_pane: OpenPane, store: Store
) -> None:
    body = json.dumps({"batch": [CLEAN, BROKEN, CLEAN]}).encode()
    event = store(body, "/v1/batch")[2]
    pane = open_pane(event, body=body)
    pane.pages.setCurrentWidget(pane.raw)
    assert (
        pane.raw.about.text()
        == f"{len(event.payload):,} bytes  ·  encoding: none  ·  message 3 of 3 in its batch"
    )
    assert pane.raw.text.toPlainText().encode() in body
    QTest.mouseClick(pane.raw.request_button, Qt.MouseButton.LeftButton)
    assert pane.raw.about.text().startswith(f"{len(body):,} bytes")
    pane.raw.text.selectAll()
    pane.raw.text.copy()
    assert QGuiApplication.clipboard().text().encode() == body


def test_a_call_alone_has_nothing_to_switch(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.pages.setCurrentWidget(pane.raw)
    assert not pane.raw.request_button.isVisible()


def test_it_goes_to_where_reading_failed_and_says_where_that_is(
    qtbot: QtBot, open_pane: OpenPane, store: Store
) -> None:
    body = b'{"a":[\n' + b"1,\n" * 400 + b'{"b": oops}]}'
    pane = open_pane(store(body)[0])
    pane.pages.setCurrentWidget(pane.raw)
    qtbot.waitUntil(lambda: pane.raw.text.is_filled)
    assert "line 402, column 7" in pane.raw.problem.text()
    assert pane.raw.text.marked_row == 401
    cursor = pane.raw.text.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (401, 6)


def test_bytes_that_are_no_text_are_spelled_out(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(b'{"a":"\xff\x00"}')[0])
    pane.pages.setCurrentWidget(pane.raw)
    assert pane.raw.text.toPlainText() == r'{"a":"\xff\x00"}'


def test_one_long_line_is_wrapped_to_be_read_and_a_megabyte_is_not(
    qtbot: QtBot, open_pane: OpenPane, store: Store
) -> None:
    pane = open_pane(store({**CLEAN, "properties": {"note": "word " * 400}})[0])
    pane.pages.setCurrentWidget(pane.raw)
    assert pane.raw.text.blockCount() == 1
    assert pane.raw.text.lineWrapMode() is QPlainTextEdit.LineWrapMode.WidgetWidth
    assert pane.raw.text.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    pane.show_event(store({**CLEAN, "properties": {"note": "x" * 1_048_576}})[0])
    qtbot.waitUntil(lambda: pane.raw.text.is_filled and pane.raw.text.blockCount() > 2_000)
    assert pane.raw.text.lineWrapMode() is QPlainTextEdit.LineWrapMode.NoWrap
