"""Captured text can always be stored and shown, and nothing in it is hidden or obeyed."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.payload.text import elided, storable, visible

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)  # with lone surrogates


@given(ANY_TEXT)
def test_storable_text_always_encodes(text: str) -> None:
    stored = storable(text)
    stored.encode()
    assert storable(stored) == stored


@given(st.text(max_size=60))
def test_text_that_already_encodes_is_stored_unchanged(text: str) -> None:
    assert storable(text) == text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("plain", "plain"),
        ("by ship \ud83d", "by ship \ufffd"),
        ("\ud83d\udea2", "🚢"),  # two halves that stand together are a character
        ("\udea2\ud83d", "\ufffd\ufffd"),
        ("a\x00b", "a\x00b"),
    ],
)
def test_halves_of_characters_become_replacement_signs(text: str, stored: str) -> None:
    assert storable(text) == stored


def test_sqlite_takes_what_is_storable() -> None:
    with sqlite3.connect(":memory:") as connection:
        (back,) = connection.execute("SELECT ?", (storable("\ud83d \x00 é"),)).fetchone()
    connection.close()
    assert back == "\ufffd \x00 é"


@given(ANY_TEXT)
def test_visible_text_holds_nothing_that_a_terminal_obeys_or_hides(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("\ud83d", r"\ud83d"),
        ("Ana's 🚢 é", "Ana's 🚢 é"),
    ],
)
def test_what_is_invisible_is_shown_as_its_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY_TEXT, st.integers(1, 30))
def test_elided_text_is_never_longer_than_asked_and_says_that_it_was_cut(
    text: str, most: int
) -> None:
    short = elided(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
