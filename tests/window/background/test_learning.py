"""What a filter can be completed with comes from a thread that no search holds up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from debugger.errors import SessionError
from debugger.query.completing import Vocabulary
from debugger.session.writer import Ending, SessionWriter
from debugger.window.background.learning import Learning
from tests.session.conftest import Post, post
from tests.window.app_under_test import PATIENCE

__all__ = ["post"]


@pytest.fixture
def learning(qtbot: QtBot) -> Iterator[Learning]:
    """Looks at sessions."""
    made = Learning()
    yield made
    made.close()
    del qtbot


def session(path: Path, event: str, post: Post) -> Path:
    """A session of one call."""
    writer = SessionWriter.open(path)
    writer.append([post({"type": "track", "userId": "u-1", "event": event})])
    writer.close(Ending.CLOSED)
    return path


def test_of_several_sessions_the_first_and_the_last_are_looked_at(
    learning: Learning, tmp_path: Path, post: Post, qtbot: QtBot
) -> None:
    learned: list[Vocabulary] = []
    learning.learned.connect(learned.append)
    for name in ("Walk Booked", "Walk Seen", "Walk Ended"):
        learning.ask(session(tmp_path / f"{name}.tdsession", name, post))
    qtbot.waitUntil(
        lambda: bool(learned) and learned[-1].values["event"] == ("Walk Ended",), timeout=PATIENCE
    )
    assert learned[0].values["event"] == ("Walk Booked",)


def test_what_cannot_be_read_is_said_and_the_next_is_looked_at(
    learning: Learning, tmp_path: Path, post: Post, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(learning.failed, timeout=PATIENCE) as failed:
        learning.ask(tmp_path / "none.tdsession")
    assert isinstance(failed.args[0], SessionError)
    with qtbot.waitSignal(learning.learned, timeout=PATIENCE) as learned:
        learning.ask(session(tmp_path / "one.tdsession", "Walk Booked", post))
    assert learned.args[0].values["type"] == ("track",)
