"""All calls of one event, counted: in how many each property is, with what types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from debugger.findings import Finding, Severity
from debugger.payload import pointer
from debugger.schema.holders import HOLDERS
from debugger.schema.shapes import ANY_ELEMENT, Shape, places, shape_of

_MOST_PLACES = 2_000
"""Of one event; more are made from data."""

_OVERHEAD = 256
"""Bytes, about, that a pointer of a shape costs beside its letters."""

Types = frozenset[str]
"""Those of one place in one call: it may have several in the elements of an array."""


@dataclass(slots=True)
class Place:
    """One property."""

    calls: int = 0
    """That have it."""
    types: Counter[str] = field(default_factory=Counter)
    """Calls by JSON type: one may have several in the elements of an array."""
    partly: int = 0
    """Calls in which some elements of an array have it, and others that are objects have not."""

    def copy(self) -> Place:
        """The same as it is now, which stays so."""
        return Place(self.calls, self.types.copy(), self.partly)


@dataclass(slots=True)
class _Known:
    """A shape that has come."""

    calls: int
    """Those that its places do not count yet."""
    places: list[tuple[Place, Types, bool]]
    """With the types that they have in it, and whether some objects lack them."""


class Kind:
    """All calls of one type and name.

    Most calls of an event have one of a few shapes, so it is shapes that are counted; what that says of each
    place is reckoned when somebody looks.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.findings: Counter[tuple[str, Severity]] = Counter()
        """Calls by the rule that finds something, without what is silenced."""
        self._places: dict[str, Place] = {}
        self._known: dict[tuple[Shape | None, ...], _Known] = {}
        self._uncounted: list[_Known] = []

    @property
    def places(self) -> Mapping[str, Place]:
        """By JSON Pointer, with `ANY_ELEMENT` for indexes, in the order in which they came first."""
        for known in self._uncounted:
            for place, types, partly in known.places:
                place.calls += known.calls
                place.partly += known.calls if partly else 0
                for name in types:
                    place.types[name] += known.calls
            known.calls = 0
        self._uncounted.clear()
        return self._places

    def see(self, fields: Mapping[str, object], findings: tuple[Finding, ...]) -> int:
        """One more call; says how many bytes, about, it takes to know a call of the same shape again."""
        self.calls += 1
        if findings:
            found = {(each.rule, each.severity) for each in findings if not each.silenced}
            self.findings.update(found)
        shape = tuple([shape_of(fields.get(holder)) for holder in HOLDERS])
        known, taken = self._known.get(shape), 0
        if known is None:
            known, taken = self._learn(shape)
        if not known.calls:
            self._uncounted.append(known)
        known.calls += 1
        return taken

    def forget_shapes(self) -> None:
        """Frees what it takes to know shapes again; what was counted stays."""
        _ = self.places
        self._known.clear()

    def copy(self) -> Kind:
        """The same as it is now, which stays so."""
        made = Kind()
        made.calls, made.findings = self.calls, self.findings.copy()
        made._places = {at: place.copy() for at, place in self.places.items()}
        return made

    def _learn(self, shape: tuple[Shape | None, ...]) -> tuple[_Known, int]:
        seen: dict[str, list[str]] = {}
        for holder, inner in zip(HOLDERS, shape, strict=True):
            for at, name in places(inner, pointer.join("", holder)):
                seen.setdefault(at, []).append(name)
        known = self._known[shape] = _Known(0, [])
        for at, types in seen.items():
            if at in self._places or len(self._places) < _MOST_PLACES:
                place = self._places.setdefault(at, Place())
                objects = seen.get(pointer.parent(at), ()).count("object")
                partly = 0 < len(types) < objects and not at.endswith(f"/{ANY_ELEMENT}")
                known.places.append((place, frozenset(types), partly))
        return known, sum(map(len, seen)) + _OVERHEAD * (1 + len(seen))
