"""A time of a message that does not say in which time zone it is."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timestamps import FIELDS, need_a_look, times_of
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each time of ISO 8601 without Z or an offset."""
    return [
        Fault(
            pointer=f"/{name}",
            message=f"{name} is {quoted(text)}, which does not say in which time zone.",
            remedy=f"Turn it into UTC and send it with a Z at its end{_as_utc(text)}.",
        )
        for name, text, read in times_of(message)
        if read is not None and not read.zoned and isinstance(text, str)
    ]


def _as_utc(text: str) -> str:
    return f": {quoted(text + 'Z')} if it is UTC already" if ":" in text else ""


RULE = Rule(
    id="timestamp-without-zone",
    subject=Subject.TIME,
    severity=Severity.WARNING,
    title="Time without a time zone",
    why="Who reads it takes it for UTC, or for local time: the event is hours off, and other destinations differ.",
    remedy="Make times with a zone, such as datetime.now(UTC) in Python.",
    reference="https://segment.com/docs/connections/spec/common/#timestamps",
    check=check,
    guard=need_a_look,
    places=tuple(f"/{name}" for name in FIELDS),
)
