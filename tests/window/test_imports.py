"""Files that are no sessions, and the clipboard: their calls are shown in a window of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from debugger.window import notices
from debugger.window.main_window import MainWindow
from debugger.window.panels.task_dialog import TaskDialog
from tests.window.app_under_test import PATIENCE

TRACK = '{"type":"track","event":"Signed Up","userId":"u-1"}'


def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window that an import opened."""
    qtbot.waitUntil(lambda: len(window.windows.open) == 2, timeout=PATIENCE)
    return window.windows.open[-1]


def dropped(*paths: Path) -> QMimeData:
    """Files as a file manager lets them fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_dropped_files_are_imported_together_and_what_was_not_is_listed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.ndjson").write_text(f"{TRACK}\n<b>hello</b>\n")
    (tmp_path / "b.json").write_text(f"[{TRACK}, {TRACK}]")
    window.files.drop(dropped(tmp_path / "a.ndjson", tmp_path / "b.json"))
    opened = shown(window, qtbot)
    assert opened.live.table.rowCount() == 3
    assert not opened.capture.sink.running
    notice = opened.notices.notices()[notices.IMPORTED]
    assert notice.text == "Imported 3 calls in 3 requests. 1 place was not read."
    notice.choices[0].act()
    listed = opened.findChild(QPlainTextEdit, "unread")
    assert isinstance(listed, QPlainTextEdit)
    assert listed.toPlainText() == "a.ndjson:2: not read: it is no JSON object."


def test_a_payload_on_the_clipboard_is_pasted(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(TRACK)
    window.actions_by_id["paste"].trigger()
    opened = shown(window, qtbot)
    assert opened.live.table.rowCount() == 1
    assert window.live.table.rowCount() == 0


def test_an_empty_clipboard_says_what_to_copy(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.actions_by_id["paste"].trigger()
    assert "holds no text" in window.notices.notices()[notices.IMPORTED].text


def test_a_file_without_calls_says_so_and_leaves_no_session(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    before = set(window.capture.sessions.iterdir())
    dialog = window.imports.import_files([tmp_path / "notes.txt"])
    with qtbot.waitSignal(dialog._task.failed, timeout=PATIENCE):
        pass
    assert "No call was found. notes.txt:1: not read" in dialog.said.text()
    dialog.reject()
    assert set(window.capture.sessions.iterdir()) == before


@pytest.mark.parametrize("calls", [200_000])
def test_an_import_can_be_stopped(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, calls: int
) -> None:
    (tmp_path / "many.ndjson").write_text(f"{TRACK}\n" * calls)
    before = set(window.capture.sessions.iterdir())
    dialog = window.imports.import_files([tmp_path / "many.ndjson"])
    assert isinstance(dialog, TaskDialog)
    with qtbot.waitSignal(dialog._task.progressed, timeout=PATIENCE):
        pass
    dialog.reject()
    assert set(window.capture.sessions.iterdir()) == before
    assert len(window.windows.open) == 1
