"""What the spec says of the field that a value stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debugger.events import CallType, Message
from debugger.payload import pointer
from debugger.spec import tables
from debugger.spec.calls import judged_as
from debugger.spec.semantic_properties import event_of
from debugger.spec.tables import Field
from debugger.spec.traits import snake_case

_CALLS = {call_type.value: call_type for call_type in CallType}


def documentation(place: str, message: Message) -> tuple[str, ...]:
    """What the field at a JSON Pointer is for, and what the spec expects there; nothing of a field of your own."""
    field = field_at(place, message)
    if field is None:
        return ()
    expected = f"Expected: {' or '.join(field.types)}"
    if field.format:
        expected += f", {field.format}"
    if field.values:
        expected += f": {', '.join(field.values)}"
    by = (
        f" Filled in by {'Segment' if field.set_by == 'Segment' else 'the SDK'}."
        if field.set_by
        else ""
    )
    return tuple(filter(None, (field.description, f"{expected}.{by}")))


def field_at(place: str, message: Message) -> Field | None:
    """The field of the spec at a JSON Pointer, as the call and its event have it."""
    first, *rest = pointer.split(place) or ("",)
    top = _named(tables.common_fields(_call_type(message)), first)
    if not rest or first not in {"properties", "traits", "context"}:
        return _below(top, rest)
    return _within(_members(first, message), rest)


def _members(holder: str, message: Message) -> tuple[Field, ...]:
    call_type = _call_type(message)
    if holder == "context":
        return tables.context_fields()
    if holder == "traits":
        return tables.reserved_traits(call_type)
    event = event_of(message) if call_type is CallType.TRACK else None
    return (*tables.reserved_properties(call_type), *(event.properties if event else ()))


def _within(fields: Iterable[Field], tokens: Sequence[str]) -> Field | None:
    return _below(_named(fields, tokens[0]), tokens[1:])


def _below(field: Field | None, tokens: Sequence[str]) -> Field | None:
    for token in tokens:
        if field is None:
            return None
        field = field.items if field.items and token.isdecimal() else _named(field.fields, token)
    return field


def _named(fields: Iterable[Field], name: str) -> Field | None:
    """The field of a name; traits may be written with underscores, too."""
    return next((each for each in fields if name in {each.name, snake_case(each.name)}), None)


def _call_type(message: Message) -> CallType:
    return _CALLS.get(judged_as(message), CallType.TRACK)
