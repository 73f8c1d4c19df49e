"""The receiver behind the window: it dies and comes back, finds its port taken, and leaves nothing behind."""

from __future__ import annotations

import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from debugger.session.writer import Ending, SessionWriter
from debugger.window import notices
from debugger.window.capturing.sink_process import Refused, SinkError
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_unfinished import offered

Shown = Callable[[int], None]
OpenWindow = Callable[..., MainWindow]


def sessions(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "sessions").glob("*"))


def press(window: MainWindow, key: str, text: str) -> None:
    notice = window.notices.notices()[key]
    next(choice for choice in notice.choices if choice.text == text).act()


def test_a_killed_receiver_is_started_again_on_the_same_port_and_session(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.track("Before")
    shown(1)
    address, session, pid = window.capture.address, window.capture.session, window.capture.sink.pid
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: notices.ENDED in window.notices.notices(), timeout=PATIENCE)
    assert window.notices.notices()[notices.ENDED].text == (
        "The receiver ended unexpectedly (killed by signal 9) and was started again. "
        "Nothing that was answered is lost."
    )
    qtbot.waitUntil(lambda: window.capture.address != "", timeout=PATIENCE)
    assert (window.capture.address, window.capture.session) == (address, session)
    assert window.capture.sink.pid != pid
    app.track("After")
    shown(2)


def test_after_too_many_ends_it_is_left_to_the_person(
    window: MainWindow, app: App, qtbot: QtBot
) -> None:
    for _ in range(5):
        window.capture._restarts.delay(time.monotonic())
    os.kill(window.capture.sink.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: notices.ENDED in window.notices.notices(), timeout=PATIENCE)
    assert "keeps ending" in window.notices.notices()[notices.ENDED].text
    assert window.top_bar._state.text() == "Not listening"
    press(window, notices.ENDED, "Start it again")
    qtbot.waitUntil(lambda: window.capture.address != "", timeout=PATIENCE)
    assert app.track("After") == 200


def test_a_taken_port_is_named_and_another_one_can_be_used(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        window = open_window(port=port, listen=False)
        qtbot.waitUntil(lambda: notices.PORT in window.notices.notices(), timeout=PATIENCE)
        assert f"Port {port} is in use" in window.notices.notices()[notices.PORT].text
        assert window.capture.address == ""
        assert f"localhost:{port}/v1" in window.pane.connect_page.code()
        press(window, notices.PORT, "Use another port")
        qtbot.waitUntil(lambda: window.capture.address != "", timeout=PATIENCE)
    assert notices.PORT not in window.notices.notices()
    assert not window.capture.address.endswith(f":{port}")
    assert App(window.capture.address).track("Signed Up") == 200


def test_a_port_that_became_free_can_be_tried_again(open_window: OpenWindow, qtbot: QtBot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        window = open_window(port=port, listen=False)
        qtbot.waitUntil(lambda: notices.PORT in window.notices.notices(), timeout=PATIENCE)
    press(window, notices.PORT, "Try again")
    qtbot.waitUntil(lambda: window.capture.address == f"http://localhost:{port}", timeout=PATIENCE)


def test_a_session_without_a_call_is_gone_after_closing(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    assert len([path for path in sessions(tmp_path) if path.suffix == ".tdsession"]) == 1
    window.close()
    assert sessions(tmp_path) == []


def test_a_session_with_calls_stays_and_is_ended_in_order(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    App(window.capture.address).track("Signed Up")
    window.close()
    assert not window.capture.sink.running
    (session,) = (path for path in sessions(tmp_path) if path.suffix == ".tdsession")
    again = open_window()
    assert not offered(again, qtbot)
    assert session.exists()


def test_a_session_that_a_crash_left_is_offered_and_continued(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    left = _orphaned(open_window, tmp_path)
    window = open_window()
    qtbot.waitUntil(lambda: notices.UNFINISHED in window.notices.notices(), timeout=PATIENCE)
    notice = window.notices.notices()[notices.UNFINISHED]
    assert notice.text.startswith("1 call from ")
    assert [choice.text for choice in notice.choices] == ["Open it", "Keep for later"]
    empty = window.capture.session
    press(window, notices.UNFINISHED, "Open it")
    qtbot.waitUntil(lambda: window.live.table.rowCount() == 1, timeout=PATIENCE)
    assert window.capture.session == left
    assert empty is not None
    assert not empty.exists()
    App(window.capture.address).track("After")
    qtbot.waitUntil(lambda: window.live.table.rowCount() == 2, timeout=PATIENCE)


def test_restarting_by_hand_keeps_port_and_session(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    address, pid = window.capture.address, window.capture.sink.pid
    window.actions_by_id["restart"].trigger()
    qtbot.waitUntil(lambda: window.capture.sink.pid not in {0, pid}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.capture.address == address, timeout=PATIENCE)
    assert notices.ENDED not in window.notices.notices()
    app.track("After")
    shown(1)


def test_a_disk_that_is_full_and_has_room_again(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    """The receiver's files may not grow, as where there is no room; the banner goes by itself."""
    app.track("Before")
    shown(1)
    assert window.session
    log = window.session.with_name(window.session.name + "-wal")
    _, hard = resource.prlimit(window.capture.sink.pid, resource.RLIMIT_FSIZE)
    full = (log.stat().st_size + 1000, hard)
    resource.prlimit(window.capture.sink.pid, resource.RLIMIT_FSIZE, full)
    assert app.track("Refused", padding="x" * 20_000) == 503
    qtbot.waitUntil(lambda: notices.SINK in window.notices.notices(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: notices.REFUSED in window.notices.notices(), timeout=PATIENCE)
    assert "1 request was refused" in window.notices.notices()[notices.REFUSED].text
    resource.prlimit(window.capture.sink.pid, resource.RLIMIT_FSIZE, (2**40, hard))
    assert app.track("After", padding="x" * 20_000) == 200
    shown(2)
    qtbot.waitUntil(lambda: notices.SINK not in window.notices.notices(), timeout=PATIENCE)


def test_a_full_disk_is_said_until_storing_works_again(
    window: MainWindow, app: App, shown: Shown
) -> None:
    full = SinkError(kind="disk-full", message="The disk is full.", remedy="Make room there.")
    window.capture.sink.failed.emit(full)
    notice = window.notices.notices()[notices.SINK]
    assert notice.text == "The disk is full. Make room there."
    assert notice.choices == ()
    app.track("After")
    shown(1)
    assert notices.SINK not in window.notices.notices()


def test_what_could_not_be_kept_is_counted_with_its_reason(window: MainWindow) -> None:
    sink = window.capture.sink
    sink.refused.emit(Refused(count=2, reason="The disk is full."))
    assert window.notices.notices()[notices.REFUSED].text == (
        "2 requests were refused and could not be kept. The disk is full."
    )
    sink.refused.emit(Refused(count=1, reason="not HTTP"))
    assert window.notices.notices()[notices.REFUSED].text == (
        "3 requests were refused and could not be kept. "
        "2 for this reason: The disk is full. 1 for this reason: not HTTP."
    )


def _orphaned(open_window: OpenWindow, tmp_path: Path) -> Path:
    """A session with one call whose window went without a word."""
    window = open_window()
    App(window.capture.address).track("Before")
    window.close()
    (left,) = (path for path in sessions(tmp_path) if path.suffix == ".tdsession")
    SessionWriter.open(left).close(Ending.ORPHANED)
    return left
