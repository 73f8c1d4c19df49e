"""Times are read as SDKs in all languages write them, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.spec.timestamps import as_iso_8601, moment, need_a_look, span
from debugger.wire.message import message_from

NOON = 1_791_115_200_000_000
"""2026-10-04T12:00:00Z."""


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-04T12:00:00Z",
        "2026-10-04T12:00:00.000Z",
        "2026-10-04T12:00:00.000000001Z",
        "2026-10-04T14:00:00+02:00",
        "2026-10-04T14:00:00.000000+0200",
        "20261004T120000Z",
        "2026-10-04T12:00Z",
        "2026-10-04 12:00:00Z",
    ],
)
def test_noon_in_many_ways(text: str) -> None:
    read = moment(text)
    assert read is not None
    assert (read.microseconds, read.zoned) == (NOON, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-10-4T12:00:00Z",
        "2026-13-04T12:00:00Z",
        "04/10/2026",
        "1791115200",
        "2026-10-04T12:00:00Z" * 9,
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert moment(text) is None


def test_a_time_without_a_zone_and_the_zero_of_go_are_told() -> None:
    without, unset = moment("2026-10-04T12:00:00"), moment("0001-01-01T00:00:00Z")
    assert without is not None
    assert not without.zoned
    assert unset is not None
    assert unset.unset


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (NOON // 1_000_000, "2026-10-04T12:00:00.000Z"),
        (NOON // 1_000, "2026-10-04T12:00:00.000Z"),
        ("2026-9-4T12:00:00Z", "2026-09-04T12:00:00Z"),
        ("2026-10-04 12:00:00Z", "2026-10-04T12:00:00Z"),
        ("tomorrow", None),
        (True, None),
        (1e300, None),
        (-1, None),
    ],
)
def test_what_was_meant(value: object, meant: str | None) -> None:
    assert as_iso_8601(value) == meant


@given(
    st.text(max_size=60)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{0,20}Z", fullmatch=True)
)
def test_any_text_is_read_or_not(text: str) -> None:
    read = moment(text)
    assert read is None or isinstance(read.microseconds, int)
    as_iso_8601(text)


@pytest.mark.parametrize(
    ("timestamp", "looks"),
    [
        ("2026-10-04T12:00:00.000Z", False),
        ("2026-10-04T11:59:59.999Z", False),
        ("2026-10-04T12:00:61.000Z", True),
        ("2026-10-04T12:00:00", True),
        ("2026-10-04T13:00:00.000Z", True),
        ("2026-10-03T12:00:00.000Z", True),
    ],
)
def test_times_close_to_the_arrival_need_no_look(timestamp: str, looks: bool) -> None:  # noqa: FBT001
    message = message_from(b'{"timestamp": "%s"}' % timestamp.encode(), received_at=NOON)
    assert need_a_look(message) is looks


def test_a_length_of_time_in_words() -> None:
    assert [span(seconds * 1_000_000) for seconds in (2, 60, 7_200, 90_000, 70_000_000)] == [
        "2.0 seconds", "1 minute", "2 hours", "1 day", "2 years",
    ]  # fmt: skip
