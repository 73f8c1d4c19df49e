"""A call with more properties or traits than Segment keeps."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled

MOST = 10_000
"""Properties of one event (Segment's limits)."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when `properties` or `traits` has more than `MOST` members."""
    return [
        Fault(
            pointer=f"/{name}",
            message=f"{name} has {len(members):,} members; Segment keeps the first {MOST:,}.",
            remedy="Send a list as one array, and details as few named members.",
        )
        for name in ("properties", "traits")
        if isinstance(members := message.fields.get(name), dict) and len(members) > MOST
    ]


RULE = Rule(
    id="too-many-properties",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="More than 10,000 properties",
    why="Segment drops what is beyond the limit and does not say which properties those were.",
    remedy="Look for names made from data, such as one property for each item: they belong in an array.",
    reference="https://segment.com/docs/connections/rate-limits/",
    check=check,
    guard=is_troubled,
    places=("/properties", "/traits"),
)
