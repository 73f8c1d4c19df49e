"""A message whose times cannot all be right."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timestamps import need_a_look, received_at, span, time_of

ALLOWANCE = 5 * 60 * 1_000_000
"""Microseconds by which clocks may differ."""

ROUNDING = 1_000_000
"""Microseconds by which a corrected timestamp may be off."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when it was sent after it arrived, or when Segment's correction does not come out.

    A `sentAt` before the arrival is no fault: SDKs keep what they could not send.
    """
    sent = time_of(message, "sentAt")
    arrived = received_at(message) if sent is not None else None
    if sent is None or arrived is None:
        return ()
    if sent - arrived > ALLOWANCE:
        return (
            Fault(
                pointer="/sentAt",
                message=f"sentAt is {span(sent - arrived)} after the message was received.",
                remedy="Set the clock of the device right; Segment takes the difference off the timestamp.",
            ),
        )
    if "receivedAt" not in message.fields or "originalTimestamp" not in message.fields:
        return ()
    return _correction(message, sent, arrived)


def _correction(message: Message, sent: int, arrived: int) -> Iterable[Fault]:
    when, original = time_of(message, "timestamp"), time_of(message, "originalTimestamp")
    if when is None or original is None:
        return ()
    off = when - (arrived - (sent - original))
    if abs(off) <= ROUNDING:
        return ()
    return (
        Fault(
            pointer="/timestamp",
            message=f"timestamp is {span(off)} {'after' if off > 0 else 'before'} "
            "receivedAt - (sentAt - originalTimestamp).",
            remedy="Leave the four times to the SDK and to Segment.",
        ),
    )


RULE = Rule(
    id="clock-skewed",
    subject=Subject.TIME,
    severity=Severity.WARNING,
    title="Times of the message do not fit",
    why=(
        "Segment corrects a device's clock by timestamp = receivedAt - (sentAt - originalTimestamp). With a time "
        "that was made up the event lands hours or years off."
    ),
    remedy="Do not set sentAt or originalTimestamp yourself, and look at the clock of the device.",
    reference="https://segment.com/docs/connections/spec/common/#timestamps",
    check=check,
    guard=need_a_look,
    places=("/sentAt",),
)
