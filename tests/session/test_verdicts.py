"""A session that nobody records into is judged anew in its file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import SessionError
from debugger.policy import Adjustment, Policy, Setting
from debugger.session.reader import SessionReader
from debugger.session.verdicts import judge_anew
from debugger.session.writer import Ending, SessionWriter
from tests.session.conftest import Post

SILENT = Policy((Adjustment(rule="event-missing", setting=Setting.SILENT),))
CALLS = 150


@pytest.fixture
def recorded(tmp_path: Path, post: Post) -> Path:
    """Calls without a name, from a program that ended in order."""
    path = tmp_path / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append([post(b'{"type":"track","userId":"u-1"}') for _ in range(CALLS)])
    writer.close(Ending.CLOSED)
    return path


def silenced(path: Path) -> list[int]:
    with closing(SessionReader.open(path)) as reader:
        return [row.silenced for row in reader.rows(1, CALLS)]


def test_what_is_found_follows_the_policy_and_nothing_else_changes(recorded: Path) -> None:
    with closing(SessionReader.open(recorded)) as reader:
        before, events = reader.about(), list(reader.events(1, CALLS))
    done = list(judge_anew(recorded, SILENT))
    assert done == sorted(done)
    assert done[-1] == 1
    assert silenced(recorded) == [1] * CALLS
    with closing(SessionReader.open(recorded)) as reader:
        assert reader.about() == before
        assert [each.payload for each in reader.events(1, CALLS)] == [
            each.payload for each in events
        ]
    assert [each.name for each in recorded.parent.iterdir()] == [recorded.name]
    list(judge_anew(recorded, Policy()))
    assert silenced(recorded) == [0] * CALLS


def test_an_empty_session_has_nothing_to_judge(tmp_path: Path) -> None:
    path = tmp_path / "empty.tdsession"
    SessionWriter.open(path).close(Ending.CLOSED)
    assert list(judge_anew(path, SILENT)) == []


def test_a_session_that_is_recorded_into_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.tdsession"
    writer = SessionWriter.open(path)
    try:
        with pytest.raises(SessionError) as raised:
            next(judge_anew(path, SILENT))
        assert raised.value.kind == "in-use"
    finally:
        writer.close(Ending.CLOSED)
