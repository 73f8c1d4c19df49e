"""Session files and the windows they are in: looked at read-only, copied, salvaged, gone on with."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from debugger.session.library import State, entry
from debugger.session.writer import Ending, SessionWriter
from debugger.window import notices
from debugger.window.actions.table import ACTIONS
from debugger.window.main_window import MainWindow
from debugger.window.remembered import recent
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_unfinished import leave, recording

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session of thirty calls that somebody else sent, elsewhere than ours."""
    path = leave(tmp_path / "from Ada" / "shop.tdsession", calls=30)
    SessionWriter.open(path).close(Ending.CLOSED)
    return path


@pytest.fixture
def looking(window: MainWindow, file: Path) -> MainWindow:
    """A window that shows that file, opened from one that captures."""
    window.files.open([file])
    return window.windows.open[-1]


def test_a_file_is_looked_at_in_a_window_of_its_own(
    window: MainWindow, looking: MainWindow, file: Path, qtbot: QtBot
) -> None:
    before = file.read_bytes()
    assert looking is not window
    assert looking.live.table.rowCount() == 30
    assert not looking.capture.sink.running
    assert looking.top_bar._state.text() == "Saved session · not listening"
    assert looking.windowTitle() == "shop.tdsession · Track Debugger"
    looking.pane.list.select(7)
    qtbot.waitUntil(lambda: looking.detail.shown_number == 7, timeout=PATIENCE)
    assert window.capture.address
    assert App(window.capture.address).track("Goes on") == 200
    for spec in ACTIONS:
        if spec.needs_capture:
            assert not looking.actions_by_id[spec.id].isEnabled()
    looking.close()
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_the_same_file_is_not_opened_twice(
    window: MainWindow, looking: MainWindow, file: Path
) -> None:
    assert window.windows.look_at(file) is looking
    assert window.capture.session
    assert window.windows.look_at(window.capture.session) is window
    assert len(window.windows.open) == 2


def test_capturing_goes_on_into_it_on_the_next_port(
    window: MainWindow, looking: MainWindow, file: Path, qtbot: QtBot
) -> None:
    looking.actions_by_id["go-on"].trigger()
    qtbot.waitUntil(lambda: looking.capture.address != "", timeout=PATIENCE)
    assert looking.capture.session == file
    assert looking.capture.address != window.capture.address
    assert looking.actions_by_id["pause"].isEnabled()
    assert not looking.actions_by_id["go-on"].isEnabled()
    App(looking.capture.address).track("One more")
    qtbot.waitUntil(lambda: looking.live.table.rowCount() == 31, timeout=PATIENCE)


def test_a_second_window_takes_the_next_port_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    port = window.capture.port
    second = window.windows.make()
    second.begin(port=port, session=None)
    qtbot.waitUntil(lambda: second.capture.address != "", timeout=PATIENCE)
    assert second.capture.port > port
    said = second.notices.notices()[notices.NEXT_PORT].text
    assert said.startswith(f"Port {port} is in use by another window of Track Debugger")
    assert str(second.capture.port) in said
    assert second.capture.session != window.capture.session


def test_a_window_of_another_process_counts_as_ours(
    open_window: OpenWindow, window: MainWindow, qtbot: QtBot
) -> None:
    """A window that knows nothing of the first finds its port taken by its receiver."""
    other = open_window(port=window.capture.port)
    assert other.windows is not window.windows
    qtbot.waitUntil(lambda: notices.NEXT_PORT in other.notices.notices(), timeout=PATIENCE)
    assert notices.PORT not in other.notices.notices()
    assert other.capture.port > window.capture.port


