"""Exporting from the window: all, what the filter leaves or the selection; to a file or the clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from debugger.policy import NAME
from debugger.window.background import export_task
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
    assert said.startswith(f"3 calls written to {target}. Masked: ")
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
    assert run(dialog, qtbot, None).startswith("1 call copied to the clipboard. Masked: ")
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
    assert again.format.format().name == "json"


def previewed(dialog: ExportDialog, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: text in dialog.redaction.counted(), timeout=PATIENCE)


def test_private_data_is_masked_unless_the_person_says_otherwise_each_time(
    three: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(three)
    previewed(dialog, qtbot, "In the first 3 events")
    assert " → user-" in dialog.redaction.preview_text()
    run(dialog, qtbot, tmp_path / "masked.ndjson")
    first = json.loads((tmp_path / "masked.ndjson").read_text().splitlines()[0])
    assert first["payload"]["userId"].startswith("user-")
    dialog.redaction.nothing.setChecked(True)
    assert dialog.redaction.preview_text() == ""
    assert "Nothing was masked" in run(dialog, qtbot, tmp_path / "plain.ndjson")
    plain = json.loads((tmp_path / "plain.ndjson").read_text().splitlines()[0])
    assert not plain["payload"]["userId"].startswith("user-")
    assert plain["export"]["redaction"] is None
    assert not dialog_of(three).redaction.nothing.isChecked()


def test_rules_and_places_are_chosen_and_remembered(
    three: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(three)
    for box in dialog.redaction.rules.values():
        box.setChecked(False)
    dialog.redaction.paths.setText("event")
    assert "is not a JSON Pointer" in dialog.redaction.counted()
    assert not dialog._save.isEnabled()
    dialog.redaction.paths.setText("/event")
    previewed(dialog, qtbot, "3 value")
    run(dialog, qtbot, tmp_path / "calls.ndjson")
    first = json.loads((tmp_path / "calls.ndjson").read_text().splitlines()[0])
    assert first["payload"]["event"].startswith("value-")
    again = dialog_of(three).redaction.choice()
    assert again is not None
    assert (again.rules, again.paths) == (frozenset(), ("/event",))


def test_what_is_no_text_goes_to_a_file_only(three: MainWindow) -> None:
    dialog = dialog_of(three)
    dialog.choose(scope=0, format_name="parquet")
    assert not dialog._copy.isEnabled()
    dialog.choose(scope=0, format_name="curl")
    assert dialog._copy.isEnabled()
    assert dialog.format.options().host.startswith("http://localhost:")


def test_too_much_for_the_clipboard(
    three: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_task, "MOST_COPIED", 1000)
    said = run(dialog_of(three), qtbot, None)
    assert "The clipboard takes" in said
    assert "Save to a file" in said


def test_the_project_says_what_is_private(three: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """In exports and in what is copied; the person may mask more, and its places go with it."""
    three.rules.path.write_text("[redaction]\nrules = ['email']\npaths = ['/event']\n")
    qtbot.waitUntil(lambda: three.rules.private is not None, timeout=PATIENCE)
    dialog = dialog_of(three)
    chosen = [name for name, box in dialog.redaction.rules.items() if box.isChecked()]
    assert chosen == ["email"]
    assert dialog.redaction.project.text() == f"Chosen in {NAME}, with /event."
    dialog.redaction.paths.setText("/userId")
    run(dialog, qtbot, tmp_path / "calls.ndjson")
    first = json.loads((tmp_path / "calls.ndjson").read_text().splitlines()[0])
    assert first["payload"]["event"].startswith("value-")
    assert first["payload"]["userId"].startswith("value-")
    three.pane.list.select(2)
    three.actions_by_id["copy-row"].trigger()
    assert '"event":"value-' in QGuiApplication.clipboard().text()
    three.pane.copied_as.emit("curl")
    assert "Signed Up" not in QGuiApplication.clipboard().text()


def test_copy_as_code(three: MainWindow) -> None:
    three.pane.list.select(2)
    three.pane.copied_as.emit("curl")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("#!/bin/sh")
    assert "/v1/track" in text
    assert "Signed Up" in text
    three.pane.offer_copy_as()
    menu = three.pane._menu.copy_as
    assert [action.text() for action in menu.actions()][:2] == ["cURL", "Python"]
    menu.close()


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
