"""Exporting from the window: all, what the filter leaves or the selection; to a file or the clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.panels.export_dialog import ExportDialog
from tests.window.app_under_test import PATIENCE, App


@pytest.fixture
def three(window: MainWindow, app: App, shown: Callable[[int], None]) -> MainWindow:
    """A window with three calls, of which two hold `order`."""
    for event in ("Order Completed", "Signed Up", "Order Refunded"):
        app.track(event)
    shown(3)
    return window


def dialog_of(window: MainWindow) -> ExportDialog:
    dialog = window.commands.export()
    assert dialog is not None
    return dialog


def run(dialog: ExportDialog, qtbot: QtBot, target: Path | None) -> str:
    dialog.start(target)
    qtbot.waitUntil(lambda: not dialog._progress.isVisible(), timeout=PATIENCE)
    return dialog.said()


def test_all_calls_to_an_ndjson_file(three: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "calls.ndjson"
    said = run(dialog_of(three), qtbot, target)
    assert said == f"3 calls written to {target}."
    lines = [json.loads(line) for line in target.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["Order Completed", "Signed Up", "Order Refunded"]


def test_what_the_filter_leaves_to_a_json_file(
    three: MainWindow, tmp_path: Path, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    three.filter_bar._text.setText("order")
    shown(2)
    dialog = dialog_of(three)
    dialog.choose(scope=1, format_name="json")
    run(dialog, qtbot, tmp_path / "calls.json")
    found = json.loads((tmp_path / "calls.json").read_text())
    assert [each["number"] for each in found] == [1, 3]


def test_the_selection_to_the_clipboard(three: MainWindow, qtbot: QtBot) -> None:
    three.pane.list.select(2)
    dialog = dialog_of(three)
    dialog.choose(scope=1, format_name="ndjson")
    assert run(dialog, qtbot, None) == "1 call copied to the clipboard."
    assert json.loads(QGuiApplication.clipboard().text())["event"] == "Signed Up"


def test_a_failure_says_where_and_what_to_do(
    three: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "no such folder" / "calls.ndjson"
    said = run(dialog_of(three), qtbot, target)
    assert str(target) in said
    assert "Choose another place" in said


def test_the_format_is_remembered(three: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(three)
    dialog.choose(scope=0, format_name="json")
    run(dialog, qtbot, tmp_path / "calls.json")
    again = dialog_of(three)
    assert again._formats[again._format.checkedId()].name == "json"


def test_stopping_leaves_no_file(
    window: MainWindow, app: App, tmp_path: Path, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    messages = [{"type": "track", "event": f"Step {n}", "userId": "u-1"} for n in range(2000)]
    for _ in range(5):
        app.batch(messages)
    shown(10_000)
    dialog = dialog_of(window)
    target = tmp_path / "calls.ndjson"
    task = dialog.start(target)
    qtbot.waitUntil(lambda: dialog._progress.value() > 0 or task.isFinished(), timeout=PATIENCE)
    dialog.reject()
    if dialog.said().startswith("Stopped"):  # else it was faster than we
        assert list(tmp_path.glob("*calls*")) == []
    assert dialog.isVisible()
