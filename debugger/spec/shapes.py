"""Compares a value with the fields that the tables describe, visiting only the keys that are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from debugger.spec.amounts import number_in
from debugger.spec.rule import Fault
from debugger.spec.tables import Field
from debugger.spec.wording import LONGEST_QUOTE, described, dotted, either, quoted

_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}

Selects = Callable[[Field], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """A field made ready for comparing."""

    field: Field
    judged: bool
    """Whether a wrong type is this comparison's business."""
    accepted: frozenset[type]
    """Python types that need no closer look."""
    members: Mapping[str, Shape]
    required: tuple[Shape, ...]
    items: Shape | None
    leaf: bool
    """Whether nothing inside is compared."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A value of the wrong type, or a required one that is absent."""

    pointer: str
    field: Field
    value: object = None
    missing: bool = False


def shape_of(field: Field, selects: Selects) -> Shape:
    """The shape of `field`; only members for which `selects` holds are judged."""
    parts = tuple(shape_of(member, selects) for member in field.fields)
    members = {part.field.name: part for part in parts if part.judged or not part.leaf}
    items = None if field.items is None else shape_of(field.items, selects)
    if items is not None and not items.judged and items.leaf:
        items = None
    return Shape(
        field=field,
        judged=selects(field),
        accepted=frozenset(
            (type(None), *(python for name in field.types for python in _PYTHON_TYPES[name]))
        )
        - (frozenset((float,)) if field.types == ("integer",) else frozenset()),
        members=members,
        required=tuple(part for part in parts if part.judged and part.field.required),
        items=items,
        leaf=not members and items is None,
    )


def shape_of_members(place: str, fields: tuple[Field, ...], selects: Selects) -> Shape:
    """The shape of the object at `place`, at the top of a message, whose members `fields` describe."""
    whole = Field(
        pointer=place,
        name=place.removeprefix("/"),
        types=("object",),
        description="",
        example="",
        fields=fields,
    )
    return shape_of(whole, selects)


def mismatches(value: object, shape: Shape, place: str) -> Sequence[Mismatch]:
    """Where `value`, which stands at `place`, is not what `shape` says."""
    found: list[Mismatch] = []
    _compare(value, shape, place, found)
    return found


def _compare(value: object, shape: Shape, place: str, found: list[Mismatch]) -> None:
    if type(value) not in shape.accepted and not has_type(value, shape.field.types):
        if shape.judged:
            found.append(Mismatch(place, shape.field, value))
    elif isinstance(value, dict):
        _compare_members(value, shape, place, found)
    elif isinstance(value, list) and shape.items is not None:
        for index, element in enumerate(value):
            _compare(element, shape.items, f"{place}/{index}", found)


def _compare_members(
    value: Mapping[str, object], shape: Shape, place: str, found: list[Mismatch]
) -> None:
    members = shape.members
    for name in value:
        below = members.get(name)
        if below is None:
            continue
        member = value[name]
        if not (below.leaf and type(member) in below.accepted):
            _compare(member, below, f"{place}/{below.field.name}", found)
    found += [
        Mismatch(f"{place}/{absent.field.name}", absent.field, missing=True)
        for absent in shape.required
        if absent.field.name not in value
    ]


def has_type(value: object, types: tuple[str, ...]) -> bool:
    """Whether `value` is null or has one of the JSON types; a boolean is never a number."""
    if value is None:
        return True
    if isinstance(value, bool):
        return "boolean" in types
    if types == ("integer",) and isinstance(value, float):
        return value.is_integer()
    return any(isinstance(value, _PYTHON_TYPES[name]) for name in types)


def fault(mismatch: Mismatch) -> Fault:
    """The mismatch in words."""
    place, field = dotted(mismatch.pointer), mismatch.field
    if mismatch.missing:
        return Fault(
            pointer=mismatch.pointer,
            message=f"{place} is missing.",
            remedy=f"Add it: {either(field.types)}, such as {field.example}.",
            missing=True,
        )
    return Fault(
        pointer=mismatch.pointer,
        message=f"{place} is {described(mismatch.value)}, not {either(field.types)}.",
        remedy=remedy(mismatch.value, field),
    )


def remedy(value: object, field: Field) -> str:
    """How to mend a value of the wrong type: the right value where it can be told, else an example."""
    offered = None if field.format else _offered(value, field.types)
    if offered is not None:
        return f"Send {offered}, not {quoted(value)}."
    if len(field.example) > LONGEST_QUOTE:
        return f"Send {either(field.types)}, or leave the field out."
    return f"Send {either(field.types)}, such as {field.example}, or leave the field out."


def _offered(value: object, types: tuple[str, ...]) -> str | None:
    """The value as one of `types`, as JSON; None when it holds none that is certain."""
    if isinstance(value, str):
        return _offered_for_text(value, types)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "boolean" in types and value in {0, 1}:
            return "true" if value else "false"
        return f'"{quoted(value)}"' if "string" in types else None
    return "{}" if value == [] and "object" in types else None


def _offered_for_text(text: str, types: tuple[str, ...]) -> str | None:
    if "number" in types or "integer" in types:
        return number_in(text)
    word = text.strip().lower()
    return word if "boolean" in types and word in {"true", "false"} else None
