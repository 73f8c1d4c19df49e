"""A moment is moved as exactly as it is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.replaying.times import moved


@pytest.mark.parametrize(
    ("text", "later", "expected"),
    [
        ("2026-11-25T17:00:00Z", 1_500_000, "2026-11-25T17:00:01Z"),
        ("2026-11-25T17:00:00.000Z", 1_500_000, "2026-11-25T17:00:01.500Z"),
        ("2026-11-25T17:00:00.123456789+05:30", 1, "2026-11-25T17:00:00.123457789+05:30"),
        ("2026-11-25 17:00:00.9", 100_000, "2026-11-25 17:00:01.0"),
        ("2024-02-28T23:59:59-0800", 1_000_000, "2024-02-29T00:00:00-0800"),
        ("2026-11-25T17:00:00.250Z", -500_000, "2026-11-25T16:59:59.750Z"),
        ("0001-01-02T00:00:00Z", -86_400_000_000, "0001-01-01T00:00:00Z"),
    ],
)
def test_moved(text: str, later: int, expected: str) -> None:
    assert moved(text, later) == expected


@pytest.mark.parametrize(
    "text",
    ["", "now", "2026-11-25", "2026-13-01T00:00:00Z", "2026-11-25T25:00:00Z", "1764090000",
     "9999-12-31T23:59:59Z", "2026-11-25T17:00:00.1234567890Z", "2026-11-25T17:00:00Z\n",
     "\u0662026-11-25T17:00:00Z"],
)  # fmt: skip
def test_what_is_no_moment_stays(text: str) -> None:
    assert moved(text, 60_000_000) == text


@given(
    st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(2999, 1, 1)),  # noqa: DTZ001
    st.integers(-(10**14), 10**14),
)
def test_any_moment(moment: datetime, later: int) -> None:
    told = moment.replace(tzinfo=UTC).isoformat(timespec="microseconds")
    expected = (moment + timedelta(microseconds=later)).replace(tzinfo=UTC)
    assert moved(told, later) == expected.isoformat(timespec="microseconds")
