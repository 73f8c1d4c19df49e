"""Back and forward through the calls that were looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debugger.window.models.visits import GLANCE, MOST, Visits


def looked_at(*numbers: int) -> Visits:
    visits = Visits()
    for second, number in enumerate(numbers):
        visits.visit(number, float(second))
    return visits


def test_back_and_forward_again() -> None:
    visits = looked_at(1, 5, 3)
    assert [visits.back(), visits.back(), visits.back()] == [5, 1, None]
    assert [visits.forward(), visits.forward(), visits.forward()] == [5, 3, None]


def test_another_call_takes_the_place_of_what_was_ahead() -> None:
    visits = looked_at(1, 5, 3)
    visits.back()
    visits.visit(7, 10)
    assert not visits.has_after
    assert [visits.back(), visits.back()] == [5, 1]


def test_what_was_passed_over_is_not_looked_at() -> None:
    visits = looked_at(1)
    for step in range(50):
        visits.visit(2 + step, 1 + step * GLANCE / 2)
    assert [visits.back(), visits.forward()] == [1, 51]


def test_a_glance_away_and_back_is_no_visit() -> None:
    visits = looked_at(1, 2)
    visits.visit(3, 5.0)
    visits.visit(2, 5.1)
    assert [visits.back(), visits.forward()] == [1, 2]
    assert not visits.has_after


def test_the_same_call_again_is_no_other() -> None:
    assert not looked_at(4, 4, 4).has_before


@given(st.lists(st.one_of(st.integers(1, 9), st.sampled_from(["back", "forward"])), max_size=300))
def test_going_back_undoes_going_forward(steps: list[int | str]) -> None:
    visits = Visits()
    for second, step in enumerate(steps):
        if isinstance(step, int):
            visits.visit(step, float(second))
        elif step == "back":
            before = visits.has_before
            assert (visits.back() is not None) is before
        elif visits.has_after:
            there = visits.forward()
            visits.back()
            assert visits.forward() == there
    assert len(visits._numbers) <= MOST
