"""Captured values are quoted as JSON, short, and with nothing invisible left in them."""

from __future__ import annotations

import pytest

from debugger.payload.parse import NonstandardNumber
from debugger.spec.wording import LONGEST_QUOTE, described, dotted, either, quoted


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("19.99", 'the string "19.99"'),
        ("", "an empty string"),
        (5, "the number 5"),
        (1.5, "the number 1.5"),
        (NonstandardNumber("-Infinity"), "the number -Infinity"),
        (False, "the boolean false"),
        (None, "null"),
        ({}, "an empty object"),
        ({"a": 1}, "an object"),
        ([], "an empty array"),
        ([1], "an array"),
    ],
)
def test_a_value_is_described_with_its_type(value: object, words: str) -> None:
    assert described(value) == words


def test_a_quote_is_cut_and_shows_what_is_invisible() -> None:
    assert len(quoted("x" * 1_000)) == LONGEST_QUOTE + 2
    assert quoted("a\x1b\u202e\ud83d") == r'"a\x1b\u202e\ud83d"'


def test_types_and_places_are_words() -> None:
    assert either(("number", "string")) == "a number or a string"
    assert dotted("/context/app/a~1b") == "context.app.a/b"
