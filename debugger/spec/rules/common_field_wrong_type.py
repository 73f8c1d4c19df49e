"""A field at the top of a message that has another type than the Spec says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.shapes import Shape, fault, mismatches, shape_of
from debugger.spec.tables import common_fields


def check(message: Message) -> Iterable[Fault]:
    """A fault for each such field whose value is neither of its type nor null."""
    found: list[Fault] = []
    shapes = _shapes()
    for name, value in message.fields.items():
        shape = shapes.get(name)
        if shape is not None and type(value) not in shape.accepted:
            found += map(fault, mismatches(value, shape, f"/{name}"))
    return found


@lru_cache(maxsize=1)
def _shapes() -> Mapping[str, Shape]:
    fields = {
        field.name: field
        for call_type in CallType
        for field in common_fields(call_type)
        if field.documented and not field.judged_by
    }
    return {name: shape_of(field, lambda _field: True) for name, field in fields.items()}


RULE = Rule(
    id="common-field-wrong-type",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Field of the message has the wrong type",
    why="Segment reads these fields itself, and leaves out or refuses what is not of the type it expects.",
    remedy="Send the type that the Spec gives the field, or leave the field to the SDK.",
    reference="https://segment.com/docs/connections/spec/common/#structure",
    check=check,
    by_layout=True,
    places=tuple(f"/{name}" for name in _shapes()),
)
