"""The lines of a laid-out payload, and the way between them and JSON Pointers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from debugger.events import Problem
from debugger.payload import pointer
from debugger.payload.line_table import Line, LineTable, Span

_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")
"""An array's index as a JSON Pointer has it."""

__all__ = ["Fold", "GhostPlace", "Layout", "Line", "LineTable", "Span"]


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
    lines: LineTable
    folds: Mapping[int, Fold]
    """By the index of the opening line."""
    large: Mapping[int, Mapping[str | int, int]] = field(default_factory=dict, repr=False)
    """By the same index: the lines of the members of what has many, by name or index; found while it was read."""
    problem: Problem | None = None
    """Where the text stops being JSON."""
    problem_line: int | None = None
    """Index of the first raw line; everything from there on stands as it came."""
    _members: dict[int, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def pointer(self, index: int) -> str:
        """The JSON Pointer of what stands on a line; a closing bracket has that of its opening one."""
        tokens: list[str | int] = []
        while index >= 0:
            token = self.lines.token(index)
            if token is None:
                break
            tokens.append(token)
            index = self.lines.parent(index)
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

    def value_text(self, index: int) -> str:
        """The whole value that begins on a line, exactly as sent, however long."""
        line = self.lines[index]
        fold = self.folds.get(index)
        end = line.source.end if fold is None else self.lines[fold.last].source.end
        return self.source[line.source.start : end]

    def members(self, index: int) -> Iterator[int]:
        """The lines of the members of what opens on a line, in their order; of a key given twice, both."""
        fold, folded = self.folds.get(index), self.folds.get
        token, parent = self.lines.token, self.lines.parent
        member = index + 1
        while fold is not None and member <= fold.last:
            if token(member) is not None and parent(member) == index:
                yield member
            inner = folded(member)
            member = member + 1 if inner is None else inner.last + 1

    def _resolve(self, place: str) -> tuple[int, tuple[str, ...]]:
        index = 0
        tokens = pointer.split(place)
        for position, token in enumerate(tokens):
            below = self._member(index, token)
            if below is None:
                return index, tokens[position:]
            index = below
        return index, ()

    def _member(self, index: int, token: str) -> int | None:
        known = self.large.get(index)
        if known is None:
            return self._members_of(index).get(token)
        place = int(token) if _INDEX.fullmatch(token) else token
        return known.get(token, known.get(place))

    def _members_of(self, index: int) -> dict[str, int]:
        known = self._members.get(index)
        if known is None:
            known = self._members[index] = self._find_members(index)
        return known

    def _find_members(self, index: int) -> dict[str, int]:
        return {str(self.lines.token(member)): member for member in self.members(index)}
