"""A track call whose event name has data in it: an identifier, a date, an e-mail address, a number."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.event_style import data_in, without_data
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when a part of the name differs from one call to the next."""
    event = message.fields.get("event")
    found = data_in(event) if isinstance(event, str) else None
    if found is None or not isinstance(event, str):
        return ()
    kind, text = found
    rest = without_data(event, text)
    shown = "" if kind == "an e-mail address" else f", {quoted(text)}"
    name = f"The event name {quoted(event)}" if shown else "The event name"
    return (
        Fault(
            pointer="/event",
            message=f"{name} has {kind} in it{shown}.",
            remedy=f"Send {quoted(rest)}, and the rest as a property."
            if rest
            else "Name what happened, and send the data as a property.",
        ),
    )


RULE = Rule(
    id="event-dynamic",
    subject=Subject.EVENT_NAMES,
    severity=Severity.WARNING,
    title="Event name has data in it",
    why=(
        "Each name is an event of its own: it gets its own table in a warehouse and its own line in a tracking "
        "plan. Names made from data soon reach Segment's limit of 4,000."
    ),
    remedy="Keep the name the same for every user, and send what differs as properties.",
    reference="https://segment.com/docs/protocols/tracking-plan/best-practices/#formalize-your-naming-and-collection-standards",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
)