def test_what_another_program_records_is_followed(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    writer = SessionWriter.open(file)
    looking = window.windows.look_at(file)
    assert looking.top_bar._state.text() == "Recorded by another window"
    assert not looking.actions_by_id["go-on"].isEnabled()
    writer.append([recording("Later")])
    qtbot.waitUntil(lambda: looking.live.table.rowCount() == 31, timeout=PATIENCE)
    writer.close(Ending.CLOSED)
    qtbot.waitUntil(looking.actions_by_id["go-on"].isEnabled, timeout=PATIENCE)


def test_files_are_let_fall_on_the_window(window: MainWindow, file: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, dragged, none[1], none[0])
    window.dragEnterEvent(entered)
    assert entered.isAccepted()
    window.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, dragged, none[1], none[0]))
    assert window.windows.open[-1].saved.path == file
    assert not window.files.accepts(QMimeData())


def test_what_was_opened_last_is_in_the_menu(
    window: MainWindow, looking: MainWindow, file: Path
) -> None:
    looking.close()
    gone = Path(shutil.copy(file, file.with_name("gone & away.tdsession")))
    window.files.open([gone])
    assert recent.recent(window.settings) == [gone, file]
    gone.unlink()
    window.files._fill_recent()
    entries = [each for each in window.files._recent.actions() if not each.isSeparator()]
    assert [each.text() for each in entries] == ["shop.tdsession", "&Forget these"]
    entries[0].trigger()
    assert window.windows.open[-1].saved.path == file
    entries[1].trigger()
    assert recent.recent(window.settings) == []
    window.files._fill_recent()
    assert not window.files._recent.actions()[0].isEnabled()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"text, and no session at all" * 99, "another kind"),
        (b"SQLite format 3\0" + bytes(9999), ""),
    ],
)
def test_a_file_that_is_no_session_is_named_for_what_it_is(
    window: MainWindow, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "wrong.tdsession"
    path.write_bytes(content)
    looking = window.windows.look_at(path)
    assert looking.top_bar._state.text() == "Cannot be opened"
    assert said in looking.pane.empty.words()
    assert "This file cannot be shown" in looking.pane.empty.words()
    assert not looking.actions_by_id["go-on"].isEnabled()
    assert path.read_bytes() == content


def test_what_is_left_of_a_damaged_file_is_saved_and_shown(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) * 3 // 4])
    looking = window.windows.look_at(file)
    notice = looking.notices.notices()[notices.READING]
    assert [choice.text for choice in notice.choices] == ["Save what can be read…"]
    output = file.with_name("saved.tdsession")
    looking.files.salvage(file, output)
    qtbot.waitUntil(lambda: window.windows.showing(output) is not None, timeout=PATIENCE)
    saved = window.windows.showing(output)
    assert saved
    assert "saved" in saved.notices.notices()[notices.SALVAGED].text
    assert saved.live.table.rowCount() > 0


def test_a_copy_is_whole_while_the_capture_goes_on(
    window: MainWindow, app: App, shown: Callable[[int], None], tmp_path: Path, qtbot: QtBot
) -> None:
    app.track("One")
    shown(1)
    target = tmp_path / "copy.tdsession"
    assert window.session
    window.files.save_copy(window.session, target)
    qtbot.waitUntil(lambda: notices.COPIED in window.notices.notices(), timeout=PATIENCE)
    assert str(target) in window.notices.notices()[notices.COPIED].text
    assert (entry(target).state, entry(target).counts.events) == (State.ENDED, 1)
    app.track("Two")
    shown(2)
    dialog = window.files.save_copy(window.session, window.session)
    qtbot.waitUntil(lambda: "the session itself" in dialog.said.text(), timeout=PATIENCE)
    dialog.reject()


def test_quitting_closes_every_window_in_order(
    window: MainWindow, looking: MainWindow, app: App
) -> None:
    app.track("Last")
    session = window.capture.session
    assert session
    looking.actions_by_id["quit"].trigger()
    assert window.windows.open == []
    with closing(sqlite3.connect(session)) as connection:
        ended = connection.execute("SELECT value FROM session WHERE key = 'ended'").fetchone()
    assert ended == ("closed",)
