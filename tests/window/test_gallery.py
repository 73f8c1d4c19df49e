"""Writes pictures of the window's states to `build/screenshots`, for people to look at, in every theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from debugger.session.marks import Colour, Mark
from debugger.window import notices
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App
from tests.window.looks.seen import cut
from tests.window.test_accessibility import marked_up, nameless

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
SIZES = [(1000, 650), (1360, 820)]
WEB = {
    "library": {"name": "analytics.js", "version": "2.11.1"},
    "locale": "de-DE",
    "ip": "192.0.2.7",
}
SERVER = {"library": {"name": "analytics-python", "version": "2.4.0"}, "channel": "server"}


MARKS = {
    3: Mark(starred=True, colour=Colour.RED),
    4: Mark(colour=Colour.GREEN, note="As it should be."),
    5: Mark(starred=True, colour=Colour.YELLOW, note="Fires twice when the basket is opened."),
}


def call(event: str | None, *, context: dict[str, Any] = WEB, **members: Any) -> dict[str, Any]:
    """A track call of a signed-in person, unless the members say otherwise."""
    message = {"type": "track", "event": event, "userId": "u-42", "context": context, **members}
    return {key: value for key, value in message.items() if value is not None}


CALLS = [
    call(None, type="page", name="Spring sale", userId=None, anonymousId="23adfd82-aa0f-45a7"),
    call("Product Viewed", userId=None, anonymousId="23adfd82-aa0f-45a7", properties={"sku": "G-32"}),
    call("Product Added", properties={"sku": "G-32", "price": 18.99, "quantity": 1}),
    call(None, type="identify", traits={"plan": "pro", "email": "grace@example.com"}),
    call("Coupon Entered", properties={"coupon": "SPRING", "revenue": 4.5, "currency": "eur"}),
    call(
        "Order Completed",
        properties={
            "order_id": "50314b8e",
            "revenue": "19.99",
            "currency": "US Dollars",
            "products": [{"sku": "G-32", "price": 18.99}, {"sku": "P-04", "price": 1}],
        },
        context={**WEB, "locale": "en_US", "timezone": "Amsterdam"},
    ),
    call(None, properties={"sku": "G-33"}),
    call(None, type="group", groupId="g-7", traits={"name": "Analytical Engines"}),
    call("Invoice Sent", context=SERVER, properties={"total": 512.25}),
    call("Order Refunded", context=SERVER, properties="50314b8e"),
    call("event", context=SERVER, userId=None),
    call(None, type="screen", name="Home", context={"library": {"name": "analytics-swift", "version": "1.9.0"}}),
]  # fmt: skip


def send_all(app: App) -> int:
    """A session worth a picture; returns how many rows it has."""
    for message in CALLS[:4]:
        app.batch([message])
    app.batch(CALLS[4:8])
    for message in CALLS[8:]:
        app.batch([message])
    app.post("/v1/track", b'{"event": "Cart Viewed", "properties": {"total": }}')
    app.batch(CALLS[1:3])
    return len(CALLS) + 3


@pytest.fixture(params=list(ThemeChoice)[1:])
def picture(
    request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot
) -> Callable[[str], None]:
    """Takes pictures of the window in one theme, in each size."""
    window.appearance.choose(ThemeChoice(request.param))
    PICTURES.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> None:
        for width, height in SIZES:
            window.resize(width, height)
            QApplication.processEvents()
            qtbot.wait(60)  # a frame, for what is drawn with the next one
            path = PICTURES / f"window-{name}-{request.param}-{width}x{height}.png"
            assert window.grab().save(str(path))
            assert window.size().width() == width
            assert window.size().height() == height

    return take


def test_pictures_of_the_window(
    window: MainWindow, app: App, qtbot: QtBot, picture: Callable[[str], None]
) -> None:
    listing = window.live.table.listing
    picture("1-empty")
    rows = send_all(app)
    qtbot.waitUntil(lambda: len(listing) == rows, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == rows, timeout=PATIENCE)
    picture("2-live")
    for number, mark in MARKS.items():
        window.capture.mark({number: mark})
    with qtbot.waitSignal(window.capture.sink.marked, timeout=PATIENCE):
        window.capture.mark({8: Mark(starred=True)})
    window.pane.list.select(5)
    picture("2-marked")
    window.pane.list.select(6)
    picture("3-selected")
    app.batch([CALLS[5] | {"messageId": "m-1"}, CALLS[5] | {"messageId": "m-1"}])
    rows += 2
    qtbot.waitUntil(lambda: len(listing) == rows, timeout=PATIENCE)
    window.pane.list.select(rows)
    window.detail.parts.setCurrentWidget(window.detail.session)
    surveyor = window.detail.session.surveyor
    qtbot.waitUntil(lambda: bool(surveyor.found.strands), timeout=PATIENCE)
    picture("3-session")
    window.filter_bar.focus()
    window.filter_bar._text.setText("order")
    qtbot.waitUntil(lambda: len(listing) < rows, timeout=PATIENCE)
    picture("4-filter")
    window.filter_bar.look_for('type:track event:"Order *" -library:analytics.js')
    window.filter_bar.line.setText('type:track event:"Order *" severity:fatal')
    qtbot.waitUntil(lambda: bool(window.filter_bar.property("wrong")), timeout=PATIENCE)
    picture("4-filter-wrong")
    window.filter_bar._text.setText("nothing of the sort")
    qtbot.waitUntil(lambda: len(listing) == 0, timeout=PATIENCE)
    picture("5-nothing-found")
    window.commands.leave_filter()
    window.pane.list.follow()
    window.commands.pause_or_resume()
    app.batch(CALLS[:3])
    qtbot.waitUntil(lambda: listing.held == 3, timeout=PATIENCE)
    window.notices.show_notice(
        notices.port_taken(8765, use_another=lambda: None, try_again=lambda: None)
    )
    window.notices.show_notice(notices.started_again("killed by signal 9"))
    picture("6-paused-and-port-taken")


def over(window: MainWindow, popup: QWidget) -> QPixmap:
    """The window with what has popped up over it, as it is seen."""
    seen = window.grab()
    painter = QPainter(seen)
    painter.drawPixmap(popup.pos() - window.pos(), popup.grab())
    painter.end()
    return seen


@pytest.mark.parametrize("theme", list(ThemeChoice)[1:])
def test_pictures_of_what_pops_up(
    window: MainWindow, app: App, qtbot: QtBot, theme: ThemeChoice
) -> None:
    """The menus and the offers of the filter are within the screen, and the words of a search are whole."""
    rows = send_all(app)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == rows, timeout=PATIENCE)
    window.appearance.choose(theme)
    window.resize(1000, 650)
    window.pane.list.select(6)
    qtbot.waitUntil(lambda: window.detail.payload.text.is_filled, timeout=PATIENCE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    room = window.screen().availableGeometry()
    bar = window.filter_bar
    bar.focus()
    QTest.keyClicks(bar.line, "ty")
    completer = bar.line.findChild(QCompleter)
    assert isinstance(completer, QCompleter)
    offers = completer.popup()
    assert offers is not None
    qtbot.waitUntil(offers.isVisible, timeout=PATIENCE)
    assert over(window, offers).save(str(PICTURES / f"popup-offers-{theme}.png"))
    assert room.contains(offers.geometry())
    offers.hide()
    bar.look_for("type:track")
    bar.set_result(shown=4, total=rows, progress=0.4)
    QApplication.processEvents()
    assert window.grab().save(str(PICTURES / f"popup-searching-{theme}.png"))
    assert cut(window) == []
    menus = {
        "columns": window.column_commands.menu(),
        "filters": bar.menu.fill(),
        "payload": window.detail.payload.menu(),
        "themes": window.top_bar.findChild(QMenu),
        "file": window.menuBar().actions()[0].menu(),
    }
    for name, menu in menus.items():
        assert isinstance(menu, QMenu)
        menu.popup(window.mapToGlobal(window.rect().center()) - QPoint(300, 240))
        qtbot.waitUntil(menu.isVisible, timeout=PATIENCE)
        assert over(window, menu).save(str(PICTURES / f"popup-{name}-{theme}.png"))
        assert room.contains(menu.geometry()), name
        menu.close()


DIALOGS = (
    "connect", "devices", "sessions", "export", "unfinished", "notify", "rules", "faults", "deliveries",
    "connection", "welcome", "palette", "columns", "group-event", "why", "compare", "replay", "note",
    "shortcuts", "about",
)  # fmt: skip
"""Actions that open a dialog of ours."""


def visible(window: MainWindow) -> list[QDialog]:
    return [each for each in window.findChildren(QDialog) if each.isVisible()]


@pytest.mark.parametrize("theme", list(ThemeChoice)[1:])
def test_pictures_of_every_dialog(
    window: MainWindow, app: App, qtbot: QtBot, theme: ThemeChoice
) -> None:
    """Each says what it is, has a name for everything that takes the keyboard, and shows its words whole."""
    rows = send_all(app)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == rows, timeout=PATIENCE)
    window.appearance.choose(theme)
    window.resize(1360, 820)
    window.pane.list.select(6)
    qtbot.waitUntil(lambda: window.detail.payload.text.is_filled, timeout=PATIENCE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name in DIALOGS:
        window.actions_by_id[name].trigger()
        qtbot.wait(60)  # a frame
        (dialog,) = visible(window)
        assert dialog.grab().save(str(PICTURES / f"dialog-{name}-{theme}.png"))
        wrong += [f"{name}: {each}" for each in (*nameless(dialog), *marked_up(dialog))]
        wrong += [f"{name}: {each}" for each in cut(dialog)]
        if not dialog.windowTitle():
            wrong.append(f"{name}: it has no title")
        dialog.close()
        qtbot.waitUntil(lambda: not visible(window), timeout=PATIENCE)
    assert wrong == []


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_pictures_at_every_size_of_text(
    window: MainWindow, app: App, qtbot: QtBot, percent: int
) -> None:
    rows = send_all(app)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == rows, timeout=PATIENCE)
    window.resize(1360, 820)
    window.appearance.scale_text(percent)
    window.pane.list.select(6)
    qtbot.waitUntil(lambda: window.detail.payload.text.is_filled, timeout=PATIENCE)
    qtbot.wait(60)  # a frame
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(PICTURES / f"window-text-{percent}.png"))
    assert cut(window) == []
    window.appearance.scale_text(100)
