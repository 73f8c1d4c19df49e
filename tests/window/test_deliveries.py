"""Deliveries: the tries of each message, live, from the dialog to the list, and beside the selected call."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.window import notices
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.delivery_rows import Column
from debugger.window.models.try_rows import Column as TryColumn
from debugger.window.panels.deliveries_dialog import DeliveriesDialog
from debugger.window.panels.faults_dialog import FaultsDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES

Shown = Callable[[int], None]


def call(message: str, **fields: object) -> dict[str, object]:
    return {
        "type": "track",
        "userId": "u-42",
        "event": "Walk Booked",
        "messageId": f"node-next-1764087073000-{message}",
        "context": {"library": {"name": "@segment/analytics-node", "version": "3.1.0"}},
    } | fields


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> DeliveriesDialog:
    window.actions_by_id["deliveries"].trigger()
    opened = window.findChild(DeliveriesDialog)
    assert isinstance(opened, DeliveriesDialog)
    qtbot.waitUntil(opened.isVisible, timeout=PATIENCE)
    return opened


def faulty(window: MainWindow, qtbot: QtBot, *faults: str) -> None:
    window.capture.simulate(*faults)
    qtbot.waitUntil(lambda: notices.FAULTS in window.notices.notices(), timeout=PATIENCE)


def test_nothing_to_tell_teaches_how_to_see_something(
    dialog: DeliveriesDialog, window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([call("a")])
    shown(1)
    qtbot.waitUntil(lambda: dialog.summary.text().startswith("1 message, 1 "), timeout=PATIENCE)
    assert "Simulate faults answers 429" in dialog.empty.words()
    dialog.empty.chosen.emit()
    faults = window.findChild(FaultsDialog)
    assert isinstance(faults, FaultsDialog)
    dialog.close()
    faults.deliveries_wanted.emit()
    qtbot.waitUntil(lambda: window.findChild(DeliveriesDialog) is not None, timeout=PATIENCE)


def test_what_fails_is_listed_as_it_comes_and_leads_to_its_calls(
    dialog: DeliveriesDialog, window: MainWindow, app: App, qtbot: QtBot
) -> None:
    faulty(window, qtbot, "429,retry-after=1,next=1", "413,next=1")
    assert [app.batch([call(each)]) for each in "ab"] == [429, 413]
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2, timeout=PATIENCE)
    assert [dialog.rows.text(row, Column.STANDING) for row in range(2)] == [
        "Refused",
        "Lost so far",
    ]
    assert [app.batch([call("a")]), app.batch([call("c")]), app.batch([call("c")])] == [200] * 3
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 3, timeout=PATIENCE)
    texts = [button.text().strip() for button in dialog.kinds.buttons()]
    assert texts == [
        "All 3",
        "After retries 1",
        "Delivered twice 1",
        "Lost so far 0",
        "Refused 1",
    ]
    assert dialog.rows.text(0, Column.MESSAGE) == "Walk Booked"
    assert dialog.rows.text(0, Column.SOURCE) == "analytics-node 3.1.0"

    dialog.table.selectRow(1)
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Delivered once, with"), timeout=PATIENCE)
    tries = dialog.tries.rows
    assert [tries.text(row, TryColumn.ANSWER) for row in range(2)] == ["429 simulated", "200"]
    assert tries.text(1, TryColumn.GAP).startswith("+")

    dialog.tries.setCurrentIndex(tries.index(1, 0))
    QTest.keyClick(dialog.tries, Qt.Key.Key_Return)
    assert window.pane.list.selected_number() == 3
    told = window.detail.session
    window.detail.parts.setCurrentWidget(told)
    qtbot.waitUntil(lambda: told.tries.rows.rowCount() == 2, timeout=PATIENCE)
    assert told.told.text().startswith("Delivered once, with try 2 of 2.")
    told.tries.clicked.emit(told.tries.rows.index(0, 0))
    assert window.pane.list.selected_number() == 1


def test_one_kind_alone_is_shown(
    dialog: DeliveriesDialog, window: MainWindow, app: App, qtbot: QtBot
) -> None:
    faulty(window, qtbot, "500,next=2")
    for each in ("a", "b", "a"):
        app.batch([call(each)])
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2, timeout=PATIENCE)
    lost = dialog.kinds.button(3)
    qtbot.waitUntil(lambda: lost.text() == " Lost so far 1", timeout=PATIENCE)
    QTest.mouseClick(lost, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1, timeout=PATIENCE)
    assert dialog.rows.text(0, Column.MESSAGE_ID).endswith("-b")
    assert app.batch([call("b")]) == 200
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 0, timeout=PATIENCE)
    assert dialog.kinds.button(1).text() == " After retries 2"


def test_a_fault_that_is_used_up_leads_to_the_deliveries(
    window: MainWindow, app: App, qtbot: QtBot
) -> None:
    faulty(window, qtbot, "500,next=1")
    assert app.batch([call("a")]) == 500
    qtbot.waitUntil(lambda: notices.FAULTS_OVER in window.notices.notices(), timeout=PATIENCE)
    notice = window.notices.notices()[notices.FAULTS_OVER]
    assert "1 request met it" in notice.text
    notice.choices[0].act()
    assert window.findChild(DeliveriesDialog) is not None
    window.capture.simulate("500")
    qtbot.waitUntil(lambda: notices.FAULTS_OVER not in window.notices.notices(), timeout=PATIENCE)


def test_it_is_closed_and_opened_again(
    dialog: DeliveriesDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(DeliveriesDialog) is None, timeout=PATIENCE)
    again = window.delivery_commands.open()
    assert again.isVisible()
    assert window.delivery_commands.open() is again


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_picture(
    dialog: DeliveriesDialog, window: MainWindow, app: App, qtbot: QtBot, theme: str
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.appearance.choose(ThemeChoice(theme))
    qtbot.waitUntil(lambda: dialog.summary.text().startswith("0 messages"), timeout=PATIENCE)
    assert dialog.grab().save(str(PICTURES / f"deliveries-empty-{theme}.png"))
    faulty(window, qtbot, "429,retry-after=1,next=2", "drop,next=1", "413,next=1")
    for each in "aabcaddee":
        with suppress(HTTPException, OSError):
            app.batch([call(each, event="Order Completed" if each in "ad" else "Walk Booked")])
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 5, timeout=PATIENCE)
    dialog.table.selectRow(dialog.rows.rowCount() - 2)
    qtbot.waitUntil(lambda: dialog.tries.rows.rowCount() > 0, timeout=PATIENCE)
    assert dialog.grab().save(str(PICTURES / f"deliveries-{theme}.png"))
    dialog.resize(640, 420)
    assert dialog.grab().save(str(PICTURES / f"deliveries-small-{theme}.png"))
    window.resize(1360, 1100)
    window.pane.list.select(2)
    session = window.detail.session
    window.detail.parts.setCurrentWidget(session)
    qtbot.waitUntil(lambda: session.tries.rows.rowCount() > 1, timeout=PATIENCE)
    assert window.grab().save(str(PICTURES / f"deliveries-session-{theme}.png"))
