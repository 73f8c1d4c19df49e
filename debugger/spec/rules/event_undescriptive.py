"""A track call whose event name does not say what the user did."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.event_names import poverty
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when the name is a placeholder, one generic word, or no readable word at all."""
    event = message.fields.get("event")
    if not isinstance(event, str) or not event.strip():
        return
    poor = poverty(event)
    if poor is not None:
        yield Fault(
            pointer="/event",
            message=f"The event name {quoted(event)} {poor}.",
            remedy='Name a thing and what the user did with it, such as "Article Bookmarked".',
        )


RULE = Rule(
    id="event-undescriptive",
    subject=Subject.EVENT_NAMES,
    severity=Severity.WARNING,
    title="Event name does not say what the user did",
    why=(
        "The name is all that people see in reports and destinations, long after the code around "
        "it is forgotten."
    ),
    remedy="Use whole words: an object and a verb in the past tense, the same way everywhere.",
    reference="https://segment.com/docs/connections/spec/track/#event",
    check=check,
    places=("/event",),
    by_value=True,
    calls=frozenset({CallType.TRACK}),
)
