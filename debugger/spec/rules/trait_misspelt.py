"""A trait whose name is nearly a reserved one: `emial`, `compnay`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.payload import pointer
from debugger.spec.calls import judged_as
from debugger.spec.likeness import MOST, Names
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.tables import reserved_traits
from debugger.spec.traits import CALLS, traits_of
from debugger.spec.wording import dotted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each name with one slip of the pen; other cases and separators are legal."""
    names = _names().get(judged_as(message))
    if names is None:
        return ()
    traits = traits_of(message)
    return [
        _fault(name, meant[0])
        for name in islice(traits, MOST)
        if (meant := names.meant_by(name)) is not None and not meant[1] and meant[0] not in traits
    ]


def _fault(name: str, meant: str) -> Fault:
    place = pointer.join("/traits", name)
    return Fault(
        pointer=place,
        message=f"{dotted(place)} looks like a misspelt {meant}.",
        remedy=f"Rename it to {meant}.",
    )


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Names]:
    return {call: Names(field.name for field in reserved_traits(CallType(call))) for call in CALLS}


RULE = Rule(
    id="trait-misspelt",
    subject=Subject.PROPERTIES,
    severity=Severity.WARNING,
    title="Name of a reserved trait is misspelt",
    why="Destinations look for the trait by its name. Under another name it is a trait of your own.",
    remedy="Use the names of the Spec, in camelCase or in snake_case.",
    reference="https://segment.com/docs/connections/spec/identify/#traits",
    check=check,
    places=("/traits",),
    calls=CALLS,
)
