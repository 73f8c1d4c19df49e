"""Currency codes are known in any case; names, symbols and numbers lead to theirs."""

from __future__ import annotations

import pytest

from debugger.spec.currencies import is_code, meant_by, name_of


@pytest.mark.parametrize("code", ["EUR", "usd", "Jpy", "XAU", "CHW"])
def test_a_code_in_use_is_known_in_any_case(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize("text", ["", "EU", "EURO", "DEM", "BTC", "€", "978", "EUR ", "\u0130ls"])
def test_anything_else_is_no_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US Dollars", "USD"), ("euros", "EUR"), ("Swiss Franc", "CHF"), ("Yen", "JPY"), ("€", "EUR"),
        ("£", "GBP"), ("978", "EUR"), (" eur ", "EUR"),
    ],
)  # fmt: skip
def test_the_currency_that_was_meant_is_found(text: str, code: str) -> None:
    assert meant_by(text) == code
    assert name_of(code)


@pytest.mark.parametrize("text", ["", "BTC", "dollars and cents", "x" * 100_000])
def test_what_names_no_currency_is_not_guessed_at(text: str) -> None:
    assert meant_by(text) is None


def test_a_code_that_is_not_in_use_has_no_name() -> None:
    assert name_of("DEM") == ""
