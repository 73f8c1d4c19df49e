"""Sending again from the window: by a real child, to its own receiver, and to another machine after asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from debugger.replaying.numbers import as_ranges
from debugger.window.capturing.replay_process import Answered
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.replay_rows import MOST, ReplayRows
from debugger.window.panels.replay_dialog import ReplayDialog
from tests.running_sink import RunningSink, running_sink
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_accessibility import marked_up, nameless

CALLS: list[dict[str, Any]] = [
    {"type": "track", "event": "Order Completed", "userId": "ann-4711", "messageId": "m-1"},
    {"type": "track", "event": "Signed Up", "userId": "ann-4711", "messageId": "m-2",
     "properties": {"mail": "ann@example.com"}},
    {"type": "page", "name": "Home", "userId": "bo-1", "messageId": "m-3"},
]  # fmt: skip
PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"


@pytest.fixture
def three(window: MainWindow, app: App, shown: Callable[[int], None]) -> MainWindow:
    """A window with a batch of two calls and one more."""
    app.batch(CALLS[:2])
    app.batch(CALLS[2:])
    shown(3)
    return window


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    with running_sink(tmp_path_factory.mktemp("other") / "other.tdsession") as running:
        yield running


def dialog_of(window: MainWindow) -> ReplayDialog:
    window.actions_by_id["replay"].trigger()
    (dialog,) = (each for each in window.findChildren(ReplayDialog) if each.isVisible())
    return dialog


def finished(dialog: ReplayDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(
        lambda: not dialog.process.running and not dialog.progress.isVisible(), timeout=PATIENCE
    )
    return dialog.said()


def button(top: ReplayDialog | QMessageBox, text: str) -> QAbstractButton:
    return next(each for each in top.findChildren(QAbstractButton) if each.text() == text)


def asked(dialog: ReplayDialog, qtbot: QtBot) -> QMessageBox:
    dialog.send.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)), timeout=PATIENCE)
    return dialog.findChildren(QMessageBox)[0]


def test_all_of_it_to_the_same_session(
    three: MainWindow, qtbot: QtBot, shown: Callable[[int], None]
) -> None:
    dialog = dialog_of(three)
    assert dialog.choice.to.text() == three.capture.address
    assert dialog.leaving.said().startswith("Stays on this machine. They are sent as they came")
    dialog.send.click()
    assert finished(dialog, qtbot) == "2 of 2 accepted."
    shown(6)
    rows = dialog.table.rows
    assert [rows.text(row, 0) for row in range(2)] == ["#1-2", "#3"]
    assert {rows.text(row, 1) for row in range(2)} == {"POST /v1/batch"}
    assert rows.text(0, 4) == '{"success": true}'
    assert "answered 200" in rows.sentence(0)
    button(dialog, "Go to the new calls").click()
    assert three.pane.list.selected_number() == 4
    assert three.live.reader is not None
    again = [three.live.reader.event(number) for number in (4, 5, 6)]
    assert [event.row.message_id for event in again] == ["m-1", "m-2", "m-3"]
    dialog.table.clicked.emit(rows.index(0, 0))
    assert three.pane.list.selected_number() == 1


def test_the_selection_with_new_ids_as_somebody_else(
    three: MainWindow, other: RunningSink, qtbot: QtBot
) -> None:
    three.pane.list.select(2)
    first = len(other.rows()) + 1
    dialog = dialog_of(three)
    assert dialog.choice.scope.currentText() == "The selection (1)"
    dialog.choice.to.setText(other.address)
    dialog.choice.key.setText("target-key-1")
    dialog.choice.ids.setCurrentIndex(1)
    dialog.choice.alone.setChecked(True)
    dialog.send.click()
    assert finished(dialog, qtbot) == "1 of 1 accepted."
    (sent,) = other.events()[first - 1 :]
    assert sent.row.name == "Signed Up"
    assert sent.row.message_id != "m-2"
    assert sent.source.write_key == "target-key-1"
    assert not button(dialog, "Go to the new calls").isVisible()


def test_another_machine_is_asked_about_and_gets_what_is_masked(
    three: MainWindow, other: RunningSink, qtbot: QtBot
) -> None:
    """By an address that is this machine's, but that nothing says is."""
    first = len(other.rows()) + 1
    dialog = dialog_of(three)
    dialog.choice.to.setText(f"http://0.0.0.0:{other.port}")
    assert not dialog.send.isEnabled()
    assert "The captured write key is not sent" in dialog.said()
    dialog.choice.key.setText("target-key-1")
    assert dialog.leaving.said().startswith("Leaves this machine, to 0.0.0.0. ")
    qtbot.waitUntil(lambda: "3 user" in dialog.leaving.masked(), timeout=PATIENCE)
    assert "ann@example.com → email-" in dialog.leaving.examples()
    box = asked(dialog, qtbot)
    assert box.text() == "Send 3 calls to 0.0.0.0?"
    assert box.informativeText().startswith("As write key tar…-1. Masked: ")
    assert box.defaultButton().text() == "Cancel"
    button(box, "Cancel").click()
    assert not dialog.process.running
    qtbot.waitUntil(lambda: not dialog.findChildren(QMessageBox), timeout=PATIENCE)
    button(asked(dialog, qtbot), "Send").click()
    assert finished(dialog, qtbot) == "2 of 2 accepted."
    sent = other.events()[first - 1 :]
    assert {event.source.write_key for event in sent} == {"target-key-1"}
    assert not any(b"ann" in event.payload for event in sent)


