"""A stretch of time is read from a filter, and put into one in place of the one it had."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.query import parse
from debugger.query.times import stretch_of, time_text, with_stretch

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NOON = int(NOW.timestamp()) * 1_000_000
MINUTE = 60_000_000


def test_the_stretch_is_what_all_terms_leave() -> None:
    def said(typed: str) -> object:
        return stretch_of(parse(typed, NOW))

    assert said("type:track") is None
    assert said("after:12:00 x before:12:05") == (NOON, NOON + 5 * MINUTE)
    assert said("after:12:00 after:12:01") == (NOON + MINUTE, None)
    assert said("received:12:00") == (NOON, NOON + MINUTE)
    assert said("received>12:00 received<=12:04") == (NOON + MINUTE, NOON + 5 * MINUTE)
    assert said("after:12:00 OR type:page") is None


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", ""),
        ("after:11:00", ""),
        ("a after:11:00 b before:11:30", "a b"),
        ("a AND after:11:00", "a"),
        ("after:11:00 && a", "a"),
        ("a AND after:11:00 AND b", "a AND b"),
        ("a OR b", "(a OR b)"),
        ("-(a b) after:11:00 c", "-(a b) c"),
        ("(a OR b) received>=11:00", "(a OR b)"),
    ],
)
def test_it_takes_the_place_of_the_one_before(typed: str, left: str) -> None:
    put = with_stretch(typed, (NOON, NOON + MINUTE // 4), NOW)
    assert put == f"{left} after:12:00:00 before:12:00:15".strip()
    assert stretch_of(parse(put, NOW)) == (NOON, NOON + MINUTE // 4)
    taken = with_stretch(put, (None, None), NOW)
    assert stretch_of(parse(taken, NOW)) is None


def test_what_cannot_be_told_apart_stays() -> None:
    put = with_stretch("(after:11:00) a", (NOON, None), NOW)
    assert put == "(after:11:00) a after:12:00:00"


@given(st.integers(-(10**16), 10**16))
def test_a_time_is_read_as_it_was_written(moment: int) -> None:
    for now in (NOW, datetime(2026, 11, 25, 12), NOW - timedelta(days=400)):  # noqa: DTZ001 - this machine's clock
        typed = f"after:{time_text(abs(moment), now)}"
        assert stretch_of(parse(typed, now)) == (abs(moment), None)
