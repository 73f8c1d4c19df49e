"""The schedule is computed: what is due when needs no clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.errors import UsageError
from debugger.replaying import Schedule, pace_from

CAME = (1_000_000_000, 1_000_250_000, 1_000_250_000, 1_002_000_000, 1_000_900_000, 1_012_000_000)


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        ("original", [0, 0.25, 0.25, 2, 2, 12]),
        ("10", [0, 0.025, 0.025, 0.2, 0.2, 1.2]),
        ("0.5", [0, 0.5, 0.5, 4, 4, 24]),
        ("fast", [0, 0, 0, 0, 0, 0]),
    ],
)
def test_gaps(pace: str, expected: list[float]) -> None:
    schedule = Schedule(pace_from(pace))
    assert [schedule.due(moment) for moment in CAME] == expected


@given(st.lists(st.integers(0, 2**53)), st.floats(0.001, 1000))
def test_nothing_is_due_before_what_came_before_it(moments: list[int], pace: float) -> None:
    schedule = Schedule(pace)
    dues = [schedule.due(moment) for moment in moments]
    assert dues == sorted(dues)
    assert dues[:1] in ([], [0.0])


@pytest.mark.parametrize("text", ["", "slow", "0", "-1", "nan", "inf", "1e9", "10x"])
def test_no_pace(text: str) -> None:
    with pytest.raises(UsageError, match="is no pace"):
        pace_from(text)
