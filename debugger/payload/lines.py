"""The lines of a laid-out payload, and the way between them and JSON Pointers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from debugger.events import Problem
from debugger.payload import pointer


class Span(NamedTuple):
    """A half-open range of columns on one line, from 0."""

    start: int
    end: int


class Line(NamedTuple):
    """One line of a layout. A tuple, since a payload has up to a hundred thousand of them."""

    text: str
    """With its indentation and its comma."""
    depth: int
    """Levels of nesting; the deepest are not all drawn as indentation."""
    parent: int
    """Index of the line that opens the object or array around; -1 at the top."""
    token: str | int | None
    """The member's name or the element's index in its parent; None for the whole payload and for raw text."""
    key: Span | None
    value: Span
    """Where the value stands, or its bracket."""
    source: Span
    """Where in the source text the value, or the bracket, stands."""
    closing: bool = False
    """A line that holds the closing bracket only."""
    elision: Span | None = None
    """Where the mark stands that says how much longer the value is."""


class Fold(NamedTuple):
    """What can be folded away behind an opening bracket."""

    last: int
    """Index of the line of the closing bracket; of the last line of all, when it is never closed."""
    items: int


class GhostPlace(NamedTuple):
    """Where the line of a field that is not there would stand."""

    after: int
    """Index of the line it follows."""
    depth: int
    name: str
    """What is absent, below the nearest object that is there: `event`, `app.version`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The lines of a payload and the way between them and JSON Pointers."""

    source: str
    """The payload as text, before it was laid out."""
    lines: tuple[Line, ...]
    folds: Mapping[int, Fold]
    """By the index of the opening line."""
    problem: Problem | None = None
    """Where the text stops being JSON."""
    problem_line: int | None = None
    """Index of the first raw line; everything from there on stands as it came."""
    _members: dict[int, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def pointer(self, index: int) -> str:
        """The JSON Pointer of what stands on a line; a closing bracket has that of its opening one."""
        tokens: list[str | int] = []
        while index >= 0:
            line = self.lines[index]
            if line.token is None:
                break
            tokens.append(line.token)
            index = line.parent
        return pointer.join(pointer.ROOT, *reversed(tokens)) if tokens else pointer.ROOT

    def line_of(self, place: str) -> int | None:
        """The index of the line where the value at a pointer begins; of a key given twice, the last.

        None when the payload has no such place.
        """
        index, rest = self._resolve(place)
        return None if rest else index

    def ghost_place(self, place: str) -> GhostPlace:
        """Where the line of an absent value belongs: after the last member of what is there on the way to it."""
        index, rest = self._resolve(place)
        fold = self.folds.get(index)
        after = index if fold is None else fold.last - self.lines[fold.last].closing
        return GhostPlace(after, self.lines[index].depth + 1, ".".join(rest))

    def line_at(self, position: int) -> int:
        """The index of the line that shows the character at a position of the source."""
        starts = [line.source.start for line in self.lines]
        return max(0, bisect_right(starts, position) - 1)

    def value_text(self, index: int) -> str:
        """The whole value that begins on a line, exactly as sent, however long."""
        line = self.lines[index]
        fold = self.folds.get(index)
        end = line.source.end if fold is None else self.lines[fold.last].source.end
        return self.source[line.source.start : end]

    def _resolve(self, place: str) -> tuple[int, tuple[str, ...]]:
        index = 0
        tokens = pointer.split(place)
        for position, token in enumerate(tokens):
            below = self._members_of(index).get(token)
            if below is None:
                return index, tokens[position:]
            index = below
        return index, ()

    def _members_of(self, index: int) -> dict[str, int]:
        known = self._members.get(index)
        if known is None:
            known = self._members[index] = self._find_members(index)
        return known

    def _find_members(self, index: int) -> dict[str, int]:
        found: dict[str, int] = {}
        fold = self.folds.get(index)
        member = index + 1
        while fold is not None and member <= fold.last:
            line = self.lines[member]
            if line.token is not None and line.parent == index:
                found[str(line.token)] = member
            inner = self.folds.get(member)
            member = member + 1 if inner is None else inner.last + 1
        return found
