"""The list of kept sessions: read in the background, sorted, searched, and pruned only when asked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from debugger.window import notices
from debugger.window.main_window import MainWindow
from debugger.window.models.session_rows import SessionColumn
from debugger.window.panels.sessions_dialog import SessionsDialog
from debugger.window.remembered import keeping_rule
from tests.window.app_under_test import PATIENCE
from tests.window.test_unfinished import leave

OpenDialog = Callable[[], SessionsDialog]
DAY = 86_400


@pytest.fixture(autouse=True)
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where deleted files go, in place of the person's own trash."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sessions, of today, of three days ago and of ten days ago; and one that is damaged."""
    for name, calls, age in (("today", 3, 0), ("middle", 20, 3), ("oldest", 1, 10)):
        path = leave(tmp_path / "sessions" / f"{name}.tdsession", calls=calls)
        changed = time.time() - age * DAY
        os.utime(path, (changed, changed))
    content = path.read_bytes()
    path.with_name("torn.tdsession").write_bytes(content[: len(content) // 2])
    return tmp_path / "sessions"


@pytest.fixture
def dialog(folder: Path, window: MainWindow, qtbot: QtBot) -> SessionsDialog:
    made = window.files.sessions()
    assert window.files.sessions() is made
    read_whole(made, qtbot)
    assert {each.path.parent for each in made.table.entries} == {folder}
    return made


def read_whole(dialog: SessionsDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "in /" in dialog.said.text(), timeout=PATIENCE)


def names(dialog: SessionsDialog) -> list[str]:
    """What is shown, from the top, but for the window's own session."""
    shown = [
        str(dialog.rows.index(row, SessionColumn.NAME).data())
        for row in range(dialog.rows.rowCount())
    ]
    return [name for name in shown if not name.startswith("20")]


def choose(dialog: SessionsDialog, name: str) -> None:
    for row in range(dialog.rows.rowCount()):
        if dialog.rows.index(row, SessionColumn.NAME).data() == name:
            dialog.list.selectRow(row)


def press(dialog: SessionsDialog, text: str) -> str:
    """Answers the question that is asked; returns it."""
    box = next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())
    said = box.text()
    next(button for button in box.buttons() if button.text() == text).click()
    return said


def test_sessions_are_sorted_searched_and_told_apart(dialog: SessionsDialog) -> None:
    assert "5 sessions" in dialog.said.text()
    dialog.list.sortByColumn(
        SessionColumn.CALLS, dialog.list.horizontalHeader().sortIndicatorOrder()
    )
    assert names(dialog)[0] == "middle"
    dialog.search.setText("damaged")
    assert names(dialog) == ["torn"]
    choose(dialog, "torn")
    assert dialog._salvage.isVisibleTo(dialog)
    assert "damaged" in dialog.trouble.text()
    dialog.search.setText("")
    own = next(each for each in dialog.table.entries if each.path.stem.startswith("20"))
    choose(dialog, own.path.stem)
    assert not dialog._delete.isEnabled()
    assert not dialog._rename.isEnabled()


def test_one_is_opened_and_renamed(
    dialog: SessionsDialog, window: MainWindow, qtbot: QtBot
) -> None:
    choose(dialog, "middle")
    (middle,) = dialog.selected()
    dialog.rename(middle.path, "Checkout: before the fix")
    assert "cannot be called" in dialog.trouble.text()
    dialog.rename(middle.path, "today")
    assert "there already" in dialog.trouble.text()
    dialog.rename(middle.path, "Checkout before the fix")
    qtbot.waitUntil(lambda: "Checkout before the fix" in names(dialog), timeout=PATIENCE)
    read_whole(dialog, qtbot)
    choose(dialog, "Checkout before the fix")
    dialog._open.click()
    assert window.windows.open[-1].live.table.rowCount() == 20


def test_nothing_is_deleted_without_being_asked(
    dialog: SessionsDialog, folder: Path, trash: Path, qtbot: QtBot
) -> None:
    choose(dialog, "oldest")
    dialog._delete.click()
    assert "“oldest”" in press(dialog, "Cancel")
    assert (folder / "oldest.tdsession").exists()
    dialog._delete.click()
    press(dialog, "Move to the trash")
    qtbot.waitUntil(lambda: "oldest" not in names(dialog), timeout=PATIENCE)
    assert not (folder / "oldest.tdsession").exists()
    assert (trash / "files" / "oldest.tdsession").exists()


def test_the_next_start_says_what_the_rule_does_not_keep(
    folder: Path, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = open_window()
    keeping_rule.choose(first.settings, keeping_rule.Kind.DAYS, 5)
    first.close()
    second = open_window()
    qtbot.waitUntil(lambda: notices.PRUNING in second.notices.notices(), timeout=PATIENCE)
    notice = second.notices.notices()[notices.PRUNING]
    assert notice.text.startswith("1 session is beyond what you keep (")
    assert (folder / "oldest.tdsession").exists()


def test_a_rule_proposes_and_asks(
    dialog: SessionsDialog, folder: Path, window: MainWindow, qtbot: QtBot
) -> None:
    bar = dialog.keeping
    assert bar.said.text() == "Nothing is ever deleted by itself."
    assert not bar.go.isVisibleTo(dialog)
    bar.kind.setCurrentIndex(2)
    bar.amount.setValue(2)
    assert bar.said.text().startswith("2 sessions (")
    assert (folder / "oldest.tdsession").exists()
    bar.go.click()
    assert press(dialog, "Move to the trash").startswith("“oldest”, “middle”")
    qtbot.waitUntil(lambda: bar.said.text() == "None would go.", timeout=PATIENCE)
    assert names(dialog) == ["today", "torn"] or set(names(dialog)) == {"today", "torn"}
    dialog.close()
    assert window.files.sessions().keeping.amount.value() == 2
