"""A field at the top of a message whose name is nearly one that the Spec knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.payload import pointer
from debugger.spec.legacy_names import TOP
from debugger.spec.likeness import MOST, Names
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.tables import common_fields
from debugger.spec.wording import dotted

_TOLD_BY_OTHERS = frozenset({"type", "event", "userId", "anonymousId", "groupId"})
"""Fields whose absence is an error that tells of the misspelt name itself."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each unknown name that is a known one but for its spelling, where that one is absent."""
    names = _names()
    if names.known.issuperset(message.fields):
        return ()
    return [
        _fault(name, meant[0])
        for name in islice(message.fields, MOST)
        if (meant := names.meant_by(name)) is not None
        and meant[0] not in message.fields
        and meant[0] not in _TOLD_BY_OTHERS
        and name not in TOP
    ]


def _fault(name: str, meant: str) -> Fault:
    place = pointer.join(pointer.ROOT, name)
    return Fault(
        pointer=place,
        message=f"{dotted(place)} looks like a misspelt {meant}.",
        remedy=f"Rename it to {meant}.",
    )


@lru_cache(maxsize=1)
def _names() -> Names:
    return Names(
        field.name
        for call_type in CallType
        for field in common_fields(call_type)
        if field.documented
    )


RULE = Rule(
    id="field-misspelt",
    subject=Subject.MESSAGE,
    severity=Severity.WARNING,
    title="Name of a field is misspelt",
    why="Segment takes names as they are written, capitals included: under another name the field is not read.",
    remedy="Use the names of the Spec. Details of your own go into properties, traits or context.",
    reference="https://segment.com/docs/connections/spec/common/#structure",
    check=check,
    by_layout=True,
)
