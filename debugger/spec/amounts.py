"""Finds the number that someone meant when they sent an amount as text."""

from __future__ import annotations

import re
import unicodedata

from debugger.spec.currencies import is_code

LONGEST = 40
"""Characters; a longer text is not an amount."""

_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?([eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_GROUPED_BY_POINTS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]{1,2}")
_SPACE_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s'\u2019_](?=[0-9]{3}(?:\D|$))")


def number_in(text: str) -> str | None:
    """The number in `text` as JSON writes it: `1299.00` for `$1,299.00`; None when there is none for certain."""
    if len(text) > LONGEST:
        return None
    bare = _SPACE_BETWEEN_DIGITS.sub("", _without_currency(text).replace("\u2212", "-"))
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _GROUPED_BY_POINTS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    return _as_json(bare)


def _without_currency(text: str) -> str:
    sign, rest = "", text.strip()
    if rest[:1] in {"-", "+"}:
        sign, rest = rest[0], rest[1:].lstrip()
    for code in (rest[:3], rest[-3:]):
        if is_code(code):
            rest = rest.removeprefix(code).removesuffix(code).strip()
    symbols = "".join({letter for letter in rest if unicodedata.category(letter) == "Sc"})
    return sign + rest.strip(symbols + " \u00a0\u202f")


def _as_json(number: str) -> str | None:
    parts = _NUMBER.fullmatch(number)
    if parts is None:
        return None
    sign, whole, fraction, exponent = parts.groups(default="")
    if not whole and not fraction:
        return None
    written = whole.lstrip("0") or "0"
    return sign.replace("+", "") + written + (f".{fraction}" if fraction else "") + exponent
