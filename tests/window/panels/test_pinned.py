"""Pinned fields stand above the payload of every event of the name, and are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.session.rows import StoredEvent
from debugger.window.looks.theme import load_theme
from debugger.window.panels.detail import DetailPane
from debugger.window.remembered.pins import MOST_FIELDS, MOST_NAMES, Pins
from debugger.window.remembered.settings import Settings
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import CLEAN, Store

PATIENCE = 20_000


def go_to(pane: DetailPane, words: str) -> None:
    text = pane.payload.text
    text._show_row(next(row for row in range(len(text.rows)) if words in text.rows.text(row)))


def show(pane: DetailPane, event: StoredEvent, qtbot: QtBot) -> list[str]:
    """What is pinned once the event is shown."""
    pane.show_event(event)
    qtbot.waitUntil(lambda: pane.shown_number == event.row.number, timeout=PATIENCE)
    rows = pane.payload.pinned.rows
    return [rows.sentence(row) for row in range(rows.rowCount())]


def test_for_every_event_of_the_name_until_unpinned(
    qtbot: QtBot, tmp_path: Path, store: Store, open_pane: OpenPane
) -> None:
    open_pane()  # dresses the application
    pane = DetailPane(load_theme("light"), settings=Settings(tmp_path / "window.ini"))
    qtbot.addWidget(pane)
    pane.resize(700, 900)
    pane.show()
    assert show(pane, store(CLEAN)[0], qtbot) == []
    assert not pane.payload.pinned.isVisible()
    for words in ('"revenue"', '"currency"'):
        go_to(pane, words)
        pane.payload.turn_pin()
    assert pane.payload.pinned.isVisible()
    other = {**CLEAN, "properties": {"revenue": 5}}
    assert show(pane, store(other)[0], qtbot) == [
        "properties.revenue: 5",
        "properties.currency: not sent",
    ]
    assert show(pane, store({**CLEAN, "event": "Other"})[0], qtbot) == []
    pane.payload.pinned.turn("")
    assert len(show(pane, store(CLEAN)[0], qtbot)) == 2
    view = pane.payload.pinned.view
    view.setCurrentIndex(pane.payload.pinned.rows.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    text = pane.payload.text
    assert '"currency"' in text.rows.text(text.lit_row or 0)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert show(pane, store(CLEAN)[0], qtbot) == ["properties.revenue: 19.99"]
    pane.close()


def test_they_are_kept_and_bounded(tmp_path: Path, store: Store) -> None:
    settings = Settings(tmp_path / "window.ini")
    row = store(CLEAN)[0].row
    for number in range(MOST_FIELDS + 5):
        Pins(settings).turn(row, f"/properties/{number}")
    settings.save()
    pinned = Pins(Settings(tmp_path / "window.ini")).of(row)
    assert pinned == [f"/properties/{number}" for number in range(5, MOST_FIELDS + 5)]
    for number in range(MOST_NAMES):
        assert Pins(settings).of(row)
        Pins(settings).turn(replace(row, name=f"e{number}"), "/event")
    assert Pins(settings).of(row) == []


def test_what_cannot_be_read_is_as_good_as_none(tmp_path: Path, store: Store) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings.keep("pins", '{"track x": 1')
    row = store(CLEAN)[0].row
    assert Pins(settings).of(row) == []
    Pins(settings).turn(row, "/event")
    assert Pins(settings).of(row) == ["/event"]
    assert Pins(None).of(row) == []
