"""Reads a large payload that is not quite JSON over many steps, by the lines in which it was laid out."""

from __future__ import annotations

import json
from collections.abc import Generator

from debugger.payload.layout import Layout
from debugger.payload.parse import (
    Parsed,
    decode,
    object_of,
    oddities,
    parse_strictly,
    parse_tolerantly,
    tolerant_decoder,
)

_SMALL = 32 * 1024
"""Bytes; what is no longer takes a few milliseconds to read tolerantly in one go."""
_LINES_A_STEP = 200
_DEEPEST = 100
"""Levels; what is nested deeper is read in one go."""


def parsing(
    payload: bytes, layout: Layout, *, small: int = _SMALL, lines: int = _LINES_A_STEP
) -> Generator[None, None, Parsed]:
    """As `parse`; in steps of a millisecond or so where the strict parser refuses more than `small` bytes.

    `layout` is that of `payload`; of it so many `lines` are read in a step. What is broken is read in one go.
    """
    is_deep = layout.problem is not None or max(layout.lines.depths, default=0) >= _DEEPEST
    strictly = parse_strictly(payload, is_deep=is_deep)
    if strictly is not None:
        return strictly
    if len(payload) <= small or is_deep:
        return parse_tolerantly(payload)
    yield
    repeated: dict[int, list[str]] = {}
    try:
        value = yield from _Reading(layout, repeated, lines).value(0)
    except (json.JSONDecodeError, RecursionError):
        return parse_tolerantly(payload)
    _, found_in_bytes = decode(payload)
    found = list(found_in_bytes)
    for each in oddities(value, repeated):
        if each is None:
            yield
        else:
            found.append(each)
    return Parsed(value, oddities=tuple(found))


class _Reading:
    """Puts large containers together from what is read of their members."""

    def __init__(self, layout: Layout, repeated: dict[int, list[str]], lines: int) -> None:
        self._layout = layout
        self._repeated = repeated
        self._lines = lines
        self._decoder = tolerant_decoder(repeated)

    def value(self, line: int) -> Generator[None, None, object]:
        """The value that begins on a line."""
        fold = self._layout.folds.get(line)
        if fold is None or fold.last - line <= self._lines:
            return self._decoder.decode(self._layout.value_text(line))
        if self._layout.value_text(line).startswith("{"):
            return (yield from self._object(line))
        return (yield from self._array(line))

    def _object(self, line: int) -> Generator[None, None, object]:
        pairs: list[tuple[str, object]] = []
        for member in self._layout.members(line):
            value = yield from self.value(member)
            pairs.append((str(self._layout.lines.token(member)), value))
            if len(pairs) % self._lines == 0:
                yield
        return object_of(self._repeated, pairs)

    def _array(self, line: int) -> Generator[None, None, object]:
        """Short elements are read together: one by one they would take twice as long."""
        made: list[object] = []
        first = last = -1
        for member in self._layout.members(line):
            fold = self._layout.folds.get(member)
            end = member if fold is None else fold.last
            if first >= 0 and end - first >= self._lines:
                made += self._elements(first, last)
                first = -1
                yield
            if end - member >= self._lines:
                made.append((yield from self.value(member)))
            else:
                first, last = (member if first < 0 else first), end
        return made + self._elements(first, last) if first >= 0 else made

    def _elements(self, first: int, last: int) -> list[object]:
        """Those from one that begins on a line to one that ends on a line."""
        lines = self._layout.lines
        text = self._layout.source[lines[first].source.start : lines[last].source.end]
        elements: list[object] = self._decoder.decode(f"[{text}]")
        return elements
