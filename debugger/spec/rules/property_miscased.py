"""A property that is one of the specs' but for case and separators: `Revenue`, `order_Id`, `orderId`."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.property_layout import property_layout
from debugger.spec.property_names import near_misses
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each name written in another case or with other separators, where the right one is absent."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} is {meant}, written in another way.",
            remedy=f"Rename it to {meant}.",
        )
        for place, meant, same_letters in near_misses(message)
        if same_letters
    ]


RULE = Rule(
    id="property-miscased",
    subject=Subject.PROPERTIES,
    severity=Severity.ADVICE,
    title="Reserved property is written in another way",
    why=(
        "Segment's older integrations find it all the same. Newer ones, warehouses and tracking plans take the "
        "name as it is written and do not."
    ),
    remedy="Write reserved properties as their spec does: most are in snake_case.",
    reference="https://segment.com/docs/connections/spec/semantic/",
    check=check,
    key=property_layout,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
