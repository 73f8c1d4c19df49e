"""A session that a crash left is offered once, and stays within reach of the File menu."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.events import Arrival, Recording, Transport
from debugger.session import folder
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.window import notices
from debugger.window.background.unfinished_scan import UnfinishedScan
from debugger.window.main_window import MainWindow
from debugger.wire.intake import read
from tests.window.app_under_test import PATIENCE

OpenWindow = Callable[..., MainWindow]


def leave(session: Path, *, calls: int = 2) -> Path:
    """Leaves a session behind as a crash does."""
    writer = SessionWriter.open(session)
    for number in range(calls):
        writer.append([recording(f"Step {number}")])
    writer.close(Ending.ORPHANED)
    return session


def recording(event: str) -> Recording:
    """One call, as the receiver has it."""
    body = json.dumps({"type": "track", "event": event, "userId": "u-42"})
    intake = read(
        Arrival(
            received_at=1_795_435_441_249_000,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/track",
            headers=(),
            body=body.encode(),
            client="127.0.0.1:51324",
        )
    )
    return record(intake.request, intake.messages)


@pytest.fixture
def left(tmp_path: Path) -> Path:
    return leave(tmp_path / "sessions" / "left.tdsession")


def offered(window: MainWindow, qtbot: QtBot) -> bool:
    """What is offered is offered once the folder was looked through."""
    QApplication.processEvents()  # begins to look
    qtbot.waitUntil(lambda: not window.findChildren(UnfinishedScan), timeout=PATIENCE)
    return notices.UNFINISHED in window.notices.notices()


@contextmanager
def functions_called() -> Iterator[set[CodeType]]:
    """What this thread, which is the window's, runs meanwhile."""
    called: set[CodeType] = set()
    before = sys.getprofile()
    sys.setprofile(lambda frame, *_: called.add(frame.f_code))
    try:
        yield called
    finally:
        sys.setprofile(before)


def keep_for_later(window: MainWindow) -> None:
    window.notices.notices()[notices.UNFINISHED].choices[1].act()


@pytest.mark.usefixtures("left")
def test_a_session_that_is_kept_for_later_is_not_offered_again(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    first = open_window()
    assert offered(first, qtbot)
    keep_for_later(first)
    first.close()
    assert not offered(open_window(), qtbot)


def test_a_newer_one_is_offered_all_the_same(
    open_window: OpenWindow, left: Path, qtbot: QtBot
) -> None:
    first = open_window()
    assert offered(first, qtbot)
    keep_for_later(first)
    first.close()
    leave(left.with_name("newer.tdsession"), calls=1)
    second = open_window()
    assert offered(second, qtbot)
    assert second.notices.notices()[notices.UNFINISHED].text.startswith("1 call from ")


def test_the_file_menu_opens_one_that_was_kept_for_later(
    open_window: OpenWindow, left: Path, qtbot: QtBot
) -> None:
    window = open_window()
    assert offered(window, qtbot)
    keep_for_later(window)
    dialog = window.commands.unfinished.open()
    assert dialog.said.text() == "Looking for sessions…"
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=PATIENCE)
    assert dialog.list.item(0).text().endswith("2 calls")
    dialog._opens.click()
    qtbot.waitUntil(lambda: window.live.table.rowCount() == 2, timeout=PATIENCE)
    assert window.capture.session == left


@pytest.mark.usefixtures("left")
def test_the_folder_is_looked_through_beside_the_window(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    with functions_called() as called:
        window = open_window()
        assert offered(window, qtbot)
        dialog = window.commands.unfinished.open()
        qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=PATIENCE)
    assert MainWindow.begin.__code__ in called
    assert not {folder.sweep.__code__, folder.unfinished.__code__} & called


@pytest.mark.usefixtures("left")
def test_closing_while_the_folder_is_looked_through_is_quiet(open_window: OpenWindow) -> None:
    window = open_window(listen=False)
    window.commands.unfinished.open()
    scans = window.findChildren(UnfinishedScan)
    assert scans
    window.close()
    assert all(scan.isFinished() for scan in scans)
    QApplication.processEvents()
    assert notices.UNFINISHED not in window.notices.notices()


def test_where_there_is_none_the_dialog_says_so(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.commands.unfinished.open()
    qtbot.waitUntil(lambda: "There is no" in dialog.said.text(), timeout=PATIENCE)
    assert dialog.list.isHidden()
    assert dialog._opens.isHidden()
    dialog.reject()
