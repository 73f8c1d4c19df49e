"""Bytes as rows of plain text: what is no text is spelled out, long lines are broken for the eye only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from debugger.payload.text import visible
from debugger.window.models.pieces import Kind, Piece, cut, readable
from debugger.wire import keys
from debugger.wire.masking import LONGEST, KeyMask

LONGEST_ROW = 500
"""Characters of a line that are shown on one row, where nothing else is asked for."""

_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as Python's `surrogateescape` decodes it."""


class RawRows:
    """Rows by their number from 0."""

    def __init__(
        self, body: bytes, *, longest: int = LONGEST_ROW, mask: KeyMask | None = None
    ) -> None:
        """With a mask, the write keys in it are shown and copied masked."""
        self._mask = mask
        self._text = body.decode("utf-8", "surrogateescape")
        row = re.compile(rf"[^\n]{{1,{longest}}}\n?|\n")
        self._starts = [match.start() for match in row.finditer(self._text)] or [0]

    def __len__(self) -> int:
        return len(self._starts)

    def text(self, row: int) -> str:
        """What a row shows."""
        return "".join(piece.shown for piece in self.pieces(row))

    def texts(self, first: int, last: int) -> str:
        """What rows show from `first` to before `last`, one a line."""
        return "\n".join(self.text(row) for row in range(first, last))

    def pieces(self, row: int) -> list[Piece]:
        """The parts of a row."""
        start = self._starts[row]
        return self._pieces(start, start + len(self._exact(row).removesuffix("\n")))

    def copied(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """The text between two places (row, column), with the lines whole again.

        A byte that is no text is copied as it is shown: a clipboard's text cannot hold it.
        """
        taken = []
        for row in range(first[0], last[0] + 1):
            start = first[1] if row == first[0] else 0
            end = last[1] if row == last[0] else None
            ends = "\n" if row != last[0] and self._exact(row).endswith("\n") else ""
            taken.append(cut([_as_shown(piece) for piece in self.pieces(row)], start, end) + ends)
        return "".join(taken)

    def place_of(self, line: int, column: int) -> tuple[int, int]:
        """The row and column where a place in the text is shown; line and column count from 1."""
        start = 0
        for _ in range(line - 1):
            start = self._text.find("\n", start) + 1
        position = min(start + column - 1, len(self._text))
        row = bisect_right(self._starts, position) - 1
        end = position - self._text.endswith("\n", self._starts[row], position)
        return row, sum(len(piece.shown) for piece in self._pieces(self._starts[row], end))

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        done = start
        for first, last in self._keys(start, end):
            pieces += self._readable(done, first)
            shown = _spelled(keys.masked(self._text[first:last])) if first >= start else ""
            exact = self._text[max(first, start) : min(last, end)]
            pieces.append(Piece(shown, exact, Kind.MASKED))
            done = min(last, end)
        return pieces + self._readable(done, end) or [Piece("", "")]

    def _readable(self, start: int, end: int) -> list[Piece]:
        return readable(self._text[start:end], _spelled) if start < end else []

    def _keys(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The keys of which a part is between two places; the rows around are looked at, too."""
        if self._mask is None:
            return
        before = max(0, start - LONGEST)
        for first, last in self._mask.spans(self._text[before : end + LONGEST]):
            if first + before < end and last + before > start:
                yield first + before, last + before

    def _exact(self, row: int) -> str:
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[row] : end]


def _spelled(text: str) -> str:
    """`text` with what nobody would see as escapes; a byte that is no UTF-8 as `\\xff`. Tabs stay."""
    named = _BYTE.sub(lambda match: f"\\x{ord(match.group()) - 0xDC00:02x}", text)
    return "\t".join(map(visible, named.split("\t")))


def _as_shown(piece: Piece) -> Piece:
    return piece._replace(exact=piece.shown) if _BYTE.search(piece.exact) else piece
