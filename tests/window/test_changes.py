"""Another session compared with the one that is shown: each change in a row, leading to its calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from debugger.importers import gathered, store
from debugger.window.main_window import MainWindow
from debugger.window.models.change_rows import Column
from debugger.window.panels.changes_dialog import ChangesDialog
from tests.window.app_under_test import PATIENCE

BEFORE = [
    {
        "type": "track",
        "event": "Walk Booked",
        "userId": "u",
        "properties": {"price": 20, "code": "A"},
    },
    {"type": "track", "event": "Walk Rated", "userId": "u"},
]
AFTER = [{"type": "track", "event": "Walk Booked", "userId": "u", "properties": {"price": "20"}}]


def session(path: Path, calls: object) -> Path:
    """A session of these calls."""
    file = path.with_suffix(".json")
    file.write_text(json.dumps(calls))
    for _ in store(gathered([file], now=1_800_000_000_000_000), path):
        pass
    return path


@pytest.fixture
def looking(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window that shows the later session."""
    return window.windows.look_at(session(tmp_path / "after.tdsession", AFTER))


def compared(looking: MainWindow, before: Path, qtbot: QtBot) -> ChangesDialog:
    """The dialog, once both are read."""
    looking.files.compare_with(before)
    qtbot.waitUntil(lambda: looking.findChild(ChangesDialog) is not None, timeout=PATIENCE)
    dialog = looking.findChild(ChangesDialog)
    assert isinstance(dialog, ChangesDialog)
    return dialog


def test_each_change_is_a_row_and_leads_to_its_calls(
    looking: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = compared(looking, session(tmp_path / "before.tdsession", BEFORE), qtbot)
    rows = [
        tuple(dialog.rows.text(row, column) for column in Column)
        for row in range(dialog.rows.rowCount())
    ]
    assert rows == [
        ("\N{MINUS SIGN} Events", 'track "Walk Rated"', "", "1 call", "none"),
        (
            "\N{MINUS SIGN} Properties",
            'track "Walk Booked"',
            "/properties/code",
            "in 1 of 1 call",
            "in none",
        ),
        (
            "≠ Types",
            'track "Walk Booked"',
            "/properties/price",
            "number in 1 call",
            "string in 1 call",
        ),
    ]
    assert not dialog.show_calls.isEnabled()
    dialog.table.selectRow(1)
    assert dialog.show_calls.isEnabled()
    dialog.show_calls.click()
    assert looking.filter_bar.needle == 'type:track event:"Walk Booked"'
    dialog.kind.setCurrentIndex(3)
    assert dialog.rows.rowCount() == 1
    dialog.close()


def test_two_that_are_alike_say_so(looking: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = compared(looking, session(tmp_path / "same.tdsession", AFTER), qtbot)
    assert dialog.rows.rowCount() == 0
    assert "Nothing differs" in dialog.empty.words()
    dialog.close()
