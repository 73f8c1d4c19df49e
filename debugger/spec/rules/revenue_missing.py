"""An order that says its total and not its revenue."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.property_layout import property_layout
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import recognised
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when Order Completed has a `total` that is a number, and no `revenue`."""
    properties = message.fields.get("properties")
    if not isinstance(properties, dict) or "total" not in properties:
        return ()
    event, total = message.fields.get("event"), properties["total"]
    known = recognised(event) if isinstance(event, str) else None
    if known is None or "Order Completed" not in (known.name, known.canonical):
        return ()
    spelt = any(name.casefold() == "revenue" for name in properties)
    if spelt or isinstance(total, bool) or not isinstance(total, (int, float)):
        return ()
    return (
        Fault(
            pointer="/properties/revenue",
            message=f"The order has a total of {quoted(total)} and no revenue.",
            remedy='Add "revenue": what you earned by the order, without shipping and tax.',
            missing=True,
        ),
    )


RULE = Rule(
    id="revenue-missing",
    subject=Subject.PROPERTIES,
    severity=Severity.ADVICE,
    title="Order with a total and no revenue",
    why=(
        "Segment's integrations take the total for the revenue of Order Completed, shipping and tax included. "
        "Other destinations read revenue alone and count nothing."
    ),
    remedy="Send both: total as the customer pays it, and revenue as you count it.",
    reference="https://segment.com/docs/connections/spec/ecommerce/v2/#order-completed",
    check=check,
    key=property_layout,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
