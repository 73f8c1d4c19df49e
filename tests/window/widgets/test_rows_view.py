"""What the list has on the screen is what it would paint anew, whatever was scrolled, changed or came since."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.session.writer import Ending, SessionWriter
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from debugger.window.widgets.event_list import EventList
from debugger.window.widgets.row_metrics import row_height
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_timeline import recorded

LONG_AGO = 1_700_000_000_000_000
"""Microseconds since 1970 UTC; errors of then light no row."""
CALLS = 120

Act = Callable[[EventList], object]


@pytest.fixture
def window(open_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window that goes on with a session with errors, warnings and advice, with more calls than fit into it."""
    path = tmp_path / "sessions" / "shop.tdsession"
    path.parent.mkdir()
    writer = SessionWriter.open(path)
    writer.append([recorded(number, LONG_AGO + number * 1000) for number in range(1, CALLS + 1)])
    writer.close(Ending.CLOSED)
    window = open_window(session=path, listen=False)
    judged: list[bool] = []
    window.capture.sink.rejudged.connect(lambda done, of: judged.append(done >= of))
    window.resize(1360, 820)
    qtbot.waitUntil(lambda: any(judged), timeout=PATIENCE)  # which changes what rows say
    qtbot.waitUntil(lambda: window.live.table.rowCount() == CALLS, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.live.totals.progress == 1, timeout=PATIENCE)
    return window


def on_screen(events: EventList) -> QImage:
    """What the screen shows of the list's rows; of a dense one, Qt's offscreen platform gives the first quarter."""
    whole = events.screen().grabWindow(events.window().winId()).toImage()
    scale = events.devicePixelRatioF()
    corner = events.viewport().mapTo(events.window(), QPoint()) * scale
    room = QRect(corner, events.viewport().size() * scale) & whole.rect()
    assert room.height() > 3 * row_height() * scale
    return whole.copy(room)


def anew(events: EventList) -> QImage:
    """What it would show if all were laid out and painted now."""
    events._rows._kept.clear()
    events.viewport().repaint()
    return on_screen(events)


class Painting(QObject):
    """Says that a widget was painted."""

    done = Signal()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.done.emit()
        return False


def settle(events: EventList) -> None:
    """Has done what waits to be done, painting too: a window paints all at once, a moment after it was asked to."""
    header, painting = events.horizontalHeader().viewport(), Painting()
    painted = QSignalSpy(painting.done)
    header.installEventFilter(painting)
    for _ in range(2):  # a table lays its columns out in a turn of its own
        QApplication.processEvents()
        header.update()
        assert painted.wait(PATIENCE)
    header.removeEventFilter(painting)


def wait_for_rows(events: EventList, count: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: events.table.rowCount() == count, timeout=PATIENCE)


