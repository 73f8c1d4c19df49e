"""A filter as a tree of terms; each knows where in the text it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debugger.query.fields import Field
from debugger.query.pattern import Pattern
from debugger.query.regular import Regular


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where in the text, in characters from 0; the end is not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time or of numbers, as the precision of what was typed has it: `12:04` is a minute."""

    start: int | float
    end: int | float
    """The first that is past it; where it is `start`, the interval is that one number."""


Path = tuple[str | int, ...]
"""Names, and the indices of array elements; `ANY` is all elements."""

ANY = -1
"""The index of all elements: `products[]`."""

Value = Pattern | Regular | Interval
"""What a field is compared with."""


@dataclass(frozen=True, slots=True)
class Everything:
    """What an empty filter finds."""

    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A text that stands anywhere: in the payload, name, identity, problem or source."""

    span: Span
    pieces: tuple[str, ...]
    """What stands between the asterisks of a bare word, in order; one for all else."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that matches anywhere a text is looked for."""

    span: Span
    regular: Regular


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field of the table compared with a value."""

    span: Span
    field: Field
    operator: str
    """`=`, `>`, `>=`, `<` or `<=`; `!=` is a `Not` around `=`."""
    value: Value
    typed: str
    """The value as it was typed, without quotes."""


@dataclass(frozen=True, slots=True)
class PathComparison:
    """Any of the values at a path in the payload compared."""

    span: Span
    path: Path
    name: str
    """The path as it was typed."""
    operator: str
    value: Pattern | Regular
    number: float | int | None
    """The value as a number, where it is one."""
    typed: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a field of the table has a value, or something stands at a path."""

    span: Span
    what: Field | Path
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """What its term does not find."""

    span: Span
    term: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all of its terms find."""

    span: Span
    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any of its terms finds."""

    span: Span
    terms: tuple[Node, ...]


Leaf = Everything | Text | Expression | Comparison | PathComparison | Presence
Node = Leaf | Not | And | Or


def leaves(node: Node) -> Iterator[Leaf]:
    """The terms that look at events, in the order they were typed."""
    if isinstance(node, Not):
        yield from leaves(node.term)
    elif isinstance(node, (And, Or)):
        for term in node.terms:
            yield from leaves(term)
    else:
        yield node


def texts_of(typed: str, node: Node) -> list[str]:
    """The terms that all have to hold, as they were typed."""
    terms = node.terms if isinstance(node, And) else (node,)
    return [typed[term.span.start : term.span.end] for term in terms]
