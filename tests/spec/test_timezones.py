"""Time zones are tzdata's names; abbreviations, offsets and Windows' names lead to them."""

from __future__ import annotations

import pytest

from debugger.spec.tables import pairs
from debugger.spec.timezones import is_name, meant_by, offset_zone


@pytest.mark.parametrize(
    "name", ["America/New_York", "Europe/Lisbon", "UTC", "EST", "Asia/Calcutta", "Etc/GMT+2"]
)
def test_a_name_in_tzdata_is_known(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["", "PST", "GMT+2", "america/new_york", "America/New York", "Mars/Olympus_Mons"]
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PST", "America/Los_Angeles"),
        ("cest", "Europe/Berlin"),
        ("america/new_york", "America/New_York"),
        ("America/New  York", "America/New_York"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("Z", "UTC"),
    ],
)
def test_the_zone_that_was_meant_is_found(text: str, name: str) -> None:
    assert meant_by(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GMT+2", "Etc/GMT-2"), ("UTC-05:00", "Etc/GMT+5"), ("+0900", "Etc/GMT-9"), ("GMT+02:00", "Etc/GMT-2"),
        ("GMT+5:30", None), ("+99", None), ("later", None), ("+1" * 100, None),
    ],
)  # fmt: skip
def test_an_offset_of_whole_hours_has_a_zone_whose_sign_is_reversed(
    text: str, name: str | None
) -> None:
    assert offset_zone(text) == name


def test_every_zone_that_is_offered_is_in_tzdata_and_no_name_that_it_mends_is() -> None:
    offered = pairs("timezone_names", "names")
    assert all(is_name(name) for name in offered.values())
    assert not any(is_name(text.upper()) for text in offered)


def test_a_very_long_text_is_not_searched_for() -> None:
    assert meant_by("europe/lisbon" * 10_000) is None
