"""A real window offscreen with a real sink behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.policy import NAME
from debugger.window.app import create_window
from debugger.window.background.collecting import collecting_in_this_thread
from debugger.window.main_window import MainWindow
from debugger.window.remembered.settings import Settings
from tests.window.app_under_test import PATIENCE, App


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out what Qt's offscreen platform says of itself when a dialog or a menu opens."""
    for item in items:
        if Path(__file__).parent in Path(str(item.fspath)).parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def open_window(
    qtbot: QtBot,
    qapp: QApplication,  # noqa: ARG001 - made first
    tmp_path: Path,
) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows over one folder of settings and sessions; all are closed in order at the end."""
    opened: list[MainWindow] = []

    def open_one(*, port: int = 0, session: Path | None = None, listen: bool = True) -> MainWindow:
        window = create_window(
            Settings(tmp_path / "window.ini"), tmp_path / "sessions", tmp_path / NAME
        )
        opened.append(window)
        window.begin(port=port, session=session)
        window.show()
        if listen:
            qtbot.waitUntil(lambda: window.live.reader is not None, timeout=PATIENCE)
        return window

    with collecting_in_this_thread():  # nothing of one test lives in the next
        yield open_one
        for windows in {window.windows for window in opened}:
            windows.close_all()
        opened.clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """A window that listens on a free port."""
    return open_window()


@pytest.fixture
def app(window: MainWindow) -> App:
    """An app that is pointed at the window."""
    return App(window.capture.address)


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> Callable[[int], None]:
    """Waits until the list has so many rows."""

    def wait(count: int) -> None:
        qtbot.waitUntil(lambda: window.live.table.rowCount() == count, timeout=PATIENCE)

    return wait
