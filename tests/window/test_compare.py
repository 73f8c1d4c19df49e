"""Two selected calls compared: one key, a row for each place, and all that is folded told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.difference_rows import Column
from debugger.window.panels.compare_dialog import CompareDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES

Shown = Callable[[int], None]

BEFORE = {
    "type": "track",
    "event": "Walk Booked",
    "userId": "u-42",
    "messageId": "m-1",
    "timestamp": "2026-11-25T09:00:00Z",
    "properties": {"walk": "Old harbour", "price": 20, "coupon": "AUTUMN", "guests": [{"age": 7}]},
}
AFTER = {
    "properties": {"guests": [{"age": 7}, {"age": 9}], "price": "20", "walk": "Old harbour"},
    "timestamp": "2026-11-25T09:05:00Z",
    "messageId": "m-2",
    "userId": "u-42",
    "event": "Walk Booked",
    "type": "track",
}


def cells(dialog: CompareDialog) -> list[tuple[str, ...]]:
    rows = range(dialog.rows.rowCount())
    return [tuple(dialog.rows.text(row, column) for column in Column) for row in rows]


def test_two_calls_side_by_side_and_how_to_choose_them(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([BEFORE, AFTER])
    shown(2)
    events = window.pane.list
    events.select(1)
    window.actions_by_id["compare"].trigger()
    one = window.findChild(CompareDialog)
    assert isinstance(one, CompareDialog)
    assert "hold Ctrl while you click another" in one.empty.words()
    one.close()
    qtbot.waitUntil(lambda: window.findChild(CompareDialog) is None, timeout=PATIENCE)

    both = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    events.selectionModel().select(events.table.index(1, 0), both)
    window.actions_by_id["compare"].trigger()
    dialog = window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() > 0, timeout=PATIENCE)
    assert dialog.rows.titles == ("", "Place", "#1 Walk Booked", "#2 Walk Booked")
    assert cells(dialog) == [
        ("≠ changed", "properties.price", "20", '"20"'),
        ("− gone", "properties.coupon", '"AUTUMN"', ""),  # noqa: RUF001
        ("+ new", "properties.guests.1", "", '{"age": 9}'),
    ]
    assert dialog.summary.text() == "3 differences; 2 volatile fields folded"
    assert dialog.rows.sentence(0) == 'properties.price changed: 20, then "20"'

    dialog.volatile.setChecked(True)
    assert dialog.rows.rowCount() == 5
    assert dialog.summary.text() == "3 differences; 2 volatile fields differ as well"
    dialog.only_differences.setChecked(False)
    assert ("same", "properties.walk", '"Old harbour"', '"Old harbour"') in cells(dialog)

    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        window.appearance.choose(choice)
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert dialog.grab().save(str(PICTURES / f"compare-{choice.value}.png"))


def test_what_cannot_be_read_is_told_in_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = CompareDialog(tmp_path / "none", [1, 2], window.appearance.theme, window)
    dialog.show()
    qtbot.waitUntil(lambda: "There is no file" in dialog.empty.words(), timeout=PATIENCE)
    dialog.close()


def test_calls_that_are_the_same_say_so(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([BEFORE, {**BEFORE, "messageId": "m-2"}])
    shown(2)
    assert window.live.reader is not None
    dialog = CompareDialog(window.live.reader.path, [2, 1], window.appearance.theme, window)
    dialog.show()
    qtbot.waitUntil(lambda: "are the same" in dialog.empty.words(), timeout=PATIENCE)
    assert dialog.summary.text() == "0 differences; 1 volatile field folded"
    dialog.close()
