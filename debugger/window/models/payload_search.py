"""Finds a text in the lines of a payload, in small steps; what is folded or cut short is looked through, too."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

from debugger.payload.layout import Span
from debugger.window.models.payload_rows import PayloadRows
from debugger.window.models.pieces import Kind

MOST = 10_000
"""Matches that are told apart; a payload with more has too many to step through."""

_LINES_A_STEP = 100


class Match(NamedTuple):
    """One place where the text stands."""

    line: int
    """Index of the layout's line."""
    span: Span
    """The columns on its row, as shown."""


def searching(rows: PayloadRows, needle: str) -> Generator[list[Match], None, None]:
    """The matches of each lot of lines, whatever their case; at most `MOST` in all."""
    wanted = re.compile(re.escape(needle), re.IGNORECASE)
    count = len(rows.layout.lines)
    left = MOST
    for first in range(0, count, _LINES_A_STEP):
        found: list[Match] = []
        for line in range(first, min(first + _LINES_A_STEP, count)):
            found += [Match(line, span) for span in _spans(rows, line, wanted)]
        yield found[:left]
        left -= len(found)
        if left <= 0:
            return


def _spans(rows: PayloadRows, line: int, wanted: re.Pattern[str]) -> Iterator[Span]:
    """Where the text stands on a line; what is found in the part that is cut short stands at the mark for it."""
    came = rows.layout.lines[line]
    if came.elision is None and came.text.isprintable() and wanted.search(came.text) is None:
        return  # nearly always, and ten times faster than to make the pieces
    pieces = rows.line_pieces(line)
    text = "".join(piece.shown for piece in pieces)
    at = next((at for at, piece in enumerate(pieces) if piece.kind is Kind.NOTE), None)
    if at is None:
        yield from (Span(*match.span()) for match in wanted.finditer(text))
        return
    cut, start = pieces[at], sum(len(piece.shown) for piece in pieces[:at])
    mark = Span(start, start + len(cut.shown))
    whole = text[: mark.start] + cut.exact + text[mark.end :]
    longer = len(cut.exact) - len(cut.shown)
    hidden = False
    for match in wanted.finditer(whole):
        if match.end() <= mark.start:
            yield Span(*match.span())
        elif match.start() >= mark.end + longer:
            yield Span(match.start() - longer, match.end() - longer)
        elif not hidden:
            hidden = True
            yield mark
