"""A track call whose event name is not an object and a past-tense verb in Title Case."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.event_names import poverty
from debugger.spec.event_style import data_in, style
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import misspelt, recognised
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when the name breaks the custom, unless there is something worse about it."""
    event = message.fields.get("event")
    if not isinstance(event, str):
        return ()
    found = style(event)
    if found is None or poverty(event) or data_in(event) or recognised(event) or misspelt(event):
        return ()
    what, better = found
    return (
        Fault(
            pointer="/event",
            message=f"The event name {quoted(event)} {what}.",
            remedy=f"Send {quoted(better)}, if no other app already sends the name as it is."
            if better
            else 'Name the object first and then what was done with it: "Article Bookmarked".',
        ),
    )


RULE = Rule(
    id="event-style",
    subject=Subject.EVENT_NAMES,
    severity=Severity.ADVICE,
    title="Event name is not Object Action in Title Case",
    why=(
        "Segment recommends an object and a verb in the past tense, in Title Case. What matters more is that all "
        "apps write their events in one way."
    ),
    remedy="Choose one way for all events: Product Viewed, Article Bookmarked, Search Performed.",
    reference="https://segment.com/docs/connections/spec/track/#event",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
)
