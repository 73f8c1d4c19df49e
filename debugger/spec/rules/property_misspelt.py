"""A property whose name is nearly one that the specs know: `curency`, `prodct_id`."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.property_layout import property_layout
from debugger.spec.property_names import near_misses
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each name with one slip of the pen, where the right name is absent."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} looks like a misspelt {meant}.",
            remedy=f"Rename it to {meant}.",
        )
        for place, meant, same_letters in near_misses(message)
        if not same_letters
    ]


RULE = Rule(
    id="property-misspelt",
    subject=Subject.PROPERTIES,
    severity=Severity.WARNING,
    title="Name of a reserved property is misspelt",
    why="Destinations look for the property by its name and find none: its revenue, say, is not counted.",
    remedy="Take the names of properties from constants, or from a generated client.",
    reference="https://segment.com/docs/connections/spec/semantic/",
    check=check,
    key=property_layout,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
