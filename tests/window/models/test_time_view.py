"""What of the time is shown: every call has all of its bar in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debugger.session.timeline import WIDTHS, Bars
from debugger.window.models.time_view import TimeView

MOMENTS = st.integers(0, 4_000_000_000_000_000)


@given(MOMENTS, st.integers(0, 40_000_000_000_000))
def test_the_first_and_the_last_bar_are_shown_whole(earliest: int, length: int) -> None:
    whole = Bars(earliest=earliest, latest=earliest + length)
    start, end = TimeView().shown(whole)
    bar = next((width for width in WIDTHS if width * 100 >= end - start), WIDTHS[-1])
    finer = [width for width in WIDTHS if width <= bar and bar % width == 0]
    for width in finer[:-1]:
        assert start <= earliest // width * width
        assert end >= (earliest + length) // width * width + width
