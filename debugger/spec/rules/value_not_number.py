"""A track call whose `value` property is no number."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.properties import not_a_number
from debugger.spec.property_layout import property_layout
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `value` is neither a number nor null; a boolean is no number."""
    return not_a_number(message, "value", example="12.5")


RULE = Rule(
    id="value-not-number",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Value is not a number",
    why=(
        "Destinations add value up and compare it. A string or an object there counts for nothing."
    ),
    remedy="Send value as a bare number, without quotes.",
    reference="https://segment.com/docs/connections/spec/track/#properties",
    check=check,
    key=property_layout,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
