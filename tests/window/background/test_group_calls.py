"""The calls of a user are found by what is known by then, wherever looking is left and gone on with."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.session.groups import Grouping
from debugger.session.reader import SessionReader
from debugger.session.writer import SessionWriter
from debugger.window.background import group_calls
from debugger.window.background.group_calls import Chosen, GroupCalls
from tests.session.conftest import Post, path, post, reader, writer

__all__ = ["path", "post", "reader", "writer"]


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_calls, "STRETCH", 2)


@pytest.mark.usefixtures("small_steps")
@given(
    calls=st.lists(
        st.tuples(st.sampled_from([None, "u", "v"]), st.sampled_from([None, "a", "b", "c"])),
        min_size=1,
        max_size=12,
    ),
    data=st.data(),
)
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_all_that_is_the_users_is_found_once(
    writer: SessionWriter,
    reader: SessionReader,
    post: Post,
    calls: list[tuple[str | None, str | None]],
    data: st.DataObject,
) -> None:
    first = writer.newest + 1
    user = f"u{first}"
    looking = GroupCalls(Chosen(Grouping.USER, (user, None)), reader, first - 1)
    expected: list[int] = []
    names = {f"{anonymous}{first}" for who, anonymous in calls if who == "u" and anonymous}
    for number, (who, anonymous) in enumerate(calls, first):
        ids = {
            "userId": who and f"{who}{first}",
            "anonymousId": anonymous and f"{anonymous}{first}",
        }
        writer.append(
            [post({"type": "page", **{name: each for name, each in ids.items() if each}})]
        )
        if who == "u" or ids["anonymousId"] in names:
            expected.append(number)
        if data.draw(st.booleans(), label="a look that is left after one step"):
            next(looking.follow(reader, number), None)
    for _ in looking.follow(reader, writer.newest):
        pass
    inside = looking.inside(reader, writer.newest)
    assert [each.row.number for each in inside.calls] == expected
    assert (inside.found, inside.looked) == (len(expected), 1)


def test_as_many_as_are_shown_are_kept(
    writer: SessionWriter, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_calls, "MOST_CALLS", 3)
    page = {"type": "page", "anonymousId": "a"}
    writer.append([post(page) for _ in range(6)])
    writer.append([post({"type": "identify", "userId": "u", "anonymousId": "a"})])
    with closing(SessionReader.open(writer.path)) as reader:
        looking = GroupCalls(Chosen(Grouping.USER, ("u", None)), reader, 0)
        for _ in looking.follow(reader, 7):
            pass
        inside = looking.inside(reader, 7)
    assert ([each.row.number for each in inside.calls], inside.found) == ([5, 6, 7], 7)
