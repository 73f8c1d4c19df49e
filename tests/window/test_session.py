"""What only the sequence of calls shows is found, told and led to, while more calls come."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.window import notices
from debugger.window.main_window import MainWindow
from debugger.window.models.strand_rows import Column
from debugger.window.panels.session import SessionPanel
from tests.window.app_under_test import PATIENCE, App

Shown = Callable[[int], None]


def booked(**members: Any) -> dict[str, Any]:
    return {
        "type": "track",
        "userId": "u-42",
        "anonymousId": "a-1",
        "event": "Walk Booked",
    } | members


def texts(panel: SessionPanel) -> list[list[str]]:
    rows = panel.table.rows
    return [
        [str(rows.index(row, column).data()) for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot, app: App, shown: Shown) -> SessionPanel:
    """Of the third of five calls, in front."""
    app.batch([booked(userId=None, event="Walk Seen")])
    app.batch([{"type": "identify", "userId": "u-42", "anonymousId": "a-1"}])
    app.batch([booked(messageId="m-1")])
    app.batch([booked(messageId="m-1")])
    app.batch([booked(userId="u-77", messageId="m-2")])
    shown(5)
    window.resize(1360, 820)
    window.pane.list.select(3)
    found = window.detail.session
    window.detail.parts.setCurrentWidget(found)
    qtbot.waitUntil(
        lambda: ["visitor a-1", "5"] in [row[:2] for row in texts(found)], timeout=PATIENCE
    )
    return found


def test_each_thing_that_calls_share_has_its_row(panel: SessionPanel) -> None:
    assert texts(panel) == [
        ["message m-1", "2", "this", "—", "#4", "#4"],
        ["visitor a-1", "5", "#1", "#2", "#4", "#5"],
        ["user u-42", "3", "#2", "#2", "#4", "#4"],
        ["event Walk Booked", "3", "this", "—", "#4", "#5"],
    ]
    tries, *others = panel.told.text().splitlines()
    assert tries == "Delivered 2 times, with tries 1 and 2."
    assert others == [
        "This user was first identified in call #2.",
        "Users of this visitor: u-42 (since #2), u-77 (since #5).",
    ]


def test_what_comes_is_counted_as_it_comes(panel: SessionPanel, app: App, qtbot: QtBot) -> None:
    app.batch([booked(messageId=f"n-{number}", properties={"n": number}) for number in range(20)])
    qtbot.waitUntil(lambda: texts(panel)[1][Column.CALLS] == "25", timeout=PATIENCE)
    assert texts(panel)[1][Column.LAST] == "#25"


def test_a_number_leads_to_its_call(panel: SessionPanel, window: MainWindow, qtbot: QtBot) -> None:
    index = panel.table.rows.index(1, Column.FIRST)
    QTest.mouseClick(
        panel.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.table.visualRect(index).center(),
    )
    assert window.pane.list.selected_number() == 1
    qtbot.waitUntil(lambda: len(texts(panel)) == 2, timeout=PATIENCE)
    panel.table.setCurrentIndex(panel.table.rows.index(0, Column.NEXT))
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert window.pane.list.selected_number() == 2


def test_a_call_that_the_filter_hides_is_shown_on_demand(
    panel: SessionPanel, window: MainWindow, qtbot: QtBot
) -> None:
    window.filter_bar.look_for("u-77")
    qtbot.waitUntil(lambda: len(window.live.table.listing) == 1, timeout=PATIENCE)
    panel.event_chosen.emit(1)
    (notice,) = [bar.notice for bar in window.notices._bars.values()]
    assert notice.key == notices.HIDDEN
    notice.choices[0].act()
    assert window.pane.list.selected_number() == 1
    assert window.live.needle == ""


def test_its_findings_are_its_own_and_the_events_are_not(
    panel: SessionPanel, window: MainWindow, qtbot: QtBot
) -> None:
    window.pane.list.select(4)
    qtbot.waitUntil(lambda: window.detail.shown_number == 4, timeout=PATIENCE)
    assert [finding.rule for _, finding in panel.own_findings()] == ["message-id-repeated"]
    tabs = window.detail.parts
    names = [tabs.tabText(index) for index in range(tabs.count())]
    assert names == ["Findings 1", "Event", "Properties", "Context", "Session 1"]


def test_a_call_without_any_identity_says_so(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.post("/v1/track", b"{}")
    shown(1)
    window.pane.list.select(1)
    window.detail.parts.setCurrentWidget(window.detail.session)
    told = window.detail.session.told
    qtbot.waitUntil(lambda: "names no user" in told.text(), timeout=PATIENCE)


def test_its_times_are_told_by_each_other(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([booked(timestamp="2026-11-23T12:04:01.249Z", sentAt="2026-11-23T12:04:03.249Z")])
    shown(1)
    window.pane.list.select(1)
    window.detail.parts.setCurrentWidget(window.detail.session)
    told = window.detail.session.told
    qtbot.waitUntil(lambda: told.text().startswith("Made "), timeout=PATIENCE)
    assert told.text().startswith("Made 2.0 seconds before it was sent, and received ")


def is_selected(window: MainWindow, number: int) -> bool:
    """Whether the person looks at this call."""
    return window.pane.list.selected_number() == number


def test_stepping_goes_from_one_call_with_a_finding_to_the_next_and_round(
    panel: SessionPanel, window: MainWindow, qtbot: QtBot
) -> None:
    assert panel.isVisible()
    for step, number in (("next", 4), ("next", 5), ("next", 4), ("next", 5), ("previous", 4)):
        window.actions_by_id[f"{step}-call-with-finding"].trigger()
        qtbot.waitUntil(partial(is_selected, window, number), timeout=PATIENCE)


def test_stepping_stays_in_what_the_filter_leaves(
    panel: SessionPanel, window: MainWindow, qtbot: QtBot
) -> None:
    assert panel.isVisible()
    window.filter_bar.look_for("u-77")
    qtbot.waitUntil(lambda: len(window.live.table.listing) == 1, timeout=PATIENCE)
    for _ in range(2):
        window.actions_by_id["next-call-with-finding"].trigger()
        qtbot.waitUntil(lambda: window.pane.list.selected_number() == 5, timeout=PATIENCE)
    window.filter_bar.look_for("Walk Seen")
    qtbot.waitUntil(
        lambda: (
            window.live.table.listing.hits is not None
            and list(window.live.table.listing.hits) == [1]
        ),
        timeout=PATIENCE,
    )
    window.actions_by_id["previous-call-with-finding"].trigger()
    qtbot.waitUntil(lambda: notices.NO_FINDING in window.notices._bars, timeout=PATIENCE)


def test_rows_are_spoken_whole(panel: SessionPanel) -> None:
    spoken = panel.table.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "visitor a-1: 5 calls, first #1, previous #2, next #4, last #5"
