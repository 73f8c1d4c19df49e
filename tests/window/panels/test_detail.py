"""The pane as a whole: a finding and its line are one thing seen twice, and nothing captured breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from debugger.session.rows import StoredEvent
from debugger.window.looks.theme import load_theme
from debugger.window.models.field_tree import FieldTree
from debugger.window.panels.detail import DetailPane
from debugger.window.panels.inspector import Inspector
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store

HOSTILE = {
    "markup": "<img src='red.png'><b>bold</b>",
    "direction": "a\u202egpj.exe",
    "nul": "a\x00b",
    "zero width": "pa\u200bssword",
    "noncharacter": "x\ufdd0y\ufdd1z",
    "separators": "a\u2028b\u2029c",
    "surrogate": "\ud800",
    "emoji": "👩‍💻 😀",
    "arabic": "مرحبا",
}


def rule_at(pane: DetailPane, finding: int) -> str:
    event = pane._event
    assert event is not None
    return event.findings[finding].rule


def finding_of(pane: DetailPane, rule: str) -> int:
    event = pane._event
    assert event is not None
    return next(index for index, found in enumerate(event.findings) if found.rule == rule)


def lit_text(pane: DetailPane) -> str:
    row = pane.payload.text.lit_row
    return "" if row is None else pane.payload.text.rows.text(row).strip()


def current_card(pane: DetailPane) -> str:
    return str(pane.findings.list.currentIndex().data() or "")


def click_line(pane: DetailPane, wanted: str) -> None:
    text = pane.payload.text
    for row, top, height in text.rows_in_sight():
        if wanted in text.rows.text(row):
            place = QPoint(80, top + height // 2)
            QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
            return
    raise AssertionError(f"{wanted} is not in sight")


def inspector(pane: DetailPane, name: str) -> Inspector:
    found = next(part for part in pane.inspectors if part.name == name)
    assert isinstance(found, Inspector)
    pane.parts.setCurrentWidget(found)
    return found


def test_a_clicked_finding_lights_its_line(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    findings = pane.findings.list
    index = findings.model().index(finding_of(pane, "revenue-not-number"), 0)
    findings.scrollTo(index)
    QTest.mouseClick(
        findings.viewport(), Qt.MouseButton.LeftButton, pos=findings.visualRect(index).center()
    )
    assert lit_text(pane) == '"revenue": "19.99",'


def test_enter_on_a_finding_unfolds_what_hides_its_line(
    qtbot: QtBot, open_pane: OpenPane, store: Store
) -> None:
    pane = open_pane(store(BROKEN)[0])
    pane.payload.text.fold_to(1)
    qtbot.waitUntil(lambda: pane.payload.text.is_filled)
    findings = pane.findings.list
    findings.setCurrentIndex(findings.model().index(finding_of(pane, "currency-not-iso-4217"), 0))
    QTest.keyClick(findings, Qt.Key.Key_Return)
    assert lit_text(pane) == '"currency": "US Dollars",'


def test_a_clicked_marked_line_lights_its_finding_and_its_field(
    open_pane: OpenPane, store: Store
) -> None:
    pane = open_pane(store(BROKEN)[0])
    click_line(pane, '"revenue"')
    assert "revenue" in current_card(pane)
    assert lit_text(pane) == '"revenue": "19.99",'
    field = inspector(pane, "Properties").view
    assert field.currentIndex().siblingAtColumn(0).data() == "revenue"


def test_enter_on_a_marked_line_lights_its_finding(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    text = pane.payload.text
    row = text.rows.row_of_finding(finding_of(pane, "event-missing"))
    text._show_row(row)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert "no event name" in current_card(pane)
    assert lit_text(pane) == '"event": missing (required)'


def test_a_clicked_field_lights_its_line(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    properties = inspector(pane, "Properties")
    pane.parts.setCurrentWidget(properties)
    tree = properties.view.model()
    assert isinstance(tree, FieldTree)
    for pointer, line in (
        ("/properties/order_id", '"order_id": "50314b8e",'),
        ("/properties/revenue", '"revenue": "19.99",'),
    ):
        index = tree.index_of(pointer)
        properties.view.scrollTo(index)
        QTest.mouseClick(
            properties.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=properties.view.visualRect(index).center(),
        )
        assert lit_text(pane) == line


def test_a_step_goes_from_finding_to_finding_and_around(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    event = pane._event
    assert event is not None
    seen = []
    for _ in range(len(event.findings) + 1):
        pane.step(1)
        seen.append(pane._lit)
    assert seen == [*range(len(event.findings)), 0]
    pane.step(-1)
    assert pane._lit == len(event.findings) - 1


def show(pane: DetailPane, event: StoredEvent, qtbot: QtBot) -> None:
    """Shows an event, and waits until it is laid out."""
    pane.show_event(event)
    qtbot.waitUntil(lambda: pane.shown_number == event.row.number, timeout=20_000)


def test_the_header_says_what_segment_would_do(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    pane = open_pane(store(BROKEN)[0])
    assert pane.header.name.text() == "(no event name)"
    assert pane.header.verdict.accessibleName() == "Segment would drop it: event_not_defined"
    show(pane, store(CLEAN)[0], qtbot)
    assert pane.header.name.text() == "Order Completed"
    assert pane.header.verdict.accessibleName() == "Segment would keep it"
    show(pane, store(b"{oops")[0], qtbot)
    assert pane.header.name.text() == "Not a message"
    assert pane.header.verdict.accessibleName().startswith("Segment would answer 400")


def test_tabs_count_their_findings(open_pane: OpenPane, store: Store, qtbot: QtBot) -> None:
    pane = open_pane(store(BROKEN)[0])
    titles = [pane.parts.tabText(index) for index in range(pane.parts.count())]
    assert titles == ["Findings 5", "Event 1", "Properties 2", "Context 2", "Session"]
    assert not pane.parts.tabIcon(0).isNull()
    mark = pane.parts.tabIcon(0).cacheKey()
    pane.set_theme(load_theme("dark"))
    assert pane.parts.tabIcon(0).cacheKey() != mark
    show(pane, store(CLEAN)[0], qtbot)
    titles = [pane.parts.tabText(index) for index in range(pane.parts.count())]
    assert titles == ["Findings", "Event", "Properties", "Context", "Session"]
    assert pane.parts.tabIcon(0).isNull()


def test_no_event_invites_to_select_one(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(CLEAN)[0])
    pane.show_event(None)
    words = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert "Select a call to see its payload" in words
    assert "F8" in words


@pytest.mark.parametrize("width", [380, 420, 700, 1400])
def test_tabs_and_cards_fit_at_every_width(
    qtbot: QtBot, open_pane: OpenPane, store: Store, width: int
) -> None:
    pane = open_pane(store(BROKEN)[0], width=width, height=760)
    qtbot.waitUntil(lambda: pane.parts.width() == width)
    for bar in pane.findChildren(QTabBar):
        last = bar.tabRect(bar.count() - 1)
        around = bar.parentWidget()
        assert around is not None
        assert last.right() <= around.width()
    cards = pane.findings.list
    for row in range(cards.model().rowCount()):
        assert cards.visualRect(cards.model().index(row, 0)).width() <= cards.viewport().width()


def test_a_wide_and_low_pane_puts_payload_and_findings_side_by_side(
    qtbot: QtBot, open_pane: OpenPane, store: Store
) -> None:
    pane = open_pane(store(BROKEN)[0], width=1000, height=320)
    qtbot.waitUntil(lambda: pane.parts.x() > pane.pages.width() - 2)
    pane.resize(420, 760)
    qtbot.waitUntil(lambda: pane.parts.y() > pane.pages.height() - 2)


def test_hostile_text_is_only_text(open_pane: OpenPane, store: Store, tmp_path: Path) -> None:
    red = QImage(40, 40, QImage.Format.Format_RGB32)
    red.fill(QColor("#FF0000"))
    red.save(str(tmp_path / "red.png"))
    source = f"<img src='{tmp_path / 'red.png'}'>"
    message = {
        **CLEAN,
        "event": source,
        "properties": {**HOSTILE, source: source, "currency": source},
    }
    pane = open_pane(store(message)[0])
    for holder in (pane.pages, pane.parts):
        for index in range(holder.count()):
            holder.setCurrentIndex(index)
            QApplication.processEvents()
            assert not _has_red(pane.grab().toImage())
    shown = pane.payload.text.toPlainText()
    assert r"gpj.exe" in shown
    assert "\u202e" not in shown
    assert r"\u202e" in shown
    assert "مرحبا" in shown
    for label in pane.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe{\x00}\x00",
        b'{"type":"track","event":"x"',
        b'{"event":NaN,"userId":"u","properties":{"revenue":Infinity}}',
        b'{"a":' * 100_000,
        b"[" * 3_000 + b"]" * 3_000,
        b'"only a string"',
        b'{"type":"track","userId":"u","event":"\xc3\x28"}',
        json.dumps({**CLEAN, "properties": {"blob": "x" * 1_048_576}}).encode(),
        json.dumps({**CLEAN, "properties": {f"key {n}": n for n in range(100_000)}}).encode(),
    ],
    ids=["empty", "utf-16", "truncated", "nan", "deep", "array", "string", "utf-8", "long", "keys"],
)
def test_hostile_bodies_are_shown_in_every_tab(
    qtbot: QtBot, open_pane: OpenPane, store: Store, body: bytes
) -> None:
    pane = open_pane(store(body)[0], body=body)
    for index in range(pane.pages.count()):
        pane.pages.setCurrentIndex(index)
        pane.grab()
    for index in range(pane.parts.count()):
        pane.parts.setCurrentIndex(index)
        pane.grab()
    qtbot.waitUntil(lambda: pane.raw.text.is_filled, timeout=20_000)
    pane.payload.text.selectAll()
    pane.payload.text.copy()


def test_the_event_chosen_last_is_the_one_that_is_shown(
    open_pane: OpenPane, store: Store, qtbot: QtBot
) -> None:
    large = store({**CLEAN, "properties": {"items": [{"id": n} for n in range(20_000)]}})[0]
    small = store(CLEAN)[0]
    pane = open_pane()
    pane.show_event(large)
    pane.show_event(small)
    qtbot.waitUntil(lambda: pane.shown_number == small.row.number)
    for _ in range(500):
        QApplication.processEvents()
    assert "Order Completed" in pane.payload.text.toPlainText()
    assert "items" not in pane.payload.text.toPlainText()


def test_everything_that_takes_the_focus_has_a_name(open_pane: OpenPane, store: Store) -> None:
    batch = json.dumps({"batch": [CLEAN, BROKEN]}).encode()
    pane = open_pane(store(batch, "/v1/batch")[1])
    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
        if isinstance(widget, (QAbstractItemView, QPlainTextEdit, QTabBar))
        or widget.metaObject().className() in {"QPushButton", "QToolButton"}
    ]
    assert nameless == []


def test_rows_are_sentences_with_their_place(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    role = Qt.ItemDataRole.AccessibleTextRole
    card = pane.findings.list.model().index(finding_of(pane, "revenue-not-number"), 0).data(role)
    assert card.startswith("Finding ")
    assert "of 5: error, at /properties/revenue:" in card
    tree = inspector(pane, "Properties").view.tree
    row = tree.index_of("/properties/revenue").data(role)
    assert row.startswith("Row 2 of ")
    assert "string, expected number, error" in row


def test_the_theme_changes_while_an_event_is_shown(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0])
    pane.light(finding_of(pane, "revenue-not-number"))
    dark = load_theme("dark")
    pane.set_theme(dark)
    pane.payload.text.grab()
    assert lit_text(pane) == '"revenue": "19.99",'
    formats = pane.payload.text.document().findBlockByNumber(1).layout().formats()
    looks = [found.format for found in formats]
    colours = [look.foreground().color().name() for look in looks]
    assert dark.json_key.lower() in colours


def _has_red(picture: QImage) -> bool:
    return any(
        QColor(picture.pixel(x, y)).name() == "#ff0000"
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    )
