"""Groups gathered in stretches are those of the rows one by one, and their filters find what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.events import Recording
from debugger.findings import Severity
from debugger.query import parse
from debugger.session import groups
from debugger.session.groups import Gathered, Group, Grouping, filter_for, severity_of
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
SECOND = 1_000_000


def track(event: str | None, **fields: object) -> dict[str, object]:
    return {"type": "track", "event": event, "userId": "u-42"} | fields


BODIES: list[tuple[object, str]] = [
    (track("Order Completed", properties={"revenue": "19.99"}), "/v1/track"),
    (track("Order Completed", properties={"revenue": 5, "currency": "EUR"}), "/v1/track"),
    (track(None), "/v1/track"),
    ({"type": "page", "anonymousId": "anon-7"}, "/v1/page"),
    ({"type": "identify", "userId": "u-42", "anonymousId": "anon-7"}, "/v1/identify"),
    (b'{"type": "track",', "/v1/track"),
    (
        {"batch": [track("A*"), track('"B"', userId="x y"), track("Order Completed")]},
        "/v1/batch",
    ),
    ({"batch": [track("A*"), {"type": "screen", "name": "Home", "userId": "u-1"}]}, "/v1/batch"),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, post: Post) -> Path:
    path = tmp_path_factory.mktemp("grouped") / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append([post(body, to, n * SECOND) for n, (body, to) in enumerate(BODIES, 1)])
    writer.close(Ending.CLOSED)
    return path


def gathered(reader: SessionReader, grouping: Grouping, step: int = 2) -> list[Group]:
    found = Gathered(grouping)
    for first in range(1, reader.newest() + 1, step):
        found.add(reader, first, min(first + step - 1, reader.newest()))
    told = found.groups(100)
    assert told.events == reader.newest()
    assert told.groups == len(told.shown)
    return list(told.shown)


@pytest.mark.parametrize("grouping", list(Grouping))
def test_a_group_is_what_its_filter_finds(session: Path, grouping: Grouping) -> None:
    with closing(SessionReader.open(session)) as reader:
        for step in (1, 3, 100):
            for group in gathered(reader, grouping, step):
                if grouping is Grouping.SOURCE:
                    continue
                query = parse(filter_for(grouping, group.key))
                hits = [n for step in reader.matching(query, 1, reader.newest()) for n in step[0]]
                rows = reader.rows_at(sorted(hits))
                assert len(hits) == group.calls, group
                assert (group.first, group.last) == (rows[0].number, rows[-1].number)
                assert group.first_at == rows[0].received_at
                assert group.errors == sum(bool(row.errors) for row in rows) or (
                    grouping is Grouping.FINDING
                )


def test_events_sources_and_findings_are_counted(session: Path) -> None:
    with closing(SessionReader.open(session)) as reader:
        events = {each.key: each.calls for each in gathered(reader, Grouping.EVENT)}
        assert events["track", "Order Completed"] == 3
        assert events["track", None] == 2
        assert sum(events.values()) == reader.newest()
        (source,) = gathered(reader, Grouping.SOURCE)
        assert (source.key, source.calls) == (("key-1", ""), reader.newest())
        found = gathered(reader, Grouping.FINDING)
        one_by_one = Counter(
            (
                finding.rule,
                finding.severity.word,
                event.row.type,
                event.row.name,
                groups.place_of(finding.pointer),
            )
            for event in reader.events(1, reader.newest())
            for finding in event.findings
        )
        assert {each.key: each.calls for each in found} == dict(one_by_one)
        for each in found:
            numbers = reader.with_finding_of(each.key, 1, reader.newest())
            assert (numbers[0], numbers[-1]) == (each.first, each.last)
            assert len(numbers) <= each.calls
        ranks = [severity_of(each) for each in found]
        assert ranks[0] == Severity.ERROR
        assert ranks == sorted(ranks, reverse=True)
        batches = gathered(reader, Grouping.REQUEST)
        assert [each.calls for each in batches] == [2, 3]


@pytest.mark.parametrize(
    ("pointer", "where"),
    [
        ("", ""),
        ("/properties/revenue", "/properties/revenue"),
        ("/properties/products/0/price", "/properties/products/*/price"),
        ("/context/ids/12", "/context/ids/*"),
        ("/properties/2nd/1a", "/properties/2nd/1a"),
    ],
)
def test_a_place_is_one_in_whatever_element(pointer: str, where: str) -> None:
    assert groups.place_of(pointer) == where


def test_the_number_of_groups_is_bounded(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_GROUPS", 1)
    with closing(SessionReader.open(session)) as reader:
        newest = reader.newest()
        for grouping, kept in ((Grouping.EVENT, 3), (Grouping.REQUEST, 2)):
            found = Gathered(grouping)
            found.add(reader, 1, newest)
            told = found.groups(10)
            assert told.groups == 1
            assert told.shown[0].calls == kept
            assert told.left_out == (newest - 3 if grouping is Grouping.EVENT else 3)


def test_who_a_user_was_before(session: Path) -> None:
    with closing(SessionReader.open(session)) as reader:
        assert reader.anonymous_ids("u-42", 1, reader.newest(), 20) == ["anon-7"]
        assert reader.anonymous_ids("u-42", 1, 3, 20) == []
        assert reader.payloads([1, 6], 60) == [b'{"type": "track",']
