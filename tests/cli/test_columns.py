"""Texts are measured as a terminal shows them, and cut to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.cli.columns import columns, cut, cut_start


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("🦊", 2), ("\uff46", 2)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@given(text=st.text(), most=st.integers(1, 30))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, most: int) -> None:
    start, end = cut(text, most), cut_start(text, most)
    assert columns(start) <= most
    assert columns(end) <= most
    if columns(text) <= most:
        assert start == end == text
    else:
        assert start.endswith("…")
        assert text.startswith(start[:-1])
        assert end.startswith("…")
        assert text.endswith(end[1:])
