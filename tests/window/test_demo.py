"""The demo shop is a click away from the empty window and the Help menu."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton

from debugger.window.main_window import MainWindow
from debugger.window.panels.connection_dialog import ConnectionDialog
from tests.window.app_under_test import App


class Opened(QObject):
    """What the browser would be given."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


@pytest.fixture
def opened() -> Iterator[Opened]:
    given = Opened()
    QDesktopServices.setUrlHandler("http", given, "take")  # type: ignore[arg-type]  # as its binding wants it
    yield given
    QDesktopServices.unsetUrlHandler("http")


def test_it_opens_in_the_browser(
    window: MainWindow, app: App, opened: Opened, shown: Callable[[int], None]
) -> None:
    page = f"{window.capture.address}/demo"
    offer = window.pane.connect_page.demo
    assert offer.isVisible()
    offer.findChildren(QPushButton)[0].click()
    assert opened.urls == [page]
    offer.findChildren(QToolButton)[0].click()
    assert QGuiApplication.clipboard().text() == page

    app.batch([{"type": "track", "event": "Walk Booked", "userId": "u"}])
    shown(1)
    assert not offer.isVisible()
    window.commands.open_demo()
    assert opened.urls == [page, page]


def test_while_nothing_listens_it_says_why(
    open_window: Callable[..., MainWindow], opened: Opened
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        window = open_window(port=taken.getsockname()[1], listen=False)
        window.commands.open_demo()
        assert opened.urls == []
        assert window.findChildren(ConnectionDialog)
        assert not window.pane.connect_page.demo.isVisible()
