"""Colours of a row of JSON: by Pygments, readable on every ground, in the right columns."""

from __future__ import annotations

import pytest

from debugger.findings import Severity
from debugger.window.looks.theme import Theme, load_theme, mixed
from debugger.window.models.pieces import Kind, Piece, readable
from debugger.window.widgets.json_colours import JsonColours, column_of, units
from tests.window.looks.test_appearance import contrast

LEAST = 4.5


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def coloured(theme: Theme, pieces: list[Piece]) -> dict[str, str]:
    """The colour of each coloured part of a row."""
    text = "".join(piece.shown for piece in pieces).encode("utf-16-le")
    found: dict[str, str] = {}
    for part in JsonColours(theme).ranges(pieces):
        look = part.format
        words = text[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
        found[words] = look.foreground().color().name().upper()
    return found


def test_keys_values_and_what_is_no_json_have_their_colours(theme: Theme) -> None:
    assert coloured(theme, readable('  "a😀": "x😀",')) == {
        '"a😀"': theme.json_key,
        ":": theme.json_punctuation,
        '"x😀"': theme.json_string,
        ",": theme.json_punctuation,
    }
    assert coloured(theme, readable("1.5"))["1.5"] == theme.json_number
    assert coloured(theme, readable("null"))["null"] == theme.json_constant
    assert theme.json_invalid in coloured(theme, readable("NaN")).values()


def test_our_own_words_are_muted_and_do_not_disturb_the_string_around_them(theme: Theme) -> None:
    pieces = [
        Piece('"xxx', '"xxx'),
        Piece("… 9 characters in all", "yyy", Kind.NOTE),
        Piece('",', '",'),
    ]
    found = coloured(theme, pieces)
    assert found['"xxx… 9 characters in all"'] == theme.json_string
    assert found["… 9 characters in all"] == theme.muted


def test_every_colour_can_be_read_on_the_grounds_of_marks(theme: Theme) -> None:
    texts = (
        theme.json_key, theme.json_string, theme.json_number, theme.json_constant,
        theme.json_punctuation, theme.muted, theme.text,
    )  # fmt: skip
    grounds = [
        ground(severity) for severity in Severity for ground in (theme.lit, theme.strongly_lit)
    ]
    for ground in (*grounds, theme.selection):
        for text in texts:
            assert contrast(text, ground) >= LEAST, f"{text} on {ground} in {theme.name}"


def test_escapes_and_the_verdict_can_be_read(theme: Theme) -> None:
    assert contrast(theme.json_invalid, theme.line) >= LEAST
    assert contrast(theme.ok, mixed(theme.background, theme.ok, 0.06)) >= LEAST
    assert contrast(theme.error, theme.lit_error) >= LEAST


def test_columns_and_qt_s_units_lead_to_each_other() -> None:
    text = "a😀b"
    assert [units(text, column) for column in range(4)] == [0, 1, 3, 4]
    assert [column_of(text, unit) for unit in (0, 1, 3, 4)] == [0, 1, 2, 3]
