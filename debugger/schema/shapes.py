"""What a JSON value is apart from what it says: its names and types, equal for most calls of one event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from debugger.payload import pointer
from debugger.payload.parse import NonstandardNumber

ANY_ELEMENT = "*"
"""Stands in a place for every index of an array."""

MOST_ELEMENTS = 200
"""Of an array; those that follow are not looked at."""
DEEPEST = 20
"""Levels of objects and arrays whose members are places."""

Shape: TypeAlias = tuple[Any, ...]
"""Of an object its names, their types and the shapes of the containers among them; of an array None and
the different types and shapes of its elements. It can be hashed, and holds no value."""

_TYPES: dict[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    int: "number",
    float: "number",
    NonstandardNumber: "number",
    bool: "boolean",
    type(None): "null",
}
_type_of = _TYPES.__getitem__

_EMPTY_OBJECT: Shape = ((), (), ())
_EMPTY_ARRAY: Shape = (None, ())


def shape_of(value: object, depth: int = 0) -> Shape | None:
    """The shape of an object or an array as the parser makes it; None of anything else."""
    if isinstance(value, dict):
        return _of_object(value, depth)
    return _of_array(value, depth) if isinstance(value, list) else None


def _of_object(value: dict[str, object], depth: int) -> Shape:
    if depth == DEEPEST:
        return _EMPTY_OBJECT
    types = tuple(map(_type_of, map(type, value.values())))
    if "object" in types or "array" in types:
        inner = [
            _of_object(member, depth + 1)
            if isinstance(member, dict)
            else _of_array(member, depth + 1)
            for member in value.values()
            if isinstance(member, (dict, list))
        ]
        return tuple(value), types, tuple(inner)
    return tuple(value), types, ()


def _of_array(value: list[object], depth: int) -> Shape:
    if depth == DEEPEST:
        return _EMPTY_ARRAY
    elements = [
        _of_object(each, depth + 1)
        if isinstance(each, dict)
        else _of_array(each, depth + 1)
        if isinstance(each, list)
        else _type_of(type(each))
        for each in value[:MOST_ELEMENTS]
    ]
    return None, tuple(dict.fromkeys(elements))


def places(shape: Shape | None, at: str) -> Iterator[tuple[str, str]]:
    """The JSON Pointer and the type of all that stands in a value of this shape, which stands at `at` itself.

    They come in the order of the value, `ANY_ELEMENT` for indexes; a pointer comes more than once where
    the elements of an array have it.
    """
    if shape is None:
        return
    if shape[0] is None:
        yield from _of_elements(shape[1], f"{at}/{ANY_ELEMENT}")
        return
    names, types, containers = shape
    inner = iter(containers)
    for name, kind in zip(names, types, strict=True):
        below = pointer.join(at, name)
        yield below, kind
        if kind in {"object", "array"}:
            yield from places(next(inner), below)


def _of_elements(elements: tuple[str | Shape, ...], at: str) -> Iterator[tuple[str, str]]:
    for each in elements:
        if isinstance(each, str):
            yield at, each
            continue
        yield at, "array" if each[0] is None else "object"
        yield from places(each, at)
