"""An event that happened after it was sent, or after it arrived."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timestamps import need_a_look, received_at, span, time_of
from debugger.spec.wording import quoted

ALLOWANCE = 5 * 60 * 1_000_000
"""Microseconds by which clocks may differ."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when `timestamp` is more than `ALLOWANCE` after `sentAt`, or without that after the arrival.

    Where Segment has corrected the time already (`originalTimestamp`), it may lie in the future.
    """
    when = time_of(message, "timestamp")
    if when is None or "originalTimestamp" in message.fields:
        return ()
    sent = time_of(message, "sentAt")
    latest = received_at(message) if sent is None else sent
    if latest is None or when - latest <= ALLOWANCE:
        return ()
    after = "it was received" if sent is None else "sentAt"
    text = quoted(message.fields["timestamp"])
    return (
        Fault(
            pointer="/timestamp",
            message=f"timestamp {text} is {span(when - latest)} after {after}.",
            remedy="Leave timestamp out for what happens now, or send it in UTC.",
        ),
    )


RULE = Rule(
    id="timestamp-in-future",
    subject=Subject.TIME,
    severity=Severity.WARNING,
    title="Event lies in the future",
    why=(
        "Reports of today leave the event out until its time comes. Mostly local time was sent as UTC, or the "
        "time of something planned as the time of the call."
    ),
    remedy="Let the SDK set the timestamp, and send the times of plans and bookings as properties.",
    reference="https://segment.com/docs/connections/spec/common/#timestamps",
    check=check,
    guard=need_a_look,
    places=("/timestamp",),
)
