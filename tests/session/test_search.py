"""Search finds what a plain scan finds, newest first, chunk by chunk, however JSON spells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.events import Recording
from debugger.query.pattern import lower
from debugger.query.spelling import spellings
from debugger.query.tree import Span, Text
from debugger.session.filtering import CHUNK, Steps
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]


def search(reader: SessionReader, needle: str, first: int, last: int) -> Steps:
    """Looks for a text."""
    return reader.matching(Text(Span(0, len(needle)), (needle,)), first, last)


def hits(reader: SessionReader, needle: str) -> list[int]:
    """All hits, in the order they were found."""
    return [number for found, _ in search(reader, needle, 1, reader.newest()) for number in found]


@pytest.mark.parametrize(
    "needle",
    [
        "order completed",
        "ORDER",
        "u-42",
        "anon-7",
        "m-99",
        "analytics-node 3.1",
        '"revenue": 12',
        "café",
        "😀",
        'say "hi"',
        "back\\slash",
        "a/b",
        "line\nbreak",
        "after\0nul",
        "identify",
        "",
    ],
)
@pytest.mark.parametrize("only_ascii", [True, False])
def test_finds_text_wherever_it_stands(
    writer: SessionWriter, reader: SessionReader, post: Post, needle: str, *, only_ascii: bool
) -> None:
    wanted = {
        "type": "identify",
        "event": "Order Completed",
        "userId": "u-42",
        "anonymousId": "anon-7",
        "messageId": "m-99",
        "properties": {
            "revenue": 12,
            "place": "café 😀",
            "text": 'say "hi" back\\slash a/b line\nbreak after\0nul',
        },
        "context": {"library": {"name": "@segment/analytics-node", "version": "3.1.0"}},
    }
    writer.append(
        [post({"type": "track"}), post(json.dumps(wanted, ensure_ascii=only_ascii).encode())]
    )
    assert hits(reader, needle) == ([2, 1] if not needle else [2])


def test_finds_escaped_slashes_and_bytes_that_are_not_json(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append(
        [post(b'{"url":"https:\\/\\/a.example\\/b"}'), post(b"\xff\0 broken https://a.exa")]
    )
    assert hits(reader, "https://A.example/b") == [1]
    assert hits(reader, "https://a.exa") == [2, 1]
    assert hits(reader, "bROKEN") == [2]


def test_needle_longer_than_a_pattern_may_be(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    text = "long_%" * 20_000
    writer.append(
        [post({"type": "track", "text": text}), post({"type": "track", "text": text[6:]})]
    )
    assert hits(reader, text) == [1]
    assert hits(reader, text[6:]) == [2, 1]
    assert hits(reader, "longx") == []


def test_problem_is_searched(writer: SessionWriter, reader: SessionReader, post: Post) -> None:
    writer.append([post({"type": "track"}), post(b'{"a": ')])
    (row,) = reader.rows(2, 2)
    assert row.problem
    assert hits(reader, row.problem.upper()) == [2]


def test_range_progress_and_chunks(path: Path, post: Post) -> None:
    writer = SessionWriter.open(path)
    batch = post({"batch": [{"type": "track", "event": "A b"}] * 1000}, "/v1/batch")
    writer.append([batch] * 10)
    with closing(SessionReader.open(path)) as reader:
        steps = list(search(reader, "a b", 1, 10_000))
        sizes = [len(found) for found, _ in steps]
        assert max(sizes) <= CHUNK  # and less where that takes long, the first hits above all
        assert sizes[0] < CHUNK // 4
        assert [progress for _, progress in steps] == [seen / 10_000 for seen in accumulate(sizes)]
        assert hits(reader, "a b") == list(range(10_000, 0, -1))
        ranged = [number for found, _ in search(reader, "a b", 20, 25) for number in found]
        assert ranged == [25, 24, 23, 22, 21, 20]
        assert list(search(reader, "a b", 9, 8)) == []
        stopped = search(reader, "a b", 1, 10_000)
        next(stopped)
        stopped.close()
    writer.close(Ending.CLOSED)


@given(
    st.lists(st.tuples(st.text(max_size=12), st.booleans()), min_size=1, max_size=5),
    st.text(max_size=4),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_finds_what_a_plain_scan_finds(
    writer: SessionWriter,
    reader: SessionReader,
    post: Post,
    texts: list[tuple[str, bool]],
    needle: str,
) -> None:
    first = writer.newest + 1
    payloads = [json.dumps({"properties": text}, ensure_ascii=a).encode() for text, a in texts]
    writer.append([post(payload) for payload in payloads])
    ways = {way.encode().lower() for way in spellings(needle)}
    summary = lower(needle)
    expected = [
        first + index
        for index, payload in reversed(list(enumerate(payloads)))
        if any(way in payload.lower() for way in ways) or summary in "track"
    ]
    found = [number for each, _ in search(reader, needle, first, writer.newest) for number in each]
    assert found == expected
    for index, (text, _) in enumerate(texts):
        if lower(needle) in lower(text):
            assert first + index in found
