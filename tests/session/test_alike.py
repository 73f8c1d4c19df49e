"""The nearest calls that share something with one, as looking at every row would find them."""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.session import alike as module
from debugger.session.alike import Same, may_have_alike
from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.session.writer import Ending, SessionWriter
from tests.session.conftest import Post

CALLS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["track", "identify", "page"]),
            "event": st.sampled_from(["A", "B"]),
            "userId": st.sampled_from(["u", "v"]),
            "anonymousId": st.sampled_from(["a", "b"]),
            "messageId": st.sampled_from(["m", "n"]),
            "context": st.sampled_from(
                [
                    {"library": {"name": name, "version": version}}
                    for name in "xy"
                    for version in "12"
                ]
            ),
        },
    ),
    min_size=1,
    max_size=12,
)


def are_alike(one: Row, other: Row, same: Same) -> bool:
    """The plain truth of it."""
    match same:
        case Same.EVENT:
            return (one.type, one.name) == (other.type, other.name)
        case Same.USER if one.user_id:
            return one.user_id == other.user_id
        case Same.USER:
            return not other.user_id and one.anonymous_id == other.anonymous_id is not None
        case Same.SOURCE:
            return one.sender.library == other.sender.library
    return one.message_id == other.message_id is not None


@given(CALLS, st.data())
def test_each_is_found_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, post: Post, calls: list[object], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("alike") / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append([post(call) for call in calls])
    writer.close(Ending.CLOSED)
    number = data.draw(st.integers(1, len(calls)))
    same = data.draw(st.sampled_from(Same))
    after = data.draw(st.booleans())
    with closing(SessionReader.open(path)) as reader, patch.object(module, "_FIRST_STRETCH", 2):
        rows = reader.rows(1, len(calls))
        row = rows[number - 1]
        found = list(chain(*reader.alike(row, same, len(calls), after=after)))
    beyond = [each for each in rows if (each.number > number if after else each.number < number)]
    wanted = [each.number for each in beyond if are_alike(row, each, same)]
    assert found == (wanted if after else wanted[::-1])
    assert may_have_alike(row, same) or not found


def test_a_call_without_a_message_id_has_none_alike(tmp_path: Path, post: Post) -> None:
    writer = SessionWriter.open(tmp_path / "one.tdsession")
    writer.append([post({"type": "track", "event": "A"}) for _ in range(2)])
    writer.close(Ending.CLOSED)
    with closing(SessionReader.open(writer.path)) as reader:
        row = reader.rows(1, 1)[0]
        assert list(reader.alike(row, Same.MESSAGE, 2, after=True)) == []
        assert list(reader.alike(row, Same.USER, 2, after=True)) == []
        assert not may_have_alike(row, Same.MESSAGE)
