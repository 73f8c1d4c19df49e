"""Reads the reserved properties of a call, and says the faults they share."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.spec.amounts import number_in
from debugger.spec.rule import Fault
from debugger.spec.wording import described, quoted


def property_of(message: Message, name: str) -> object:
    """The value of a property; None also when there is none."""
    properties = message.fields.get("properties")
    return properties.get(name) if isinstance(properties, dict) else None


def not_a_number(message: Message, name: str, *, example: str) -> Iterable[Fault]:
    """A fault when the property `name` is neither a number nor null."""
    value = property_of(message, name)
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return ()
    number = number_in(value) if isinstance(value, str) else None
    return (
        Fault(
            pointer=f"/properties/{name}",
            message=f"{name} is {described(value)}, not a number.",
            remedy=(
                f"Send a bare number, such as {example}."
                if number is None
                else f"Send {number}, not {quoted(value)}."
            ),
        ),
    )
