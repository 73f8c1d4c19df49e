"""What may be typed next at a place in a filter: fields, paths, operators and values, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from debugger.query.fields import BY_NAME, FIELDS, Field, Kind
from debugger.query.writing import quoted

MOST = 12
"""Offers at once."""

_TERM = re.compile(
    r'(?P<before>(?:^|[\s(])[-!]?)(?P<name>[^\s()":=<>!]*(?:"[^"]*"[^\s()":=<>!]*)*)'
    r'(?:(?P<operator>!=|:[<>]=?|[<>]=?|[:=])(?P<value>"[^"]*|[^\s()"]*))?$'
)
_AMONG = re.compile(
    r'(?:^|[\s(])[-!]?(?P<name>[^\s()":=<>!]+(?:"[^"]*"[^\s()":=<>!]*)*)(?:!=|:|=)'
    r'\(\s*(?:(?:"[^"]*"|[^\s()"]+)\s+)*(?P<value>"[^"]*|[^\s()"]*)$'
)
"""One of several values: `type:(track OR pa`."""
_SAID = {
    "!=": "is not",
    ">": "is above",
    ">=": "is at least",
    "<": "is below",
    "<=": "is at most",
}
_OF_PATH = (":", *_SAID)
_TIMES = ("5m", "1h", "today", "yesterday")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What this session has to offer."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By field or path, the commonest first."""
    paths: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to put in place of a part of the filter."""

    text: str
    meaning: str
    start: int
    end: int
    """The part that it takes the place of."""

    def taken(self, typed: str) -> tuple[str, int]:
        """The filter with it, and where the cursor is then."""
        return typed[: self.start] + self.text + typed[self.end :], self.start + len(self.text)


def completions(typed: str, cursor: int, known: Vocabulary) -> list[Offer]:
    """What fits before the cursor, at most `MOST`; nothing where a text or an expression is being typed."""
    among = _AMONG.search(typed[:cursor])
    if among:
        offers = _values(among["name"], among["value"], known)
        start = among.start("value")
        return [Offer(text, said, start, cursor) for text, said in offers][:MOST]
    found = _TERM.search(typed[:cursor])
    if not found or (typed[:cursor].count('"') % 2 and not (found["value"] or "").startswith('"')):
        return []
    if found["operator"] is None:
        start = found.start("name")
        return [Offer(text, said, start, cursor) for text, said in _names(found["name"], known)][
            :MOST
        ]
    start = found.start("value")
    offers = _values(found["name"], found["value"], known)
    return [Offer(text, said, start, cursor) for text, said in offers][:MOST]


def _names(begun: str, known: Vocabulary) -> Iterator[tuple[str, str]]:
    lowered = begun.lower()
    if not lowered:
        return
    for each in FIELDS:
        names = [name.lower() for name in (each.name, *each.aliases)]
        if any(name.startswith(lowered) for name in names):
            yield f"{each.name}:", each.meaning
            if lowered in names:
                yield from _compared(each.name, each.noun, each.operators)
    near = [path for path in known.paths if path.lower().startswith(lowered)]
    near += [path for path in known.paths if lowered in path.lower() and path not in near]
    for path in near:
        yield f"{path}:", "In the payload."
        if path.lower() == lowered:
            yield from _compared(path, "it", _OF_PATH)


def _compared(name: str, noun: str, operators: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What else may follow a whole name, and what that says."""
    for operator in operators:
        if operator in _SAID:
            yield f"{name}{operator}", f"{noun[:1].upper()}{noun[1:]} {_SAID[operator]} …"


def _values(name: str, begun: str, known: Vocabulary) -> Iterator[tuple[str, str]]:
    of = BY_NAME.get(name.lower())
    lowered = begun.strip('"').lower()
    if of is not None and of.kind is Kind.PRESENCE:
        for text, said in _names(begun or "p", known):
            there = text.removesuffix(":")
            if there != text and there.lower() != lowered:
                yield there, said
        return
    for value in _known_values(of, name, known):
        if lowered in value.lower() and value.lower() != lowered:
            yield quoted(value), of.noun if of else name


def _known_values(of: Field | None, name: str, known: Vocabulary) -> Sequence[str]:
    if of is None:
        return known.values.get(name, ())
    if of.kind is Kind.TIME:
        return _TIMES
    return tuple(dict.fromkeys((*of.choices, *known.values.get(of.name, ()))))
