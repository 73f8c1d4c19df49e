"""A hundred thousand lines in a dozen columns: as objects each, they would keep the garbage collector busy."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload


class Span(NamedTuple):
    """A half-open range of columns on one line, from 0."""

    start: int
    end: int


class Line(NamedTuple):
    """One line of a layout."""

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


class LineTable(Sequence[Line]):
    """The lines of a layout, each made when it is asked for."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._tokens: list[str | int | None] = []
        self._depths = array("q")
        self._parents = array("q")
        self._spans = array("q")
        """Six to a line: key, value, source; a key that is not there starts at -1."""
        self._closing = bytearray()
        self._elisions: dict[int, Span] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self._line(at) for at in range(*index.indices(len(self)))]
        return self._line(range(len(self))[index])

    def __iter__(self) -> Iterator[Line]:
        return map(self._line, range(len(self)))

    def append(self, line: Line) -> None:
        """Adds a line at the end."""
        if line.elision is not None:
            self._elisions[len(self)] = line.elision
        self._texts.append(line.text)
        self._tokens.append(line.token)
        self._depths.append(line.depth)
        self._parents.append(line.parent)
        self._spans.extend((*(line.key or (-1, -1)), *line.value, *line.source))
        self._closing.append(line.closing)

    def append_to_last(
        self, text: str, *, belongs_to_value: bool = False, source_end: int = 0
    ) -> None:
        """Writes more on the last line; what belongs to its value ends in the source at `source_end`."""
        self._texts[-1] += text
        if belongs_to_value:
            self._spans[-3] = len(self._texts[-1])
            self._spans[-1] = source_end

    def token(self, index: int) -> str | int | None:
        """The token of a line, without making the line."""
        return self._tokens[index]

    @property
    def depths(self) -> Sequence[int]:
        """The depth of every line, without making the lines."""
        return self._depths

    def parent(self, index: int) -> int:
        """The parent of a line, without making the line."""
        return self._parents[index]

    def is_closing(self, index: int) -> bool:
        """Whether a line holds a closing bracket only, without making the line."""
        return bool(self._closing[index])

    def _line(self, index: int) -> Line:
        spans = self._spans[6 * index : 6 * index + 6]
        return Line(
            text=self._texts[index],
            depth=self._depths[index],
            parent=self._parents[index],
            token=self._tokens[index],
            key=None if spans[0] < 0 else Span(spans[0], spans[1]),
            value=Span(spans[2], spans[3]),
            source=Span(spans[4], spans[5]),
            closing=bool(self._closing[index]),
            elision=self._elisions.get(index),
        )
