"""The schema counted value by value, as anybody would write it down: what the counting by shapes must equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from debugger.payload import pointer
from debugger.payload.parse import parse

MOST_PLACES = 2_000
MOST_ELEMENTS = 200
DEEPEST = 20

Counted = dict[str, tuple[int, dict[str, int], int]]
"""By place: the calls that have it, those by type, and those in which only some of the objects have it."""


def counted(fields: list[Any]) -> Counted:
    """What the members of many calls hold, each place in the order in which it came first."""
    calls: Counter[str] = Counter()
    partly: Counter[str] = Counter()
    types: dict[str, Counter[str]] = {}
    for each in fields:
        seen: dict[str, list[str]] = {}
        for holder in ("properties", "traits"):
            for at, value in places(each.get(holder), f"/{holder}", 0):
                seen.setdefault(at, []).append(type_of(value))
        for at, found in seen.items():
            if at in types or len(types) < MOST_PLACES:
                calls[at] += 1
                types.setdefault(at, Counter()).update(set(found))
                objects = seen.get(pointer.parent(at), []).count("object")
                partly[at] += len(found) < objects and not at.endswith("/*")
    return {at: (calls[at], dict(found), partly[at]) for at, found in types.items()}


def fields_of(payload: bytes) -> Any:
    """The members of a payload that is an object, read whole; none of any other."""
    value = parse(payload).value
    return value if isinstance(value, dict) else {}


def places(value: Any, at: str, depth: int) -> Iterator[tuple[str, Any]]:
    """All that stands in a value, with its place."""
    if depth == DEEPEST:
        return
    inner: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        inner = [(pointer.join(at, name), member) for name, member in value.items()]
    elif isinstance(value, list):
        inner = [(f"{at}/*", element) for element in value[:MOST_ELEMENTS]]
    for below, found in inner:
        yield below, found
        yield from places(found, below, depth + 1)


def type_of(value: Any) -> str:
    """As JSON calls it."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if value is None:
        return "null"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, dict) else "array"