def test_another_machine_gets_nothing_that_the_project_says_is_private(
    three: MainWindow, other: RunningSink, qtbot: QtBot
) -> None:
    three.rules.path.write_text("[redaction]\nrules = []\npaths = ['/event']\n")
    first = len(other.rows()) + 1
    dialog = dialog_of(three)
    dialog.choice.to.setText(f"http://0.0.0.0:{other.port}")
    dialog.choice.key.setText("target-key-1")
    qtbot.waitUntil(lambda: "2 value" in dialog.leaving.masked(), timeout=PATIENCE)
    button(asked(dialog, qtbot), "Send").click()
    assert finished(dialog, qtbot) == "2 of 2 accepted."
    sent = other.events()[first - 1 :]
    names = [event.row.name for event in sent if event.row.name]
    assert [name.partition("-")[0] for name in names] == ["value", "value", "Home"]


def test_nothing_masked_only_when_asked_each_time(three: MainWindow) -> None:
    dialog = dialog_of(three)
    dialog.choice.to.setText("http://192.0.2.7")
    dialog.choice.key.setText("k")
    assert dialog.order().masks
    dialog.leaving.nothing.setChecked(True)
    assert not dialog.order().masks
    assert "all else that was sent" in dialog.leaving.masked()
    dialog.close()
    assert dialog_of(three).order().masks


def test_refused_and_where_nothing_listens(three: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(three)
    with running_sink(tmp_path / "faulty.tdsession", "--fault", "429") as faulty:
        dialog.choice.to.setText(faulty.address)
        dialog.send.click()
        assert finished(dialog, qtbot) == "0 of 2 accepted, 2 refused. Nothing is tried again."
        assert dialog.table.rows.text(0, 2) == "429"
    dialog.send.click()
    assert "nothing listens there" in finished(dialog, qtbot)
    dialog.choice.to.setText("ftp://x")
    assert not dialog.send.isEnabled()
    assert "no address" in dialog.said()


def test_stopped(three: MainWindow, qtbot: QtBot) -> None:
    dialog = dialog_of(three)
    order = dialog.order()
    assert order.pace == "fast"
    dialog.choice.pace.setCurrentIndex(5)
    slow = dialog.order()
    assert slow.pace == "0.1"
    dialog.start(slow)
    assert dialog.process.running
    assert dialog._close.text() == "Stop"
    dialog._close.click()
    finished(dialog, qtbot)
    assert dialog.isVisible()
    assert dialog._close.text() == "Close"


def test_the_dialog_has_names_and_takes_no_markup(three: MainWindow) -> None:
    dialog = dialog_of(three)
    assert nameless(dialog) == []
    assert marked_up(dialog) == []


def test_of_very_many_answers_the_last_are_kept(three: MainWindow) -> None:
    rows = ReplayRows(three.appearance.theme)
    one = Answered(
        events=[1], method="POST", path="/", accepted=True, milliseconds=1, start="", status=200
    )
    rows.add([one] * (MOST - 1))
    last = Answered(events=[7], method="POST", path="/", accepted=False, milliseconds=1, start="no")
    rows.add([one, last])
    assert rows.rowCount() == MOST
    assert rows.text(MOST - 1, 0) == "#7"
    assert rows.data(rows.index(MOST - 1, 2), Qt.ItemDataRole.DecorationRole)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([3], "3"), ([1, 2, 3], "1-3"), ([3, 7, 8, 9, 12], "3,7-9,12"), (range(1, 10**6), "1-999999")],
)  # fmt: skip
def test_ranges(numbers: list[int], text: str) -> None:
    assert as_ranges(numbers) == text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_gallery(three: MainWindow, qtbot: QtBot, theme: str) -> None:
    three.appearance.choose(ThemeChoice(theme))
    PICTURES.mkdir(parents=True, exist_ok=True)
    dialog = dialog_of(three)
    dialog.send.click()
    finished(dialog, qtbot)
    for name in ("here", "elsewhere"):
        if name == "elsewhere":
            dialog.choice.to.setText("https://api.segment.io")
            dialog.choice.key.setText("target-key-1")
            qtbot.waitUntil(lambda: "user" in dialog.leaving.masked(), timeout=PATIENCE)
        for width, height in ((700, 480), (860, 600)):
            dialog.resize(width, height)
            assert dialog.grab().save(str(PICTURES / f"replay-{name}-{theme}-{width}x{height}.png"))
    box = asked(dialog, qtbot)
    assert box.grab().save(str(PICTURES / f"replay-asked-{theme}.png"))
    box.close()
