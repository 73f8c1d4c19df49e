"""A track call whose `event` is empty or blank."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when `event` has no characters, or only white space."""
    event = message.fields.get("event")
    if not isinstance(event, str) or event.strip():
        return
    yield Fault(
        pointer="/event",
        message=f"event is {quoted(event)}, nothing but white space."
        if event
        else "event is an empty string.",
        remedy='Send the name of what the user did: "event": "Order Completed".',
        verdict=Verdict.KEPT if event else None,
    )


RULE = Rule(
    id="event-empty",
    subject=Subject.EVENT_NAMES,
    severity=Severity.ERROR,
    title="Event name is empty",
    why=(
        "Segment answers 200 and then discards a track call with an empty event name. "
        "A name of spaces gets through, and stands in reports and tables as a blank."
    ),
    remedy="Check the variable that the name is taken from: it was empty when the call was made.",
    reference="https://segment.com/docs/connections/spec/track/#event",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
    verdict=Verdict.DROPPED,
    code="event_not_defined",
)
