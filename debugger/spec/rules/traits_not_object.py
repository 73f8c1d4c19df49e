"""A call whose `traits` is no object."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.objects import not_an_object
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `traits` is there and neither an object nor null."""
    return not_an_object(message, "traits", example='{"plan": "friend"}')


RULE = Rule(
    id="traits-not-object",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Traits are not an object",
    why="Segment answers 200 and then discards a call whose traits are anything but an object.",
    remedy="Send traits as an object of names and values, or leave the field out.",
    reference="https://segment.com/docs/connections/spec/identify/#traits",
    check=check,
    by_layout=True,
    places=("/traits",),
    calls=frozenset({CallType.IDENTIFY, CallType.GROUP}),
    verdict=Verdict.DROPPED,
    code="traits_not_object",
)
