"""A source has a chip from the first sign of an app on; a click shows its calls alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.sources.sender import Label, Sender
from debugger.sources.state import State
from debugger.window.main_window import MainWindow
from debugger.window.models import source_words
from debugger.window.models.row_text import Column
from debugger.window.panels.source_dialog import SourceDialog
from debugger.window.remembered.source_labels import _place
from debugger.window.widgets.row_metrics import ROW_HEIGHT
from tests.window.app_under_test import PATIENCE, App

KEY = "wk_live_5f2a9c3f"
OTHER = "wk_live_other_4e"
PAGE = {"Origin": "http://localhost:3000", "User-Agent": "Mozilla/5.0 Chrome/156.0"}
Shown = Callable[[int], None]


def ask(window: MainWindow, method: str, path: str, body: str | None = None) -> None:
    """A request as a page sends it."""
    place = urlsplit(window.capture.address)
    connection = HTTPConnection(str(place.hostname), place.port or 80, timeout=10)
    connection.request(method, path, body, headers=PAGE)
    assert connection.getresponse().status < 300
    connection.close()


def message(
    library: str, version: str = "2.11.1", key: str = KEY, event: str = "Walk Booked"
) -> str:
    said = {
        "type": "track", "event": event, "userId": "u-1", "writeKey": key,
        "context": {"library": {"name": library, "version": version}},
    }  # fmt: skip
    return json.dumps(said)


@contextmanager
def particulars(window: MainWindow, number: int) -> Iterator[SourceDialog]:
    dialog = window.source_commands.open(window.sources.known[number])
    yield dialog
    dialog.accept()


def names(window: MainWindow) -> list[str]:
    return [chip.text() for chip in window.status.sources.chips]


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda state: qtbot.waitUntil(state, timeout=PATIENCE)


def test_from_settings_to_calls_to_its_calls_alone(
    window: MainWindow, app: App, shown: Shown, until: Callable[[Callable[[], bool]], None]
) -> None:
    window.resize(1360, 820)
    ask(window, "GET", f"/v1/projects/{KEY}/settings")
    until(lambda: names(window) == ["Chrome"])
    (chip,) = window.status.sources.chips
    assert chip.source.state is State.ASKED
    assert "settings asked at" in chip.accessibleName()
    assert window.pane.currentWidget() is window.pane.connect_page  # a source, and yet no call

    ask(window, "OPTIONS", "/v1/t")
    until(lambda: chip.source.state is State.BOOTED)
    assert "booted" in chip.accessibleName()

    ask(window, "POST", "/v1/t", message("analytics.js"))
    ask(window, "POST", "/v1/t", message("analytics.js", "2.12.0", event="Home"))
    ask(window, "POST", "/v1/m", '{"series": []}')
    app.post("/v1/track", message("analytics-python", event="analytics.js").encode())
    app.post("/v1/track", message("analytics.js", key=OTHER).encode())
    shown(4)
    until(lambda: names(window) == ["Web (wk_…3f)", "Python", "Web (wk_…4e)"])
    until(lambda: window.sources.known[0].metrics == 1)
    web = window.sources.known[0]
    assert (web.calls, web.state, web.settings) == (2, State.DELIVERING, 1)
    assert [version for version, _ in web.versions] == ["2.11.1", "2.12.0"]
    assert all(
        KEY not in each.toolTip() + each.accessibleName() for each in window.status.sources.chips
    )

    chip = window.status.sources.chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    shown(2)
    assert chip.isChecked()
    assert events(window) == ["Walk Booked", "Home"]
    assert window.filter_bar._source.text().strip() == "Only Web (wk_…3f)"
    assert window.filter_bar._count.text() == "2 of 4"
    ask(window, "POST", "/v1/t", message("analytics.js", "3.0.0", event="Later"))
    app.post("/v1/track", message("analytics-python").encode())
    shown(3)
    assert events(window)[2] == "Later"
    window.filter_bar.look_for("home")
    shown(1)
    window.actions_by_id["clear-filter"].trigger()
    shown(6)
    assert not chip.isChecked()
    assert window.filter_bar._source.isHidden()

    window.source_commands.only(window.sources.known[1].sender)
    shown(2)
    window.commands.clear()
    assert window.pane.currentWidget() is window.pane.empty
    app.post("/v1/track", message("analytics.js", key=OTHER).encode())
    until(lambda: window.live.table.listing.total == 1)
    assert window.live.table.rowCount() == 0
    window.source_commands.choose(window.sources.known[1])
    shown(1)


def events(window: MainWindow) -> list[str | None]:
    table = window.live.table
    rows = [table.row(number) for number in range(table.rowCount())]
    return [row.name if row else None for row in rows]


def test_the_particulars_of_a_source(
    window: MainWindow, app: App, shown: Shown, until: Callable[[Callable[[], bool]], None]
) -> None:
    ask(window, "GET", f"/v1/projects/{OTHER}/settings")
    for _ in range(2):
        app.post("/v1/track", message("analytics-python", "2.4.0").encode())
    shown(2)
    until(lambda: names(window) == ["Chrome", "Python"])

    with particulars(window, 1) as dialog:
        until(lambda: dialog.value("Calls") == "2: 2 track")
        assert dialog.value("Library") == "analytics-python"
        assert dialog.value("Versions") == "2.4.0 (2 calls)"
        assert dialog.value("Answers") == "as Segment would"
        assert dialog.value("Metrics") == ""
        assert dialog.value("Write key") == "wk_…3f"
        dialog._reveal.click()
        assert dialog.value("Write key") == KEY
        dialog._reveal.click()
        assert dialog.value("Write key") == "wk_…3f"
        dialog._copy.click()
        assert QGuiApplication.clipboard().text() == KEY
        app.post("/v1/track", message("analytics-python", "2.5.0").encode())
        until(lambda: dialog.value("Calls") == "3: 3 track")
        assert dialog.value("Versions") == "2.4.0 (2 calls), 2.5.0 (1 call)"
        dialog._alone.click()
        assert window.source_commands.shown == dialog.source.sender
    with particulars(window, 0) as dialog:
        assert dialog.value("Settings") == "asked for once"
        assert dialog.value("Write key").startswith("wk_…4e")
        assert dialog._reveal.isHidden()
        assert dialog._alone.isHidden()
        assert source_words.explained(dialog.source).startswith("The app asked for its settings")
    menu = window.source_commands.menu(window.sources.known[1])
    assert menu.actions()[0].text() == "Show the calls of all sources"


def test_a_name_and_a_colour_are_kept_in_the_session_and_remembered(
    open_window: Callable[..., MainWindow], until: Callable[[Callable[[], bool]], None]
) -> None:
    window = open_window()
    App(window.capture.address).post("/v1/track", message("analytics.js").encode())
    until(lambda: names(window) == ["Web"])
    dialog = window.source_commands.rename(window.sources.known[0])
    assert dialog is not None
    dialog.name.setText("  Shop & more  ")
    dialog.colour.setCurrentIndex(dialog.colour.findData("pink"))
    dialog.accept()
    until(lambda: names(window) == ["Shop & more"])
    assert window.sources.known[0].colour == "pink"
    assert window.live.reader is not None
    reader = window.live.reader
    until(lambda: [each.name for each in reader.source_labels()] == ["Shop & more"])
    assert KEY not in (window.settings.text("sources") + str(window.settings._stored.allKeys()))
    window.capture.restart()
    until(lambda: bool(window.capture.address))
    window.close()

    later = open_window()
    App(later.capture.address).post("/v1/track", message("analytics.js", "9.0").encode())
    until(lambda: names(later) == ["Shop & more"])
    assert later.live.reader is not None
    written = later.live.reader
    until(
        lambda: (
            [(each.name, each.colour) for each in written.source_labels()]
            == [("Shop & more", "pink")]
        )
    )
    again = later.source_commands.rename(later.sources.known[0])
    assert again is not None
    assert again.name.text() == "Shop & more"
    again._reset()
    until(lambda: names(later) == ["Web"])
    until(lambda: written.source_labels() == [])


def test_a_label_that_nobody_can_have_written_is_passed_over(window: MainWindow) -> None:
    sender = Sender(write_key=KEY, library="analytics.js")
    for odd in ("[]", "no json", '{"name": 7}', '{"name": "x", "colour": "loud"}'):
        window.settings.keep(_place(sender), odd)
        window.source_labels.of.clear()
        window.source_labels.meet([sender])
        assert window.source_labels.of[sender].colour == ""


def test_the_list_names_a_source_with_its_colour(
    window: MainWindow, app: App, shown: Shown, until: Callable[[Callable[[], bool]], None]
) -> None:
    app.post("/v1/track", message("analytics-python", "2.4.0").encode())
    shown(1)
    until(lambda: names(window) == ["Python"])
    row = window.live.table.row(0)
    assert row is not None
    look = window.live.table.look_of(row.sender)
    assert look is not None
    assert look.name == "Python"
    window.source_labels.give(
        Sender(write_key=KEY, library="analytics-python"), Label(colour="pink")
    )
    window.sources.refresh()
    pink = QColor(window.appearance.theme.sources["pink"])

    def is_painted() -> bool:
        picture = window.pane.list.viewport().grab().toImage()
        left = window.pane.list.columnViewportPosition(Column.SOURCE)
        return any(picture.pixelColor(x, ROW_HEIGHT // 2) == pink for x in range(left, left + 24))

    until(is_painted)
