"""A telephone number among the properties of a call, where nobody looks for one."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.personal_data import has_notable, masked, notable, phone_in
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted

_DOCUMENTED = frozenset({"phone"})
"""Properties in which the specs want a number."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each text that is a whole international number, but for properties that are meant for one."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} holds a telephone number ({masked(number)}).",
            remedy="Leave the number out, or send it as traits.phone with identify.",
        )
        for name, value, place in notable(message)
        if isinstance(value, str)
        and name not in _DOCUMENTED
        and place.startswith("/properties")
        and (number := phone_in(value)) is not None
    ]


RULE = Rule(
    id="phone-in-properties",
    subject=Subject.PRIVACY,
    severity=Severity.WARNING,
    title="Telephone number in the properties",
    why="Properties go to every destination, advertising networks included, and are kept for years.",
    remedy="Keep telephone numbers in traits.phone, where privacy settings and deletion requests find them.",
    reference="https://segment.com/docs/privacy/portal/",
    check=check,
    guard=has_notable,
    places=("/properties",),
    calls=frozenset({CallType.TRACK, CallType.PAGE, CallType.SCREEN}),
)
