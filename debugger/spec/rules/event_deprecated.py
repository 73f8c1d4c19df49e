"""A track call whose event has another name since the second version of its spec."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import recognised
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when the name is the deprecated one, or stands beside the spec's own as the older."""
    event = message.fields.get("event")
    known = recognised(event) if isinstance(event, str) else None
    if known is None:
        return ()
    today = known.canonical or (known.name if event in known.aliases else "")
    if not today or known.category not in {"ecommerce_v1", "ecommerce_v2"}:
        return ()
    return (
        Fault(
            pointer="/event",
            message=f"{quoted(event)} is called {quoted(today)} since version 2 of the e-commerce spec.",
            remedy=f"Send {quoted(today)}.",
        ),
    )


RULE = Rule(
    id="event-deprecated",
    subject=Subject.EVENT_NAMES,
    severity=Severity.ADVICE,
    title="Event has a new name",
    why="Segment still knows the old name. New destinations and tracking plans are made for the new one.",
    remedy="Send the name of today, with its properties: order_id and product_id rather than orderId and id.",
    reference="https://segment.com/docs/connections/spec/ecommerce/v2/",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
)
