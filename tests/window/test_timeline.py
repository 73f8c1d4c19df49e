"""The timeline: counted beside the list, followed live, looked at from nearer, a stretch of it as the filter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.events import Arrival, Recording, Transport
from debugger.findings import Severity
from debugger.session.recording import record
from debugger.session.timeline import Bars
from debugger.session.writer import Ending, SessionWriter
from debugger.window.background.overlooking import Seen
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.looks.theme import load_theme
from debugger.window.main_window import MainWindow
from debugger.window.widgets.timeline import Timeline
from debugger.wire.intake import read
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES

BEGIN = 1_795_600_800_000_000
"""Microseconds UTC."""
SECOND = 1_000_000
CALLS = 300


def recorded(number: int, received_at: int) -> Recording:
    """A call; one in ten has an error, one in seven a warning, one in five advice."""
    properties: dict[str, object] = {"order_id": str(number), "revenue": 5, "currency": "USD"}
    if number % 10 == 0:
        properties["revenue"] = "19.99"
    if number % 7 == 0:
        properties["currency"] = "US Dollars"
    body = json.dumps(
        {
            "type": "track",
            "event": "Order Completed" if number % 5 else "order_done",
            "userId": f"u-{number % 4}",
            "messageId": f"node-{number}",
            "properties": properties,
        }
    ).encode()
    arrival = Arrival(
        received_at=received_at,
        transport=Transport.HTTP,
        method="POST",
        path="/v1/track",
        headers=(("content-type", "application/json"),),
        body=body,
        client="127.0.0.1:50000",
    )
    intake = read(arrival)
    return record(intake.request, intake.messages)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session of a minute and a half: bursts, a lull, bursts."""
    path = tmp_path_factory.mktemp("timed") / "burst.tdsession"
    writer = SessionWriter.open(path)
    at, recordings = BEGIN, []
    for number in range(1, CALLS + 1):
        at += SECOND // 10 if number % 40 else 6 * SECOND
        recordings.append(recorded(number, at))
    writer.append(recordings)
    writer.close(Ending.CLOSED)
    return path


@pytest.fixture
def opened(open_window: Callable[..., MainWindow], written: Path, qtbot: QtBot) -> MainWindow:
    window = open_window()
    window.resize(1000, 700)
    window.saved.open(written)
    qtbot.waitUntil(lambda: calls_seen(window) == CALLS, timeout=PATIENCE)
    return window


def calls_seen(window: MainWindow) -> int:
    seen = window.timeline_commands.overlooking.seen
    return sum(map(sum, (seen.shown or seen.all).stacks.values()))


def all_is_seen(window: MainWindow) -> int:
    """How many calls both the list and the timeline show; more than there can be while they differ."""
    rows = window.live.table.rowCount()
    return rows if window.live.progress is None and calls_seen(window) == rows else CALLS + 1


def timeline_of(window: MainWindow) -> Timeline:
    return window.timeline_commands.timeline


def looks_nearer(timeline: Timeline) -> bool:
    return timeline.view.span is not None


def drag(timeline: Timeline, start: int, end: int) -> None:
    y = timeline.height() // 2
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline._x(start), y))
    QTest.mouseMove(timeline, QPoint(timeline._x(end), y))
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline._x(end), y))


def wheel(timeline: Timeline, turned: int, *, aside: int = 0) -> None:
    at = QPointF(timeline.width() / 2, 30)
    turn = QPoint(aside, turned)
    event = QWheelEvent(
        at,
        timeline.mapToGlobal(at),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - not inverted
    )
    QApplication.sendEvent(timeline, event)


