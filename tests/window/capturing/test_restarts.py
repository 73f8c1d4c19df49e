"""A receiver that dies is started again, ever more slowly, and not for ever."""

from __future__ import annotations

from debugger.window.capturing.restarts import Restarts


def test_the_first_start_is_at_once_and_the_sixth_is_left_to_the_person() -> None:
    restarts = Restarts()
    assert [restarts.delay(float(second)) for second in range(6)] == [0.0, 0.5, 1.0, 2.0, 2.0, None]


def test_an_end_is_forgotten_after_a_minute() -> None:
    restarts = Restarts()
    for second in range(5):
        restarts.delay(float(second))
    assert restarts.delay(62.5) == 1.0  # the ends at 0, 1 and 2 no longer count
    assert Restarts().delay(0.0) == 0.0


def test_asking_for_another_try_starts_counting_anew() -> None:
    restarts = Restarts()
    for _ in range(6):
        restarts.delay(0.0)
    restarts.forget()
    assert restarts.delay(1.0) == 0.0
