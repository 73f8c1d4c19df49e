"""Starting and ending the program: without a display, with a scratch profile, by Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.window.app import has_display


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_window_can_be_shown(
    environment: dict[str, str], platform: str, *, shown: bool
) -> None:
    assert has_display(environment, platform) is shown


def test_without_a_display_one_line_says_what_to_do() -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    ended = subprocess.run(
        [sys.executable, "-m", "debugger"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "track-debugger serve" in ended.stderr


def test_where_qt_finds_no_way_to_show_a_window_the_last_line_says_what_to_do() -> None:
    """A display that is gone is the same to Qt as a platform that is not there."""
    ended = subprocess.run(
        [sys.executable, "-m", "debugger", "--temp"],
        env={**os.environ, "QT_QPA_PLATFORM": "no-such-platform"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "no-such-platform" in ended.stderr
    assert "track-debugger serve" in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_window_in_order(ending: signal.Signals, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-m", "debugger", "--temp", "--port", "0"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        try:
            wait_for(lambda: len(list(tmp_path.glob("*/sessions/*.tdsession"))) == 1)
            window.send_signal(ending)
            assert window.wait(timeout=20) == 0
        finally:
            window.kill()
        assert window.stderr is not None
        assert "Traceback" not in window.stderr.read()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", ["create_application", "create_window"])
def test_a_signal_while_the_window_is_made_ends_it_in_order_too(moment: str) -> None:
    program = f"""
import os, signal, sys
from debugger.__main__ import main
from debugger.window import app
made = app.{moment}
def make(*arguments):
    os.kill(os.getpid(), signal.SIGINT)
    return made(*arguments)
app.{moment} = make
sys.exit(main(["--temp", "--port", "0"]))
"""
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def wait_for(state: Callable[[], bool]) -> None:
    """Waits until a state of another process is reached, which tells nobody."""
    until = time.monotonic() + 20
    while not state():
        assert time.monotonic() < until
        time.sleep(0.01)
