"""The parts of a row of text: what each shows, and what it copies as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from debugger.payload.text import visible


class Kind(Enum):
    """What a piece of a row is."""

    TEXT = auto()
    """Shown as it came."""
    ESCAPE = auto()
    """An escape that stands for a character nobody would see."""
    NOTE = auto()
    """Our own words in place of what is left out."""
    GHOST = auto()
    """Our own words, for what is not there."""


class Piece(NamedTuple):
    """A part of a row, and what it copies as."""

    shown: str
    exact: str
    kind: Kind = Kind.TEXT


def readable(text: str, spelled: Callable[[str], str] = visible) -> list[Piece]:
    """`text` with what nobody would see spelled out as escapes."""
    if spelled(text) == text:
        return [Piece(text, text)]
    runs = groupby(text, key=lambda character: spelled(character) != character)
    pieces: list[Piece] = []
    for hidden, run in runs:
        exact = "".join(run)
        pieces.append(Piece(spelled(exact), exact, Kind.ESCAPE if hidden else Kind.TEXT))
    return pieces


def cut(pieces: Sequence[Piece], start: int, end: int | None) -> str:
    """What the columns from `start` to before `end` copy as."""
    taken: list[str] = []
    column = 0
    for piece in pieces:
        after = column + len(piece.shown)
        low, high = max(start, column), after if end is None else min(end, after)
        if low < high:
            taken.append(
                piece.exact[low - column : high - column]
                if piece.kind is Kind.TEXT
                else piece.exact
            )
        column = after
    return "".join(taken)
