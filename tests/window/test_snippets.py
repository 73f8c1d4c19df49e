"""What the empty window says to paste works: it is run as it stands, against the window's own address."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from debugger.window.snippets import snippets
from debugger.wire.mirror import bookmarklet
from tests.node_sdks import FOLDER as NODE_SDKS
from tests.window.app_under_test import PATIENCE

WANTED = {
    *("browser", "snippet", "node", "react-native", "python", "java", "go", "swift", "kotlin"),
    *("flutter", "csharp", "ruby", "php", "rudderstack", "jitsu", "curl"),
}
INSISTING = {"flutter", "csharp", "ruby", "php"}
PLACES = ("{url}", "{host}", "{port}", "{scheme}", "{ws}")

Shown = Callable[[int], None]


def code_of(name: str, address: str) -> str:
    (found,) = (snippet for snippet in snippets() if snippet.id == name)
    return found.filled(address)[1]


def run_beside(qtbot: QtBot, command: list[str], folder: Path) -> None:
    """Runs a program while the window goes on."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        try:
            qtbot.waitUntil(lambda: child.poll() is not None, timeout=3 * PATIENCE)
        finally:
            child.kill()
        assert child.stderr is not None
        assert child.returncode == 0, child.stderr.read().decode()


def first_row(window: MainWindow) -> tuple[str, str | None]:
    row = window.live.table.row(0)
    assert row is not None
    return row.type, row.name


def test_the_languages_that_are_promised_are_there() -> None:
    assert {snippet.id for snippet in snippets()} >= WANTED


@pytest.mark.parametrize("name", [snippet.id for snippet in snippets()])
def test_the_live_address_is_filled_in(name: str) -> None:
    (found,) = (snippet for snippet in snippets() if snippet.id == name)
    for address in ("http://localhost:9911", "https://localhost:9912"):
        note, code = found.filled(address)
        assert "localhost" in code
        assert address.rpartition(":")[2] in code
        assert not any(place in note + code for place in PLACES)
    assert "http:" not in code
    assert "ws:" not in code
    assert "HTTPS and devices" in note


def test_https_is_given_where_the_person_wants_it_or_the_sdk_insists(window: MainWindow) -> None:
    page = window.pane.connect_page
    plain, secure = window.capture.address, window.capture.secure_address
    assert secure
    for snippet in snippets():
        page.choose(snippet.id)
        address = secure if snippet.insists else plain
        assert page.code() == snippet.filled(address)[1]
        assert page._secure.isEnabled() is not snippet.insists
        assert page._secure.isChecked() is snippet.insists
    assert {snippet.id for snippet in snippets() if snippet.insists} == INSISTING
    page.choose("kotlin")
    assert "requestFactory" in page.code()
    page._secure.click()
    assert "requestFactory" not in page.code()
    page.choose("browser")
    assert f"cdnURL: '{secure}'" in page.code()
    assert "protocol: 'https'" in page.code()


def test_the_page_shows_and_copies_the_code(window: MainWindow) -> None:
    page = window.pane.connect_page
    page.choose("python")
    assert page.code() == code_of("python", window.capture.address)
    page._copy.click()
    assert QGuiApplication.clipboard().text() == page.code()
    assert page._copy.text().strip() == "Copied"


def test_the_bookmark_is_offered_where_there_is_one(window: MainWindow) -> None:
    page = window.pane.connect_page
    page.choose("python")
    assert page._bookmark.isHidden()
    page.choose("mirror")
    assert not page._bookmark.isHidden()
    page._bookmark.findChildren(QPushButton)[0].click()
    assert QGuiApplication.clipboard().text() == bookmarklet(window.capture.address)


def test_the_chosen_language_is_remembered(window: MainWindow) -> None:
    window.pane.connect_page.choose("kotlin")
    assert window.settings.text("connect/language") == "kotlin"
    assert window.commands.connect().page.code() == code_of("kotlin", window.capture.address)


def test_an_open_page_follows_the_address(window: MainWindow, qtbot: QtBot) -> None:
    page = window.commands.connect().page
    page.choose("python")
    window.capture.use_another_port()
    qtbot.waitUntil(lambda: window.capture.address == "", timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.capture.address != "", timeout=PATIENCE)
    assert page.code() == code_of("python", window.capture.address)


def test_the_python_snippet_delivers(
    window: MainWindow, tmp_path: Path, shown: Shown, qtbot: QtBot
) -> None:
    pytest.importorskip("segment.analytics")
    (tmp_path / "app.py").write_text(code_of("python", window.capture.address))
    run_beside(qtbot, [sys.executable, "app.py"], tmp_path)
    shown(1)
    assert first_row(window) == ("track", "Order Completed")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_curl_snippet_delivers(
    window: MainWindow, tmp_path: Path, shown: Shown, qtbot: QtBot
) -> None:
    (tmp_path / "call.sh").write_text(code_of("curl", window.capture.address))
    run_beside(qtbot, ["sh", "-e", "call.sh"], tmp_path)
    shown(1)
    assert first_row(window) == ("track", "Order Completed")


def test_the_node_snippet_delivers(
    window: MainWindow, node: str, tmp_path: Path, shown: Shown, qtbot: QtBot
) -> None:
    (tmp_path / "node_modules").symlink_to(NODE_SDKS / "node_modules")
    (tmp_path / "app.mjs").write_text(code_of("node", window.capture.address))
    run_beside(qtbot, [node, "app.mjs"], tmp_path)
    shown(1)
    assert first_row(window) == ("track", "Order Completed")


def test_the_websocket_snippet_is_answered(window: MainWindow, shown: Shown) -> None:
    from websockets.sync.client import connect  # noqa: PLC0415 - only this test speaks it

    url = code_of("websocket", window.capture.address).partition("'")[2].partition("'")[0]
    with connect(url) as socket:
        socket.send('{"type": "track", "event": "Order Completed", "userId": "u-42"}')
        assert "stored" in str(socket.recv(timeout=10))
    shown(1)
    assert first_row(window) == ("track", "Order Completed")
