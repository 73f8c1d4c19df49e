"""A track call whose event is one of the specs' with a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import misspelt
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when one word of the name is one letter away from an event of the specs."""
    event = message.fields.get("event")
    meant = misspelt(event) if isinstance(event, str) else None
    if meant is None:
        return ()
    return (
        Fault(
            pointer="/event",
            message=f"The event name {quoted(event)} looks like a misspelt {quoted(meant.name)}.",
            remedy=f"Send {quoted(meant.name)}.",
        ),
    )


RULE = Rule(
    id="event-misspelt",
    subject=Subject.EVENT_NAMES,
    severity=Severity.WARNING,
    title="Event of the specs, misspelt",
    why="No destination knows the event by this name, so that what it does with the right one does not happen.",
    remedy="Take the names of events from constants, or from a generated client.",
    reference="https://segment.com/docs/connections/spec/semantic/",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
)
