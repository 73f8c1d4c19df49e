"""The parts of a row of text: what each shows, and what it copies as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from debugger.payload.text import visible
from debugger.wire import keys
from debugger.wire.masking import KeyMask


class Kind(Enum):
    """What a piece of a row is."""

    TEXT = auto()
    """Shown as it came."""
    ESCAPE = auto()
    """An escape that stands for a character nobody would see."""
    MASKED = auto()
    """A write key that is masked, and copies as it is shown."""
    NOTE = auto()
    """Our own words in place of what is left out."""
    GHOST = auto()
    """Our own words, for what is not there."""


class Piece(NamedTuple):
    """A part of a row, and what it copies as."""

    shown: str
    exact: str
    kind: Kind = Kind.TEXT

    @property
    def copies(self) -> str:
        """What the whole piece copies as."""
        return self.shown if self.kind is Kind.MASKED else self.exact


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


def masked_and_readable(text: str, mask: KeyMask | None) -> list[Piece]:
    """`text` with its keys masked, where there is a mask, and the rest of it readable."""
    spans = mask.spans(text) if mask else []
    if not spans:
        return readable(text)
    pieces: list[Piece] = []
    done = 0
    for start, end in spans:
        pieces += readable(text[done:start]) if done < start else []
        pieces.append(Piece(visible(keys.masked(text[start:end])), text[start:end], Kind.MASKED))
        done = end
    return pieces + (readable(text[done:]) if done < len(text) else [])


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
                else piece.copies
            )
        column = after
    return "".join(taken)
