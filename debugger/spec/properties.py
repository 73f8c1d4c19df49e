"""Reads the reserved properties of a call, and says the faults they share."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.spec.amounts import number_in
from debugger.spec.rule import Fault
from debugger.spec.wording import described, quoted


def odd_currency(message: Message) -> bool:
    """Whether there is a currency other than the codes that are met most."""
    currency = property_of(message, "currency")
    return currency is not None and (type(currency) is not str or currency not in _COMMON)


_COMMON = frozenset(
    {"AUD", "BRL", "CAD", "CHF", "EUR", "GBP", "INR", "JPY", "MXN", "PLN", "SEK", "USD"}
)


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
