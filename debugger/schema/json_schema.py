"""The schema as JSON Schema (2020-12): every call that was looked at is valid by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from debugger.events import NAMED_BY_NAME, WITHOUT_NAME
from debugger.payload import pointer
from debugger.schema.events import EventSchema
from debugger.schema.holders import HOLDERS
from debugger.schema.kind import Kind, Place
from debugger.schema.shapes import ANY_ELEMENT
from debugger.schema.words import event_title, kind_words

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(events: Iterable[EventSchema]) -> dict[str, Any]:
    """One document: a call is told by its type and name, and then holds what those of the event held.

    What is in every call, or in every object that may hold it, is required; nothing is forbidden. Calls that say no
    type are left out, since nothing tells them apart.
    """
    told = [_event(each) for each in events if each.key[0]]
    return {"$schema": _DIALECT, **({"allOf": told} if told else {})}


def _event(event: EventSchema) -> dict[str, Any]:
    title = event_title(*event.key)
    then = {"title": title, "description": kind_words(title, event.kind, event.calls)}
    return {"if": _told_by(*event.key), "then": then | _call(event.kind)}


def _told_by(call: str, name: str | None) -> dict[str, Any]:
    """What a call of the event says of itself."""
    members: dict[str, Any] = {"type": {"const": call}}
    required = ["type"]
    if call not in WITHOUT_NAME:
        named_by = "name" if call in NAMED_BY_NAME else "event"
        members[named_by] = {"not": {"type": "string"}} if name is None else {"const": name}
        required += [] if name is None else [named_by]
    return {"properties": members, "required": required}


def _call(kind: Kind) -> dict[str, Any]:
    below = _by_parent(kind.places)
    holders: dict[str, Any] = {}
    required = []
    for holder in HOLDERS:
        at = pointer.join("", holder)
        if at not in below:
            continue
        always = _required(below[at], kind.calls)
        holders[holder] = ({"type": "object"} if always else {}) | _members(at, always, below)
        required += [holder] if always else []
    return {"properties": holders, **({"required": required} if required else {})}


_Below = Mapping[str, Mapping[str, Place]]
"""By the pointer of what holds them: the places in it by their names."""


def _by_parent(places: Mapping[str, Place]) -> _Below:
    below: dict[str, dict[str, Place]] = {}
    for at, place in places.items():
        below.setdefault(pointer.parent(at), {})[pointer.split(at)[-1]] = place
    return below


def _value(at: str, place: Place, below: _Below) -> dict[str, Any]:
    types = sorted(place.types)
    made: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
    required = _required(below.get(at, {}), place.types["object"])
    return made | _members(at, required, below)


def _members(at: str, required: list[str], below: _Below) -> dict[str, Any]:
    """What stands in an object or the elements of an array, or in either."""
    made: dict[str, Any] = {}
    inner = below.get(at, {})
    named = {
        name: _value(pointer.join(at, name), place, below)
        for name, place in inner.items()
        if name != ANY_ELEMENT
    }
    if named:
        made["properties"] = named
    if required:
        made["required"] = required
    if ANY_ELEMENT in inner:
        made["items"] = _value(f"{at}/{ANY_ELEMENT}", inner[ANY_ELEMENT], below)
    return made


def _required(inner: Mapping[str, Place], objects: int) -> list[str]:
    """The names that each object has which may hold them, in so many calls."""
    return [
        name
        for name, place in inner.items()
        if name != ANY_ELEMENT and place.calls == objects and not place.partly
    ]
