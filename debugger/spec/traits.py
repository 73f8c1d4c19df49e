"""The reserved traits of identify and group, under each way of writing them that Segment takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from debugger.events import CallType, Message
from debugger.spec.calls import judged_as
from debugger.spec.shapes import Shape, shape_of_members
from debugger.spec.tables import Field, reserved_traits

CALLS = frozenset({CallType.IDENTIFY, CallType.GROUP})


def traits_of(message: Message) -> Mapping[str, object]:
    """The traits of an identify or group; none where they are no object."""
    traits = message.fields.get("traits")
    return traits if isinstance(traits, dict) else {}


def shape_for(message: Message) -> Shape | None:
    """The reserved traits of the call, in camelCase, in snake_case and in lower case."""
    return _shapes().get(judged_as(message))


@lru_cache(maxsize=1)
def _shapes() -> Mapping[str, Shape]:
    return {
        call_type.value: shape_of_members(
            "/traits", tuple(_ways(reserved_traits(call_type))), lambda _field: True
        )
        for call_type in CALLS
    }


def _ways(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        inner = tuple(_ways(field.fields))
        for name in sorted({field.name, snake_case(field.name), field.name.lower()}):
            yield replace(field, name=name, fields=inner)


def snake_case(name: str) -> str:
    """The name with its words joined by underscores: `first_name` for `firstName`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
