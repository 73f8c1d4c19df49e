"""Faults are started and stopped in a dialog, told loudly, marked on their calls, and survive a restart."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.window import notices
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import sentence
from debugger.window.panels.faults_dialog import FaultsDialog
from debugger.wire.faults import parsed
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES

Shown = Callable[[int], None]


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> FaultsDialog:
    window.actions_by_id["faults"].trigger()
    opened = window.findChild(FaultsDialog)
    assert isinstance(opened, FaultsDialog)
    qtbot.waitUntil(opened.isVisible, timeout=PATIENCE)
    return opened


def notice_text(window: MainWindow) -> str:
    bar = window.notices._bars.get(notices.FAULTS)
    return bar.notice.text if bar else ""


def test_a_fault_is_told_met_marked_and_gone(
    window: MainWindow, dialog: FaultsDialog, app: App, shown: Shown, qtbot: QtBot
) -> None:
    dialog.count.setValue(1)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "500 for the next one" in notice_text(window), timeout=PATIENCE)
    assert notice_text(window).startswith("Simulating faults: ")
    assert app.track("Walk Booked") == 500
    assert app.track("Walk Cancelled") == 200
    shown(2)
    first, second = window.live.table.line(0), window.live.table.line(1)
    assert first is not None
    assert second is not None
    assert (first.row.answer, second.row.answer) == ("500 simulated", "")
    assert sentence(first).endswith(", 500 simulated")
    qtbot.waitUntil(lambda: "met 1, 0 left" in dialog.state.text(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: notice_text(window) == "", timeout=PATIENCE)


def test_switching_off_answers_as_ever(
    window: MainWindow, dialog: FaultsDialog, app: App, qtbot: QtBot
) -> None:
    dialog.often.button(2).setChecked(True)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(notice_text(window)), timeout=PATIENCE)
    assert app.track("Walk Booked") == 500
    window.notices._bars[notices.FAULTS].notice.choices[0].act()
    qtbot.waitUntil(lambda: not notice_text(window), timeout=PATIENCE)
    assert app.track("Walk Booked") == 200
    assert dialog.state.text() == "Nothing is simulated. Calls are always kept."


def test_the_notice_stays_for_as_long_as_they_are_on(
    window: MainWindow, dialog: FaultsDialog, qtbot: QtBot
) -> None:
    dialog.close()
    window.capture.simulate("500")
    qtbot.waitUntil(lambda: bool(notice_text(window)), timeout=PATIENCE)
    bar = window.notices._bars[notices.FAULTS]
    assert bar.dismiss.isHidden()
    switch_off, change = (button for button, _ in bar.buttons)
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    assert window.findChild(FaultsDialog) is not None
    assert notice_text(window)
    QTest.mouseClick(switch_off, Qt.MouseButton.LeftButton)
    assert not notice_text(window)


def test_a_restart_goes_on_where_it_was(window: MainWindow, app: App, qtbot: QtBot) -> None:
    window.capture.simulate("500,next=3", "429,next=1")
    qtbot.waitUntil(lambda: "500 for the next 3" in notice_text(window), timeout=PATIENCE)
    assert [app.track("Walk Booked"), app.track("Walk Booked")] == [500, 500]
    qtbot.waitUntil(
        lambda: "2 requests met it, 1 more will" in notice_text(window), timeout=PATIENCE
    )
    before = window.capture.sink.pid
    os.kill(before, signal.SIGKILL)
    qtbot.waitUntil(
        lambda: window.capture.sink.pid not in {0, before} and bool(window.capture.address),
        timeout=PATIENCE,
    )
    assert "2 requests met it, 1 more will" in notice_text(window)
    again = App(window.capture.address)
    assert [again.track("Walk Booked") for _ in range(3)] == [500, 429, 200]


def test_what_is_switched_off_while_the_receiver_is_away_stays_off(
    window: MainWindow, dialog: FaultsDialog, qtbot: QtBot
) -> None:
    window.capture.simulate("500")
    qtbot.waitUntil(lambda: bool(notice_text(window)), timeout=PATIENCE)
    window.capture.sink.close()
    qtbot.waitUntil(lambda: not window.capture.sink.running, timeout=PATIENCE)
    window.capture.simulate()
    assert not notice_text(window)
    assert dialog.state.text() == "Nothing is simulated. Calls are always kept."


def test_who_is_not_known_before_the_body_is_told(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([{"type": "track", "event": "Walk Booked", "userId": "u"}])
    shown(1)
    qtbot.waitUntil(lambda: bool(window.live.totals.sources), timeout=PATIENCE)
    dialog = window.fault_commands.open()
    dialog.what.setCurrentText("Drop the connection before the body")
    assert dialog.about_source.isHidden()
    dialog.source.setCurrentIndex(1)
    assert dialog.about_source.isVisible()
    assert dialog.grab().save(str(PICTURES / "faults-early.png"))
    dialog.what.setCurrentText("Drop the connection after the body")
    assert dialog.about_source.isHidden()


def test_they_hold_when_the_receiver_is_started_again(
    window: MainWindow, dialog: FaultsDialog, qtbot: QtBot
) -> None:
    dialog.often.button(2).setChecked(True)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(notice_text(window)), timeout=PATIENCE)
    before = window.capture.sink.pid
    window.capture.restart()
    qtbot.waitUntil(
        lambda: window.capture.sink.pid not in {0, before} and bool(window.capture.address),
        timeout=PATIENCE,
    )
    app = App(window.capture.address)
    qtbot.waitUntil(lambda: app.track("Walk Booked") == 500, timeout=PATIENCE)


@pytest.mark.parametrize("place", range(9))
def test_what_is_chosen_is_a_fault_that_can_be_read(dialog: FaultsDialog, place: int) -> None:
    dialog.what.setCurrentIndex(place)
    for often in range(3):
        dialog.often.button(often).setChecked(True)
        fault = dialog.fault()
        assert parsed(fault.text) == fault


def test_sources_are_offered_by_their_masked_keys(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([{"type": "track", "event": "Walk Booked", "userId": "u"}])
    shown(1)
    qtbot.waitUntil(lambda: bool(window.live.totals.sources), timeout=PATIENCE)
    dialog = window.fault_commands.open()
    assert dialog.source.count() == 2
    dialog.source.setCurrentIndex(1)
    assert dialog.fault().source == "web"
    assert "web" not in dialog.source.currentText().split()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_picture(window: MainWindow, app: App, shown: Shown, qtbot: QtBot, theme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.appearance.choose(ThemeChoice(theme))
    dialog = window.fault_commands.open()
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(notice_text(window)), timeout=PATIENCE)
    for _ in range(4):
        app.track("Walk Booked")
    shown(4)
    qtbot.waitUntil(lambda: "met 3" in dialog.state.text(), timeout=PATIENCE)
    window.capture.simulate("429,retry-after=2")
    qtbot.waitUntil(lambda: "429" in notice_text(window), timeout=PATIENCE)
    assert dialog.grab().save(str(PICTURES / f"faults-{theme}.png"))
    assert window.grab().save(str(PICTURES / f"faults-window-{theme}.png"))
    window.capture.simulate("503,retry-after=30,share=20%,source=wk_checkout_2f", "slow=10,next=3")
    qtbot.waitUntil(lambda: "10 s late" in notice_text(window), timeout=PATIENCE)
    window.resize(780, 540)
    assert window.grab().save(str(PICTURES / f"faults-small-{theme}.png"))


def test_the_tries_of_a_message_are_told_together(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    window.capture.simulate("503,next=1")
    qtbot.waitUntil(lambda: bool(notice_text(window)), timeout=PATIENCE)
    call = {"type": "track", "userId": "u", "event": "Walk Booked", "messageId": "m"}
    assert [app.batch([call]), app.batch([call])] == [503, 200]
    shown(2)
    window.pane.list.select(2)
    window.detail.parts.setCurrentWidget(window.detail.session)
    told = window.detail.session.told
    qtbot.waitUntil(
        lambda: told.text().startswith("Delivered once, with try 2 of 2."),
        timeout=PATIENCE,
    )
