"""Following: to the next call of the same event, user, source or messageId, and back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from debugger.session.alike import Same
from debugger.window import notices
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App

WEB = {"library": {"name": "analytics.js", "version": "1"}}
SERVER = {"library": {"name": "analytics-python", "version": "1"}}
CALLS: list[dict[str, Any]] = [
    {"type": "track", "event": "A", "userId": "u", "messageId": "m-1", "context": WEB},
    {"type": "track", "event": "B", "userId": "v", "messageId": "m-2", "context": SERVER},
    {"type": "track", "event": "B", "userId": "u", "messageId": "m-3", "context": SERVER},
    {"type": "track", "event": "A", "userId": "v", "messageId": "m-4", "context": SERVER},
    {"type": "track", "event": "C", "userId": "v", "messageId": "m-1", "context": WEB},
    {"type": "track", "event": "C", "anonymousId": "x"},
]


@pytest.fixture
def filled(window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot) -> MainWindow:
    seconds = count()
    window.follow_commands._clock = lambda: float(next(seconds))
    app.batch(CALLS)
    shown(len(CALLS))
    select(window, 1, qtbot)
    return window


def select(window: MainWindow, number: int, qtbot: QtBot) -> None:
    window.pane.list.select(number)
    is_at(window, number, qtbot)


def is_at(window: MainWindow, number: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.pane.list.selected_number() == number, timeout=PATIENCE)


def told(window: MainWindow, key: str, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: key in window.notices.notices(), timeout=PATIENCE)
    return window.notices.notices()[key].text


@pytest.mark.parametrize(
    ("same", "next_one"), [(Same.EVENT, 4), (Same.USER, 3), (Same.SOURCE, 5), (Same.MESSAGE, 5)]
)
def test_to_the_next_and_back_to_the_one_before(
    filled: MainWindow, qtbot: QtBot, same: Same, next_one: int
) -> None:
    filled.actions_by_id[f"next-same-{same}"].trigger()
    is_at(filled, next_one, qtbot)
    filled.actions_by_id[f"previous-same-{same}"].trigger()
    is_at(filled, 1, qtbot)
    filled.actions_by_id[f"previous-same-{same}"].trigger()
    assert told(filled, notices.FOLLOWED, qtbot).startswith("No earlier call")
    select(filled, 2, qtbot)
    assert notices.FOLLOWED not in filled.notices.notices()


def test_what_a_call_does_not_have_cannot_be_followed(filled: MainWindow, qtbot: QtBot) -> None:
    select(filled, 6, qtbot)
    filled.actions_by_id["next-same-message"].trigger()
    assert told(filled, notices.FOLLOWED, qtbot) == "This call has no messageId to follow."


def test_only_where_the_list_shows_none_is_a_hidden_call_offered(
    filled: MainWindow, qtbot: QtBot
) -> None:
    filled.filter_bar.look_for("number!=3")
    qtbot.waitUntil(lambda: filled.live.table.rowCount() == 5, timeout=PATIENCE)
    select(filled, 2, qtbot)
    filled.actions_by_id["next-same-source"].trigger()
    is_at(filled, 4, qtbot)
    select(filled, 1, qtbot)
    filled.actions_by_id["next-same-user"].trigger()
    assert told(filled, notices.HIDDEN, qtbot).startswith("Call 3 is not in the list")
    assert filled.pane.list.selected_number() == 1


def test_back_and_forward_through_what_was_looked_at(filled: MainWindow, qtbot: QtBot) -> None:
    back, forward = (filled.actions_by_id[name] for name in ("back", "forward"))
    assert not back.isEnabled()
    assert not forward.isEnabled()
    select(filled, 4, qtbot)
    select(filled, 2, qtbot)
    back.trigger()
    is_at(filled, 4, qtbot)
    back.trigger()
    is_at(filled, 1, qtbot)
    assert not back.isEnabled()
    forward.trigger()
    is_at(filled, 4, qtbot)
    assert forward.isEnabled()
