"""A track call whose `event` is no string."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import described


def check(message: Message) -> Iterator[Fault]:
    """A fault when `event` is a number, a boolean, an object or an array."""
    event = message.fields.get("event")
    if event is None or isinstance(event, str):
        return
    yield Fault(
        pointer="/event",
        message=f"event is {described(event)}, not a string.",
        remedy='Send the name itself: "event": "Order Completed". Details of it go into properties.',
    )


RULE = Rule(
    id="event-not-string",
    subject=Subject.EVENT_NAMES,
    severity=Severity.ERROR,
    title="Event name is not a string",
    why="Segment answers 200 and then discards a track call whose event is anything but a string.",
    remedy="Send the name of the event as a string. Numbers and objects belong in properties.",
    reference="https://segment.com/docs/connections/spec/track/#event",
    check=check,
    by_layout=True,
    places=("/event",),
    calls=frozenset({CallType.TRACK}),
    verdict=Verdict.DROPPED,
    code="event_not_string",
)