def test_a_stretch_is_dragged_and_becomes_the_filter(opened: MainWindow, qtbot: QtBot) -> None:
    timeline = timeline_of(opened)
    opened.filter_bar.look_for("severity:error")
    qtbot.waitUntil(lambda: all_is_seen(opened) < CALLS, timeout=PATIENCE)
    errors = opened.live.table.rowCount()
    start = BEGIN + 20 * SECOND
    drag(timeline, start, start + 10 * SECOND)
    typed = opened.filter_bar.needle
    assert typed.startswith("severity:error after:")
    assert " before:" in typed
    qtbot.waitUntil(lambda: 0 < opened.live.table.rowCount() < errors, timeout=PATIENCE)
    stretch = opened.live.stretch
    assert stretch is not None
    assert stretch[0] is not None
    assert abs(stretch[0] - start) <= SECOND
    qtbot.waitUntil(lambda: all_is_seen(opened) < errors, timeout=PATIENCE)
    timeline.setFocus()
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert opened.filter_bar.needle == "severity:error"
    assert opened.live.stretch is None


def test_the_keyboard_selects_zooms_and_goes_back(opened: MainWindow, qtbot: QtBot) -> None:
    timeline = timeline_of(opened)
    opened.activateWindow()
    opened.actions_by_id["to-timeline"].trigger()
    qtbot.waitUntil(timeline.hasFocus, timeout=PATIENCE)
    QTest.keyClick(timeline, Qt.Key.Key_Left)
    for _ in range(3):
        QTest.keyClick(timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: opened.live.table.rowCount() < CALLS, timeout=PATIENCE)
    assert opened.filter_bar.needle.startswith("after:")
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: calls_seen(opened) == CALLS, timeout=PATIENCE)
    for _ in range(8):
        QTest.keyClick(timeline, Qt.Key.Key_Plus)
    seen = opened.timeline_commands.overlooking
    qtbot.waitUntil(lambda: seen.seen.all.width < seen.seen.whole.width, timeout=PATIENCE)
    before = timeline.view.shown(seen.seen.whole)
    wheel(timeline, 0, aside=480)
    assert timeline.view.shown(seen.seen.whole)[0] < before[0]
    QTest.keyClick(timeline, Qt.Key.Key_Minus)
    QTest.keyClick(timeline, Qt.Key.Key_0)
    assert not looks_nearer(timeline)
    wheel(timeline, 480)
    assert looks_nearer(timeline)
    QTest.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(50, 30))
    assert not looks_nearer(timeline)
    QTest.mouseClick(
        timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline._x(BEGIN + SECOND), 30)
    )
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 0 < opened.live.table.rowCount() < 30, timeout=PATIENCE)


def test_it_says_in_words_what_it_shows(opened: MainWindow) -> None:
    timeline = timeline_of(opened)
    said = timeline.accessibleDescription()
    assert "300 calls, " in said
    assert " with errors" in said
    assert "Most at" in said
    assert "calls" in timeline.tip_at(timeline._x(BEGIN + SECOND))
    assert timeline.tip_at(timeline._x(BEGIN + 7 * SECOND)).endswith("no calls")


