"""What surrounds a call: the same however the session is cut into stretches, and as counting by hand has it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.session.surroundings import MOST_USERS, Shared, Strand, Surroundings
from debugger.session.writer import Ending, SessionWriter
from tests.session.conftest import Post


def of(reader: SessionReader, row: Row, first: int, last: int) -> Surroundings:
    found = Surroundings(strands={})
    for place, (more, _) in enumerate(reader.surroundings(row, first, last)):
        found = found + more if place else more
    return found


def test_each_thing_that_is_shared_has_its_neighbours(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    visitor = {"type": "track", "anonymousId": "a", "event": "Walk Seen"}
    user = {"type": "track", "anonymousId": "a", "userId": "u", "event": "Walk Booked"}
    identify = {"type": "identify", "anonymousId": "a", "userId": "u"}
    other = {"type": "track", "userId": "x", "event": "Walk Booked", "messageId": "m"}
    calls = [visitor, identify, user | {"messageId": "m"}, other, user, visitor | {"userId": "y"}]
    writer.append([post(call) for call in calls])
    found = of(reader, reader.rows(3, 3)[0], 1, 6)
    assert found.strands == {
        Shared.MESSAGE: Strand(count=2, first=3, previous=0, next=4, last=4),
        Shared.VISITOR: Strand(count=5, first=1, previous=2, next=5, last=6),
        Shared.USER: Strand(count=3, first=2, previous=2, next=5, last=5),
        Shared.EVENT: Strand(count=3, first=3, previous=0, next=4, last=5),
    }
    assert found.users == {"u": 2, "y": 6}
    assert [(each.number, each.answer, each.retry_count) for each in found.tries] == [
        (3, "200", ""),
        (4, "200", ""),
    ]
    assert found.identified == 2


def test_a_call_that_names_nothing_shares_nothing(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append([post({}), post({})])
    assert of(reader, reader.rows(1, 1)[0], 1, 2) == Surroundings(strands={})


def test_only_the_first_users_of_a_visitor_are_named(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append([post({"anonymousId": "a", "userId": f"u{number}"}) for number in range(30)])
    found = of(reader, reader.rows(30, 30)[0], 1, 30)
    assert list(found.users.items()) == [(f"u{n}", n + 1) for n in range(MOST_USERS)]


CALLS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["track", "identify", "page"]),
            "event": st.sampled_from(["A", "B"]),
            "name": st.sampled_from(["A", "B"]),
            "userId": st.sampled_from(["u", "v"]),
            "anonymousId": st.sampled_from(["a", "b"]),
            "messageId": st.sampled_from(["m", "n"]),
        },
    ),
    min_size=1,
    max_size=12,
)


@given(CALLS, st.data())
def test_stretches_add_up_to_the_whole(
    tmp_path_factory: object, post: Post, calls: list[object], data: st.DataObject
) -> None:
    path = Path(tmp_path_factory.mktemp("stretches")) / "one.tdsession"  # type: ignore[attr-defined]
    writer = SessionWriter.open(path)
    writer.append([post(call) for call in calls])
    writer.close(Ending.CLOSED)
    last = len(calls)
    number = data.draw(st.integers(1, last))
    cut = data.draw(st.integers(0, last))
    with closing(SessionReader.open(path)) as reader:
        (row,) = reader.rows(number, number)
        whole = of(reader, row, 1, last)
        if 0 < cut < last:
            assert of(reader, row, 1, cut) + of(reader, row, cut + 1, last) == whole
        rows = reader.rows(1, last)
    if row.anonymous_id:
        alike = [each.number for each in rows if each.anonymous_id == row.anonymous_id]
        assert whole.strands[Shared.VISITOR] == Strand(
            count=len(alike),
            first=alike[0],
            previous=max((each for each in alike if each < number), default=0),
            next=min((each for each in alike if each > number), default=0),
            last=alike[-1],
        )


def test_the_nearest_call_with_a_finding(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    clean = {"type": "track", "userId": "u", "event": "Walk Booked"}
    advised = clean | {"properties": {"currency": "eur"}}
    nameless = {"type": "track", "userId": "u"}
    writer.append([post(call) for call in (clean, advised, clean, nameless, clean)])
    assert [reader.with_finding(number, after=True) for number in range(6)] == [
        2,
        2,
        4,
        4,
        None,
        None,
    ]
    assert [reader.with_finding(number, after=False) for number in range(1, 7)] == [
        None, None, 2, 2, 4, 4,
    ]  # fmt: skip
