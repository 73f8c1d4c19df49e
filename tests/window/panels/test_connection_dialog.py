"""The connection: what apps do that brings no call is told at once, and a test call is followed all the way."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.connection.self_test import is_self_test
from debugger.window.capturing.self_test import Hop, Passed
from debugger.window.main_window import MainWindow
from debugger.window.panels.connection_dialog import ConnectionDialog
from debugger.window.widgets.copyable import Copyable
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_accessibility import MARKUP, marked_up, nameless

HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200)


@pytest.fixture
def dialog(window: MainWindow) -> ConnectionDialog:
    return window.commands.connection()


def say(window: MainWindow, said: bytes) -> None:
    """Says it to the port, and waits for the end of the connection."""
    place = urlsplit(window.capture.address)
    with socket.create_connection((str(place.hostname), place.port or 0), 15) as connection:
        connection.sendall(said)
        try:
            while connection.recv(1000):
                pass
        except ConnectionResetError:
            pass


def ask(window: MainWindow, method: str, path: str, **headers: str) -> None:
    place = urlsplit(window.capture.address)
    with closing(http.client.HTTPConnection(str(place.hostname), place.port, timeout=15)) as asked:
        asked.request(method, path, headers=headers)
        asked.getresponse().read()


def ids(window: MainWindow) -> list[str]:
    return [each.id for each in window.observations.diagnoses]


def test_the_addresses_are_those_that_are_listened_on(
    window: MainWindow, dialog: ConnectionDialog
) -> None:
    shown = {each.text() for each in dialog.addresses.findChildren(Copyable)}
    assert window.capture.where is not None
    assert shown == set(window.capture.where.addresses)
    for address in shown:
        place = urlsplit(address)
        socket.create_connection((str(place.hostname), place.port or 0), 15).close()
    first = dialog.addresses.findChildren(Copyable)[0]
    QTest.mouseClick(first.button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == first.text()


def test_https_spoken_to_the_port_for_http_is_a_card(
    window: MainWindow, dialog: ConnectionDialog, qtbot: QtBot
) -> None:
    say(window, HELLO)
    qtbot.waitUntil(lambda: "tls-on-plain" in ids(window), timeout=PATIENCE)
    model = dialog.cards.model()
    assert model.index(0, 0).data() == "An app speaks HTTPS to the port for HTTP"
    assert "What to do: Set the app to https://localhost:" in model.index(0, 0).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert any(
        "spoke HTTPS" in dialog.heard.item(row).text() for row in range(dialog.heard.count())
    )


def test_a_page_that_asks_for_settings_and_sends_nothing_is_told_after_ten_seconds(
    window: MainWindow, qtbot: QtBot
) -> None:
    now = window.observations._clock()
    window.observations._clock = lambda: now
    ask(window, "GET", "/v1/projects/wk_live_5f2a9c3f/settings", Origin="http://localhost:3000")
    qtbot.waitUntil(lambda: len(window.observations.evidence().seen) == 1, timeout=PATIENCE)
    assert "settings-without-calls" not in ids(window)
    now += 12_000_000
    qtbot.waitUntil(lambda: "settings-without-calls" in ids(window), timeout=PATIENCE)
    page = window.pane.connect_page
    assert window.pane.currentWidget() is page
    assert page.obstacle.isVisible()
    assert "wk_…3f" in page.obstacle.text()


def test_an_app_that_sends_after_its_settings_is_in_nobodys_way(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    ask(window, "GET", "/v1/projects/web/settings")
    app.batch([{"type": "track", "event": "Order Completed", "userId": "u-1"}])
    shown(1)
    qtbot.waitUntil(lambda: bool(window.observations.evidence().deliveries), timeout=PATIENCE)
    later = window.observations._clock() + 60_000_000
    window.observations._clock = lambda: later
    window.observations._judge()
    assert ids(window) == []


def test_the_sign_is_there_until_the_person_has_looked(window: MainWindow, qtbot: QtBot) -> None:
    sign = window.top_bar._trouble
    assert not sign.isVisible()
    say(window, HELLO)
    qtbot.waitUntil(sign.isVisible, timeout=PATIENCE)
    assert "HTTPS" in sign.accessibleName()
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(ConnectionDialog)
    assert not sign.isVisible()
    dialog.close()
    say(window, b"hello\r\n\r\n")
    qtbot.waitUntil(sign.isVisible, timeout=PATIENCE)


def test_a_port_that_is_taken_names_the_program(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        window = open_window(port=port, listen=False)
        qtbot.waitUntil(lambda: ids(window)[:1] == ["port-taken"], timeout=PATIENCE)
        assert f"port {port}" in window.pane.connect_page.obstacle.text()


def test_the_test_call_comes_all_the_way_round(
    window: MainWindow, dialog: ConnectionDialog, qtbot: QtBot
) -> None:
    passed: list[Passed] = []
    window.self_test.passed.connect(passed.append)
    with qtbot.waitSignal(window.self_test.ended, timeout=PATIENCE) as ended:
        QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
        assert not dialog.start.isEnabled()

    assert ended.args == [True]
    assert [each.hop for each in passed] == list(Hop)
    assert all(each.well for each in passed)
    assert all(line.startswith("Done: ") for line in dialog.hops.words())
    assert dialog.start.isEnabled()
    row = window.live.table.row(0)
    assert row is not None
    assert row.number == window.self_test.number == 1
    assert is_self_test(row.message_id)
    assert row.source.startswith("track-debugger")
    assert (row.errors, row.warnings, row.advice) == (0, 0, 0)


def test_our_own_call_is_no_app_that_delivers(
    window: MainWindow, dialog: ConnectionDialog, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.self_test.looked, timeout=PATIENCE):
        dialog.start.click()
    qtbot.waitUntil(lambda: window.live.totals.counts.events == 1, timeout=PATIENCE)
    window.observations._judge()
    evidence = window.observations.evidence()
    assert evidence.deliveries == ()
    assert evidence.nothing_arrived
    assert "react-native-proxy" in ids(window)


@pytest.mark.parametrize("way", ["paused", "filtered"])
def test_a_test_call_that_the_list_holds_back_says_so(
    window: MainWindow, dialog: ConnectionDialog, qtbot: QtBot, way: str
) -> None:
    if way == "paused":
        window.commands.pause_or_resume()
    else:
        window.live.filter("nothing of the sort")
    with qtbot.waitSignal(window.self_test.ended, timeout=PATIENCE) as ended:
        dialog.start.click()
    assert ended.args == [True]
    said = {"paused": "the list is paused", "filtered": "the filter does not let it through"}
    assert said[way] in dialog.hops.words()[-1]


def test_a_test_call_to_nobody_says_where_it_ended(
    window: MainWindow, dialog: ConnectionDialog, qtbot: QtBot
) -> None:
    window.capture.sink.close()
    qtbot.waitUntil(lambda: not window.capture.address, timeout=PATIENCE)
    with qtbot.waitSignal(window.self_test.ended, timeout=PATIENCE) as ended:
        dialog.start.click()
    assert ended.args == [False]
    assert dialog.hops.words()[0].startswith("Failed: Socket opened.")
    qtbot.waitUntil(lambda: "nothing-listens" in ids(window), timeout=PATIENCE)


def test_everything_has_a_name_and_nothing_is_markup(
    window: MainWindow, dialog: ConnectionDialog, qtbot: QtBot
) -> None:
    ask(window, "GET", "/" + MARKUP.replace(" ", "/"), Origin=MARKUP)
    qtbot.waitUntil(lambda: "unknown-path" in ids(window), timeout=PATIENCE)
    QApplication.processEvents()
    assert "<img" in dialog.heard.item(0).text()
    assert nameless(dialog) == []
    assert marked_up(dialog) == []
    assert nameless(window) == []
    assert marked_up(window) == []


def test_it_stands_beside_the_window_and_is_opened_once(
    window: MainWindow, dialog: ConnectionDialog
) -> None:
    assert not dialog.isModal()
    assert window.commands.connection() is dialog
