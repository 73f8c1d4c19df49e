"""A track call whose event is one of the specs', written in another way."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import recognised
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when Segment's recogniser takes the name for one that is written otherwise."""
    event = message.fields.get("event")
    known = recognised(event) if isinstance(event, str) else None
    if known is None or event == known.name or event in known.aliases:
        return ()
    return (
        Fault(
            pointer="/event",
            message=f"The event name {quoted(event)} means {quoted(known.name)}, written in another way.",
            remedy=f"Send {quoted(known.name)}.",
        ),
    )


RULE = Rule(
    id="event-variant",
    subject=Subject.EVENT_NAMES,
    severity=Severity.ADVICE,
    title="Event of the specs, written in another way",
    why=(
        "Segment's own integrations ignore case, spaces and underscores and know the event all the same. "
        "Tracking plans, warehouses and most other destinations take the name as it is written."
    ),
    remedy="Write the event as its spec does, so that everything downstream knows it.",
    reference="https://segment.com/docs/connections/spec/semantic/",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
)
