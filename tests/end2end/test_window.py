"""The window is killed in the middle of a capture: nothing that was answered is lost, and it is offered again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from debugger.errors import SessionError
from debugger.policy import NAME
from debugger.session import folder
from debugger.session.reader import SessionReader
from debugger.window import notices
from debugger.window.app import create_window
from debugger.window.main_window import MainWindow
from debugger.window.remembered.settings import Settings

PATIENCE = 20.0
"""Seconds; what is waited for takes a tenth of one."""


def wait_for(state: Callable[[], bool]) -> None:
    """Waits for a state of another process, which does not tell us."""
    until = time.monotonic() + PATIENCE
    while not state():
        assert time.monotonic() < until
        time.sleep(0.01)


@contextmanager
def window_process(home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A window of its own, with all that it keeps below `home`."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    command = [sys.executable, "-m", "debugger", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def track(port: int, event: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        body = json.dumps({"event": event, "userId": "u-42"})
        connection.request("POST", "/v1/track", body, {"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def answers(port: int) -> bool:
    try:
        return track(port, "Ready") == 200
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path("/proc", str(pid), "task").glob("*/children")
    return [int(child) for each in listed for child in each.read_text().split()]


def events_in(session: Path) -> int:
    try:
        with closing(SessionReader.open(session)) as reader:
            return reader.newest()
    except SessionError:
        return 0


@pytest.mark.parametrize("both", [False, True], ids=["window", "window-and-receiver"])
def test_a_killed_window_loses_nothing_and_the_next_start_offers_the_session(
    tmp_path: Path,
    free_port: int,
    qtbot: QtBot,
    qapp: object,  # noqa: ARG001
    *,
    both: bool,
) -> None:
    sessions = tmp_path / "data" / "track-debugger" / "sessions"
    with window_process(tmp_path, free_port) as process:
        wait_for(lambda: answers(free_port))
        answered = 1 + sum(track(free_port, f"Step {n}") == 200 for n in range(20))
        receivers = children_of(process.pid)
        process.send_signal(signal.SIGKILL)
        for pid in receivers if both else []:  # as when the machine goes down
            os.kill(pid, signal.SIGKILL)
        process.wait()
    wait_for(lambda: len(folder.unfinished(sessions)) == 1)  # its sink ends by itself
    (left,) = folder.unfinished(sessions)
    assert left.events == events_in(left.path) == answered
    with closing_window(tmp_path, sessions) as window:
        qtbot.waitUntil(lambda: notices.UNFINISHED in window.notices.notices(), timeout=20_000)
        notice = window.notices.notices()[notices.UNFINISHED]
        assert notice.text.startswith(f"{answered} calls from ")
        notice.choices[0].act()
        qtbot.waitUntil(lambda: window.live.table.rowCount() == answered, timeout=20_000)


@contextmanager
def closing_window(home: Path, sessions: Path) -> Iterator[MainWindow]:
    """The next start, in this process."""
    window = create_window(Settings(home / "window.ini"), sessions, home / NAME)
    try:
        window.begin(port=0, session=None)
        window.show()
        yield window
    finally:
        window.close()
        window.deleteLater()