def wait_until_half_faded(events: EventList, qtbot: QtBot) -> None:
    newest = events.table.row(events.table.rowCount() - 1)
    assert newest is not None
    then = newest.received_at + 600_000
    qtbot.waitUntil(lambda: time.time_ns() // 1000 > then, timeout=PATIENCE)


def scroll(by: int) -> Act:
    return lambda events: events.verticalScrollBar().setValue(
        events.verticalScrollBar().value() + by
    )


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Act:
    return lambda events: QTest.keyClick(events, key, held)


def choose(action: str) -> Act:
    def act(events: EventList) -> None:
        window = events.window()
        assert isinstance(window, MainWindow)
        window.actions_by_id[action].trigger()

    return act


def mark(action: str) -> Act:
    """A mark is in the file before the list is told."""

    def act(events: EventList) -> None:
        window = events.window()
        assert isinstance(window, MainWindow)
        kept = QSignalSpy(window.mark_commands.marker.kept)
        window.actions_by_id[action].trigger()
        assert kept.wait(PATIENCE)

    return act


def aside(events: EventList) -> None:
    """Columns need more room than there is, and are scrolled to the side."""
    events.setColumnWidth(Column.USER, 900)
    settle(events)
    events.horizontalScrollBar().setValue(333)


SHIFT = Qt.KeyboardModifier.ShiftModifier
ACTS: dict[str, tuple[Act, ...]] = {
    "scrolling a little": (scroll(-84), scroll(-13), scroll(28), scroll(5)),
    "scrolling far": (scroll(-2000), scroll(1000)),
    "following again": (scroll(-500), EventList.follow),
    "selecting": (lambda events: events.select(100), press(Qt.Key.Key_Up), press(Qt.Key.Key_Down)),
    "selecting more": (
        lambda events: events.select(100),
        *[press(Qt.Key.Key_Up, SHIFT)] * 4,
        scroll(-40),
        press(Qt.Key.Key_Home),
    ),
    "coming and going": (EventList.setFocus, EventList.clearFocus, EventList.setFocus, scroll(-50)),
    "marking": (
        lambda events: events.select(110),
        mark("star"),
        mark("colour-red"),
        scroll(-28),
        press(Qt.Key.Key_Up),
    ),
    "another theme": (scroll(-100), choose("theme-dark"), scroll(-30), choose("theme-contrast")),
    "larger text": (choose("text-larger"), scroll(-35), choose("text-smaller"), scroll(-9)),
    "another time": (
        choose("time-start"),
        lambda events: events.select(100),
        choose("time-selected"),
        press(Qt.Key.Key_Up),
    ),
    "columns": (
        lambda events: events.setColumnWidth(Column.USER, 30),
        lambda events: events.horizontalHeader().moveSection(0, 4),
        lambda events: events.hideColumn(Column.TYPE),
        lambda events: events.table.add_path(("properties", "revenue")),
        scroll(-70),
    ),
    "to the side": (aside, scroll(-44)),
}


@pytest.mark.parametrize("focused", [False, True], ids=["", "focused"])
def test_the_screen_shows_what_would_be_painted_anew(window: MainWindow, *, focused: bool) -> None:
    events = window.pane.list
    for name, acts in ACTS.items():
        (events if focused else window.filter_bar.line).setFocus()
        EventList.follow(events)
        for number, act in enumerate(acts, start=1):
            act(events)
            settle(events)
            assert on_screen(events) == anew(events), f"{name}, {number}"


def test_calls_that_come_change_what_is_shown(window: MainWindow, app: App, qtbot: QtBot) -> None:
    events, table = window.pane.list, window.live.table
    for act in (EventList.follow, scroll(-300), scroll(-20)):
        act(events)
        settle(events)
        count = table.rowCount()
        app.batch([{"type": "track", "event": f"Step {n}", "userId": "u-1"} for n in range(3)])
        wait_for_rows(events, count + 3, qtbot)
        settle(events)
        assert on_screen(events) == anew(events)


def _height(region: QRegion) -> int:
    """PySide's types leave out that a region can be gone through."""
    parts: list[QRect] = list(region)  # type: ignore[call-overload]
    return sum(part.height() for part in parts)


def test_only_what_comes_into_sight_is_painted(window: MainWindow) -> None:
    class Painted(QObject):
        heights: list[int] = []  # noqa: RUF012 - of this test alone

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                self.heights.append(_height(event.region()))
            return False

    events = window.pane.list
    settle(events)
    painted = Painted()
    events.viewport().installEventFilter(painted)
    scroll(-2 * row_height())(events)
    settle(events)
    assert 2 * row_height() <= sum(painted.heights) < 3 * row_height()


def test_the_row_of_a_new_error_is_lit_for_a_while_wherever_it_is_scrolled(
    window: MainWindow, app: App, qtbot: QtBot
) -> None:
    events = window.pane.list
    lit = window.appearance.theme.lit_error

    def is_lit() -> bool:
        image = on_screen(events)
        top = (events.rowViewportPosition(CALLS) + 2) * events.devicePixelRatioF()
        return image.pixelColor(image.width() // 2, round(top)).name() == lit.lower()

    app.track("Order Completed", revenue="19.99")
    wait_for_rows(events, CALLS + 1, qtbot)
    qtbot.waitUntil(is_lit, timeout=PATIENCE)
    scroll(-7)(events)
    settle(events)
    qtbot.waitUntil(lambda: not is_lit(), timeout=PATIENCE)
    assert on_screen(events) == anew(events)


def test_an_error_that_comes_while_another_is_lit_fades_as_well(
    window: MainWindow, app: App, qtbot: QtBot
) -> None:
    events = window.pane.list
    for count in (CALLS + 1, CALLS + 2):
        app.track("Order Completed", revenue="19.99")
        wait_for_rows(events, count, qtbot)
        qtbot.waitUntil(lambda: events._rows.oldest_lit is not None, timeout=PATIENCE)
        wait_until_half_faded(events, qtbot)
    qtbot.waitUntil(lambda: events._rows.oldest_lit is None, timeout=PATIENCE)
    assert on_screen(events) == anew(events)


def test_it_is_so_on_a_dense_screen_as_well() -> None:
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:xdist",
            __file__,
            "-k",
            "screen_shows",
        ],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stdout
    assert "passed" in ended.stdout
