"""The values of a payload one by one, each with its name, place and type: for the tree and the table."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from debugger.payload.layout import Layout
from debugger.payload.text import elided, visible
from debugger.spec.wording import dotted
from debugger.wire.masking import LONGEST as LONGEST_KEY
from debugger.wire.masking import KeyMask

MOST = 5_000
"""Values in the table; a payload with more is for the tree."""

_LONGEST_VALUE = 300
_LONGEST_PATH = 300
_VALUES_A_STEP = 100

_KINDS = {'"': "string", "{": "object", "[": "array", "t": "boolean", "f": "boolean", "n": "null"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value, in the words that are shown."""

    line: int
    """Index of the layout's line on which it begins."""
    name: str
    """Of the member, or the number of the element."""
    path: str
    """The names on the way to it, with dots between."""
    shown: str
    """As it came, cut short; of an object or array, how much is in it."""
    kind: str
    """Its JSON type, or `not JSON`."""

    @property
    def sort_key(self) -> tuple[int, float, str]:
        """By which values are ordered: numbers by their size, before what is text."""
        if self.kind == "number":
            try:
                return (0, float(self.shown), "")
            except ValueError:
                return (0, 0.0, self.shown)
        return (1, 0.0, self.shown.casefold())


class PayloadValues:
    """Reads values off the lines of a layout."""

    def __init__(self, layout: Layout, mask: KeyMask | None = None) -> None:
        """With a mask, the write keys in them are shown masked."""
        self.layout = layout
        self._mask = mask

    def at(self, line: int) -> Value:
        """The value that begins on a line."""
        layout = self.layout
        token = layout.lines.token(line)
        source = layout.lines[line].source
        kind = _KINDS.get(layout.source[source.start : source.start + 1], "number")
        if layout.problem_line is not None and line >= layout.problem_line:
            kind = "not JSON"
        name = "" if token is None else str(token)
        return Value(
            line=line,
            name=visible(elided(self._masked(name), _LONGEST_VALUE)),
            path=visible(elided(self._masked(dotted(layout.pointer(line))), _LONGEST_PATH)),
            shown=self._shown(line, name, kind),
            kind=kind,
        )

    def members(self, line: int) -> Iterator[int]:
        """The lines of the members of the object or array that begins on a line."""
        return self.layout.members(line)

    def leaves(self) -> Generator[list[Value], None, int]:
        """The values that hold no others, in steps of so many lines; returns how many were left out."""
        layout = self.layout
        lines, count, left = layout.lines, 0, 0
        made: list[Value] = []
        for line in range(len(lines)):
            is_value = lines.token(line) is not None and not lines.is_closing(line)
            if is_value and line not in layout.folds:
                count += 1
                if count <= MOST:
                    made.append(self.at(line))
                else:
                    left += 1
            if line % _VALUES_A_STEP == _VALUES_A_STEP - 1:
                yield made
                made = []
        yield made
        return left

    def _shown(self, line: int, name: str, kind: str) -> str:
        fold = self.layout.folds.get(line)
        if fold is not None:
            noun = "member" if kind == "object" else "item"
            return f"{fold.items:,} {noun}{'' if fold.items == 1 else 's'}"
        source = self.layout.lines[line].source
        end = min(source.end, source.start + _LONGEST_VALUE + LONGEST_KEY)
        before = f'"{name}":'
        text = self._masked(before + self.layout.source[source.start : end])
        return visible(elided(text.removeprefix(before), _LONGEST_VALUE))

    def _masked(self, text: str) -> str:
        return text if self._mask is None else self._mask.masked(text)