def test_it_follows_live_and_all_stands_behind_the_filter(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    window.resize(1000, 700)
    timeline = timeline_of(window)
    assert timeline.isHidden()
    app.track("Order Completed", revenue="19.99")
    shown(1)
    assert not timeline.isHidden()
    qtbot.waitUntil(lambda: calls_seen(window) == 1, timeout=PATIENCE)
    window.filter_bar.look_for("event:Cart*")
    shown(0)
    app.batch([{"type": "track", "event": f"Cart {n}", "userId": "u"} for n in range(20)])
    shown(20)
    qtbot.waitUntil(lambda: calls_seen(window) == 20, timeout=PATIENCE)
    seen = window.timeline_commands.overlooking.seen
    assert sum(map(sum, seen.all.stacks.values())) == 21
    assert timeline._behind
    window.actions_by_id["timeline-all"].trigger()
    assert not timeline._behind
    window.resize(1000, 560)
    QApplication.processEvents()
    assert timeline.isHidden()
    for width, height, has_room in ((1280, 599, False), (1280, 600, True), (1000, 699, False)):
        window.resize(width, height)
        QApplication.processEvents()
        assert timeline.isHidden() is not has_room
    window.resize(1000, 700)
    window.actions_by_id["timeline"].trigger()
    assert timeline.isHidden()
    assert window.settings.number("timeline", 1) == 0
    window.commands.clear()
    window.filter_bar.clear()
    app.track("After")
    shown(1)
    qtbot.waitUntil(lambda: calls_seen(window) == 1, timeout=PATIENCE)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_gallery_of_the_timeline(opened: MainWindow, qtbot: QtBot, theme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    opened.appearance.choose(ThemeChoice(theme))
    timeline = timeline_of(opened)
    opened.filter_bar.look_for("severity>=warning")
    qtbot.waitUntil(lambda: all_is_seen(opened) < CALLS, timeout=PATIENCE)
    for name in ("filtered", "stretch"):
        if name == "stretch":
            drag(timeline, BEGIN + 20 * SECOND, BEGIN + 45 * SECOND)
            qtbot.waitUntil(lambda: "before:" in opened.live.needle, timeout=PATIENCE)
            qtbot.waitUntil(lambda: all_is_seen(opened) < CALLS, timeout=PATIENCE)
        for width, height in ((780, 540), (1000, 650), (1600, 1000)):
            opened.resize(width, height)
            QApplication.processEvents()
            qtbot.wait(60)  # a frame, for what is drawn with the next one
            path = PICTURES / f"timeline-{name}-{theme}-{width}x{height}.png"
            assert opened.grab().save(str(path))
    opened.filter_bar.clear()
    qtbot.waitUntil(lambda: calls_seen(opened) == CALLS, timeout=PATIENCE)
    assert timeline.grab().save(str(PICTURES / f"timeline-plain-{theme}.png"))


def test_a_strip_beside_the_scroll_bar_leads_to_the_findings(
    opened: MainWindow, qtbot: QtBot
) -> None:
    strip = opened.pane.strip
    marks = {
        pixel: mark
        for pixel, mark in strip.findings.worst.items()
        if mark.severity >= Severity.WARNING
    }
    assert set(marks.values()) >= {(3, 10), (3, 7)}
    pixel = next(pixel for pixel, mark in marks.items() if mark.number == 210)
    assert abs(pixel - 209 * strip.height() // CALLS) <= 2
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(4, pixel))
    assert opened.pane.list.selected_number() == 210
    assert "Errors in " in strip.accessibleDescription()
    error = QColor(opened.appearance.theme.severity(Severity.ERROR))
    assert strip.grab().toImage().pixelColor(4, pixel) == error
    height = strip.height()
    opened.resize(opened.width(), opened.height() + 200)
    qtbot.waitUntil(lambda: max(strip.findings.worst) > height, timeout=PATIENCE)
    opened.filter_bar.look_for("severity:none")
    qtbot.waitUntil(lambda: not strip.findings.worst, timeout=PATIENCE)


@pytest.fixture
def alone(qtbot: QtBot, qapp: QApplication) -> Timeline:  # noqa: ARG001 - made first
    """A timeline of which nothing is counted yet, with the keyboard in it."""
    timeline = Timeline(load_theme("light"))
    qtbot.addWidget(timeline)
    timeline.resize(1000, timeline.height())
    timeline.show()
    timeline.activateWindow()
    timeline.setFocus()
    qtbot.waitUntil(timeline.hasFocus, timeout=PATIENCE)
    return timeline


def test_no_time_is_chosen_before_one_is_known(alone: Timeline) -> None:
    chosen: list[object] = []
    alone.stretch_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Plus):
        QTest.keyClick(alone, key)
        QTest.keyClick(alone, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.mousePress(alone, Qt.MouseButton.LeftButton, pos=QPoint(50, 30))
    QTest.mouseMove(alone, QPoint(200, 30))
    QTest.mouseRelease(alone, Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
    assert chosen == []


def test_what_is_years_away_is_beside_the_bars(alone: Timeline) -> None:
    """The cursor and the stretch may be of calls that were cleared since: Qt would not take such a pixel."""
    alone.show_seen(Seen(whole=Bars(earliest=BEGIN, latest=BEGIN)))
    QTest.keyClick(alone, Qt.Key.Key_Left)
    later = BEGIN + 3 * 365 * 24 * 3600 * SECOND
    alone.show_stretch((BEGIN, BEGIN + SECOND))
    alone.show_seen(Seen(whole=Bars(earliest=later, latest=later)))
    assert not alone.grab().isNull()
