"""The Payload tab: colours, marks, folding by mouse and key, and what is copied."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from debugger.window.looks.theme import load_theme
from debugger.window.panels.payload import PayloadPanel
from debugger.window.widgets.payload_text import PayloadText
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def go_to(text: PayloadText, words: str) -> int:
    row = next(row for row in range(len(text.rows)) if words in text.rows.text(row))
    text._show_row(row)
    text.grab()
    return row


def run(panel: PayloadPanel, words: str) -> None:
    action = next(action for action in panel.menu().actions() if action.text().startswith(words))
    action.trigger()


def test_it_is_plain_text_that_can_be_selected_but_not_changed(
    open_pane: OpenPane, store: Store
) -> None:
    text = open_pane(store(BROKEN)[0]).payload.text
    assert text.isReadOnly()
    assert text.lineWrapMode() is QPlainTextEdit.LineWrapMode.NoWrap
    flags = text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_wrong_value_has_a_wave_in_its_severity_s_colour(
    open_pane: OpenPane, store: Store
) -> None:
    text = open_pane(store(BROKEN)[0]).payload.text
    row = go_to(text, '"revenue"')
    wave = next(
        found
        for found in text.document().findBlockByNumber(row).layout().formats()
        if found.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    )
    shown = text.document().findBlockByNumber(row).text()
    assert shown[wave.start : wave.start + wave.length] == '"19.99"'
    assert wave.format.underlineColor().name() == load_theme("light").error.lower()


def test_the_wave_stands_right_behind_signs_that_take_two_units(
    open_pane: OpenPane, store: Store
) -> None:
    text = open_pane(store({**CLEAN, "properties": {"😀": 1, "currency": "😀😀"}})[0]).payload.text
    row = go_to(text, '"currency"')
    waves = [
        found
        for found in text.document().findBlockByNumber(row).layout().formats()
        if found.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    ]
    assert [(wave.start, wave.length) for wave in waves] == [(16, 6)]


def test_only_rows_in_sight_are_coloured(open_pane: OpenPane, store: Store) -> None:
    message = {**CLEAN, "properties": {"items": list(range(2_000))}}
    text = open_pane(store(message)[0]).payload.text
    document = text.document()
    text.grab()
    assert document.findBlockByNumber(0).layout().formats()
    assert not document.findBlockByNumber(1_900).layout().formats()
    go_to(text, "1990")
    text.grab()
    assert document.findBlockByNumber(text.caret_row).layout().formats()


def test_an_arrow_in_the_margin_folds_and_unfolds(open_pane: OpenPane, store: Store) -> None:
    text = open_pane(store(BROKEN)[0]).payload.text
    row = go_to(text, '"products"')
    before = text.toPlainText()
    _, top, height = next(seen for seen in text.rows_in_sight() if seen[0] == row)
    arrow = QPoint(text._gutter.width() - 10, top + height // 2)
    QTest.mouseClick(text._gutter, Qt.MouseButton.LeftButton, pos=arrow)
    assert '"products": [ … 2 items ]' in text.toPlainText()
    QTest.mouseClick(text._gutter, Qt.MouseButton.LeftButton, pos=arrow)
    assert text.toPlainText() == before


def test_the_line_of_the_caret_folds_and_unfolds(open_pane: OpenPane, store: Store) -> None:
    text = open_pane(store(BROKEN)[0]).payload.text
    before = text.toPlainText()
    go_to(text, '"context"')
    text.fold_here(fold=True)
    assert '"context": { … 4 items },' in text.toPlainText()
    text.fold_here(fold=True)
    assert '"context": { … 4 items },' in text.toPlainText()
    text.fold_here(fold=False)
    assert text.toPlainText() == before


def test_folding_to_depth_1_leaves_the_members_of_the_outermost(
    qtbot: QtBot, open_pane: OpenPane, store: Store
) -> None:
    pane = open_pane(store(CLEAN)[0])
    before = pane.payload.text.toPlainText()
    run(pane.payload, "Fold all to depth 1")
    qtbot.waitUntil(lambda: pane.payload.text.is_filled)
    assert len(pane.payload.text.rows) == 9
    run(pane.payload, "Unfold all")
    qtbot.waitUntil(lambda: pane.payload.text.is_filled)
    assert pane.payload.text.toPlainText() == before


def test_copying_everything_gives_the_payload_without_ghosts(
    open_pane: OpenPane, store: Store
) -> None:
    text = open_pane(store(BROKEN)[0]).payload.text
    assert '"event": missing (required)' in text.toPlainText()
    text.selectAll()
    text.copy()
    assert json.loads(clipboard()) == BROKEN


def test_the_menu_copies_value_path_and_payload(open_pane: OpenPane, store: Store) -> None:
    message = {**CLEAN, "properties": {"a/b": {"note": "x" * 20_000}, "n": 1}}
    event = store(message)[0]
    pane = open_pane(event)
    go_to(pane.payload.text, '"note"')
    run(pane.payload, "Copy value")
    assert clipboard() == json.dumps("x" * 20_000)
    run(pane.payload, "Copy path")
    assert clipboard() == "/properties/a~1b/note"
    run(pane.payload, "Copy path for a filter")
    assert clipboard() == "properties.a/b.note"
    go_to(pane.payload.text, '"a/b"')
    run(pane.payload, "Copy value")
    assert json.loads(clipboard()) == {"note": "x" * 20_000}
    run(pane.payload, "Copy payload")
    assert clipboard().encode() == event.payload


def test_the_path_of_a_ghost_is_where_it_would_be(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    go_to(pane.payload.text, '"event": missing')
    run(pane.payload, "Copy path")
    assert clipboard() == "/event"


def test_text_that_is_no_json_is_shown_from_where_it_broke(
    open_pane: OpenPane, store: Store
) -> None:
    body = b'{"a":[\n' + b"1,\n" * 300 + b"oops"
    text = open_pane(store(body)[0]).payload.text
    assert text.rows.text(text.caret_row).strip() == "oops"
