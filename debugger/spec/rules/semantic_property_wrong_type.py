"""A property of one of the specs' events that has another type than its spec says."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.property_layout import property_layout
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_properties import is_certain, mismatches_of
from debugger.spec.shapes import fault


def check(message: Message) -> Iterable[Fault]:
    """A fault for each property, nested products included, that is plainly of the wrong type."""
    return [fault(mismatch) for mismatch in mismatches_of(message) if is_certain(mismatch)]


RULE = Rule(
    id="semantic-property-wrong-type",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Property of a known event has the wrong type",
    why=(
        "Destinations read the properties of this event by its spec. Numbers in strings are cut short or not "
        "counted, and identifiers sent as numbers do not match those sent as strings."
    ),
    remedy="Send the type that the event's spec gives the property.",
    reference="https://segment.com/docs/connections/spec/semantic/",
    check=check,
    key=property_layout,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
