"""A time of a message that is not written in ISO 8601."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timestamps import FIELDS, Moment, as_iso_8601, need_a_look, times_of
from debugger.spec.wording import described


def check(message: Message) -> Iterable[Fault]:
    """A fault for each time that is no string of ISO 8601; milder where a space stands for its T."""
    return [
        _fault(name, value, read)
        for name, value, read in times_of(message)
        if read is None or read.spaced
    ]


def _fault(name: str, value: object, read: Moment | None) -> Fault:
    meant = as_iso_8601(value)
    return Fault(
        pointer=f"/{name}",
        message=f"{name} is {described(value)}, which is not ISO 8601.",
        remedy=f'Send "{meant}".'
        if meant
        else 'Send date and time in UTC: "2026-10-04T09:12:45.120Z".',
        severity=None if read is None else Severity.WARNING,
    )


RULE = Rule(
    id="timestamp-malformed",
    subject=Subject.TIME,
    severity=Severity.ERROR,
    title="Time is not ISO 8601",
    why="Segment cannot reckon with the time. The event is put at the time of its arrival, or at no time.",
    remedy="Send UTC as toISOString in JavaScript and isoformat in Python write it, with four, two and two digits.",
    reference="https://segment.com/docs/connections/spec/common/#timestamps",
    check=check,
    guard=need_a_look,
    places=tuple(f"/{name}" for name in FIELDS),
)
