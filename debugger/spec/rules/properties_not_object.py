"""A call whose `properties` is no object."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.objects import not_an_object
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `properties` is there and neither an object nor null."""
    return not_an_object(message, "properties", example='{"plan": "friend"}')


RULE = Rule(
    id="properties-not-object",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Properties are not an object",
    why="Segment answers 200 and then discards a call whose properties are anything but an object.",
    remedy="Send properties as an object of names and values, or leave the field out.",
    reference="https://segment.com/docs/connections/spec/track/#properties",
    check=check,
    by_layout=True,
    places=("/properties",),
    calls=frozenset({CallType.TRACK, CallType.PAGE, CallType.SCREEN}),
    verdict=Verdict.DROPPED,
    code="properties_not_object",
)
