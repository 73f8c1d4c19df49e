"""An event that happened years before it arrived."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timestamps import need_a_look, received_at, span, time_of
from debugger.spec.wording import quoted

OLDEST = 2 * 365 * 86_400 * 1_000_000
"""Microseconds before the arrival: longer than any app was offline."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when `timestamp` is more than `OLDEST` before the arrival."""
    when, arrived = time_of(message, "timestamp"), received_at(message)
    if when is None or arrived is None or arrived - when <= OLDEST:
        return ()
    return (
        Fault(
            pointer="/timestamp",
            message=f"timestamp {quoted(message.fields['timestamp'])} is {span(arrived - when)} "
            "before it was received.",
            remedy="Leave timestamp out for what happens now; if this is an import, it is right.",
        ),
    )


RULE = Rule(
    id="timestamp-years-old",
    subject=Subject.TIME,
    severity=Severity.ADVICE,
    title="Event is years old",
    why=(
        "Destinations refuse or hide events that are too old. Unless it is an import, seconds may have been "
        "taken for milliseconds."
    ),
    remedy="Send a timestamp only for what happened in the past, and check its unit.",
    reference="https://segment.com/docs/connections/spec/common/#timestamps",
    check=check,
    guard=need_a_look,
    places=("/timestamp",),
)
