"""What a session is like: of each event how many calls, and of each property in how many, with what types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from debugger.findings import Finding, Severity
from debugger.payload import pointer

Key = tuple[str, str | None]
"""Call type, and the name of the event, page or screen."""

ANY_ELEMENT = "*"
"""Stands in a place for every index of an array."""

_HOLDERS = ("properties", "traits")
_MOST_EVENTS = 10_000
_MOST_PLACES = 2_000
"""Of one event; more are made from data."""
_MOST_ELEMENTS = 200
_DEEPEST = 20


@dataclass(slots=True)
class Place:
    """One property."""

    calls: int = 0
    """That have it."""
    types: Counter[str] = field(default_factory=Counter)
    """Calls by JSON type: one may have several in the elements of an array."""


@dataclass(slots=True)
class Kind:
    """All calls of one type and name."""

    calls: int = 0
    places: dict[str, Place] = field(default_factory=dict)
    """By JSON Pointer, with `ANY_ELEMENT` for indexes."""
    findings: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """Calls by the rule that finds something, without what is silenced."""

    def copy(self) -> Kind:
        """The same as it is now, which stays so."""
        places = {at: Place(place.calls, place.types.copy()) for at, place in self.places.items()}
        return Kind(self.calls, places, self.findings.copy())


class Profile:
    """Built call by call; its size is that of the tracking, not of the session."""

    def __init__(self) -> None:
        self.calls = 0
        self.kinds: dict[Key, Kind] = {}
        self.left_out = 0
        """Calls of more different names than are kept."""

    def see(self, key: Key, fields: Mapping[str, object], findings: tuple[Finding, ...]) -> None:
        """One more call."""
        self.calls += 1
        kind = self.kinds.get(key)
        if kind is None:
            if len(self.kinds) >= _MOST_EVENTS:
                self.left_out += 1
                return
            kind = self.kinds[key] = Kind()
        kind.calls += 1
        kind.findings.update({(each.rule, each.severity) for each in findings if not each.silenced})
        seen: dict[str, set[str]] = {}
        for holder in _HOLDERS:
            for at, value in _places(fields.get(holder), pointer.join("", holder)):
                seen.setdefault(at, set()).add(_type_of(value))
        for name, types in seen.items():
            if name in kind.places or len(kind.places) < _MOST_PLACES:
                place = kind.places.setdefault(name, Place())
                place.calls += 1
                place.types.update(types)


def _places(value: object, place: str, depth: int = 0) -> Iterator[tuple[str, object]]:
    if depth == _DEEPEST:
        return
    inner: Iterator[tuple[str, object]] = iter(())
    if isinstance(value, Mapping):
        inner = ((pointer.join(place, name), member) for name, member in value.items())
    elif isinstance(value, list):
        below = f"{place}/{ANY_ELEMENT}"
        inner = ((below, element) for element in islice(value, _MOST_ELEMENTS))
    for at, found in inner:
        yield at, found
        yield from _places(found, at, depth + 1)


def _type_of(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, Mapping):
        return "object"
    return "array" if isinstance(value, list) else "null"
