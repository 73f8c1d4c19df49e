"""A track call without `event`."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterator[Fault]:
    """A fault when there is no `event`, or when it is null."""
    if message.fields.get("event") is not None:
        return
    missing = "event" not in message.fields
    yield Fault(
        pointer="/event",
        message="This track call has no event name." if missing else "event is null.",
        remedy='Add the name of what the user did: "event": "Order Completed".',
        missing=missing,
    )


RULE = Rule(
    id="event-missing",
    subject=Subject.EVENT_NAMES,
    severity=Severity.ERROR,
    title="Event name is missing",
    why=(
        "Segment answers 200 and then discards a track call that does not name its event. Nothing "
        "reaches a destination."
    ),
    remedy="Give every track call an event: the name of what the user did.",
    reference="https://segment.com/docs/connections/spec/track/#event",
    check=check,
    by_layout=True,
    calls=frozenset({CallType.TRACK}),
    verdict=Verdict.DROPPED,
    code="event_not_defined",
)
