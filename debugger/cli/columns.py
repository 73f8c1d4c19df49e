"""How many columns of a terminal a text takes, and texts cut to a number of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"

_WIDE = {"W", "F"}
_WITHOUT_WIDTH = {"Mn", "Me", "Cf"}


def columns(text: str) -> int:
    """The columns that `text` takes: East Asian characters and emoji two each, combining marks none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def cut(text: str, most: int) -> str:
    """The start of `text` in at most `most` columns, an ellipsis at the end where it was cut."""
    if columns(text) <= most:
        return text
    return "".join(_fitting(text, most - 1)) + ELLIPSIS


def cut_start(text: str, most: int) -> str:
    """The end of `text` in at most `most` columns, an ellipsis at the start where it was cut."""
    if columns(text) <= most:
        return text
    return ELLIPSIS + "".join(reversed(_fitting(reversed(text), most - 1)))


def _fitting(characters: Iterable[str], most: int) -> list[str]:
    fitting: list[str] = []
    for character in characters:
        most -= _width(character)
        if most < 0:
            break
        fitting.append(character)
    return fitting


def _width(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
