"""The number inside an amount is found as people in many countries write it, or not at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.spec.amounts import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19.99", "19.99"),
        ("$1,299.00", "1299.00"),
        ("-$5.00", "-5.00"),
        ("€20", "20"),
        ("20 EUR", "20"),
        ("usd 7.5", "7.5"),
        ("1.299,00", "1299.00"),
        ("1\u202f299,00 €", "1299.00"),
        ("1'000.50", "1000.50"),
        ("1,299", "1299"),
        ("12,5", "12.5"),
        ("007.50", "7.50"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+3", "3"),
        ("\u22124", "-4"),
        ("1e3", "1e3"),
        (" 7 ", "7"),
    ],
)
def test_the_number_is_found(text: str, number: str) -> None:
    assert number_in(text) == number
    json.loads(number)


@pytest.mark.parametrize(
    "text",
    ["", "free", "$", "EUR", "1,2,3", "1.2.3", "12abc", "NaN", "Infinity", "(5)", "5%", "9" * 41],
)
def test_what_is_no_amount_for_certain_is_not_guessed_at(text: str) -> None:
    assert number_in(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_in_quotes_is_found(number: float) -> None:
    found = number_in(json.dumps(number))
    assert found is not None
    assert json.loads(found) == number


@given(st.text(alphabet="0123456789.,'-+eE $€EURUSD \u00a0\u0661", max_size=45))
def test_whatever_is_found_is_a_number_in_json(text: str) -> None:
    found = number_in(text)
    assert found is None or isinstance(json.loads(found), (int, float))
