"""A reserved trait of a user or group that has another type than the Spec says."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.shapes import fault, mismatches
from debugger.spec.traits import CALLS, shape_for, traits_of


def check(message: Message) -> Iterable[Fault]:
    """A fault for each reserved trait whose value is neither of its type nor null."""
    traits, shape = traits_of(message), shape_for(message)
    if not traits or shape is None:
        return ()
    return [fault(mismatch) for mismatch in mismatches(traits, shape, "/traits")]


RULE = Rule(
    id="trait-wrong-type",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Reserved trait has the wrong type",
    why="Destinations fill their own fields from these traits, and skip or refuse what is of another type.",
    remedy="Send the type of the Spec, or give a trait of your own another name.",
    reference="https://segment.com/docs/connections/spec/identify/#traits",
    check=check,
    places=("/traits",),
    calls=CALLS,
)
