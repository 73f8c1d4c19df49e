"""An e-mail address among the properties of a call, where nobody looks for one."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.personal_data import LONGEST, email_in, has_notable, masked, notable
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted

_DOCUMENTED = frozenset({"email", "invitee_email", "recipient"})
"""Properties in which the specs want an address."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each text with an address in it; not in properties meant for one, nor in addresses of pages."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} holds an e-mail address ({masked(address)}).",
            remedy="Leave the address out, or send it as traits.email with identify.",
        )
        for name, value, place in notable(message)
        if isinstance(value, str)
        and "@" in value
        and name not in _DOCUMENTED
        and not place.startswith(("/traits", "/event"))
        and "://" not in value[:LONGEST]
        and (address := email_in(value[:LONGEST])) is not None
    ]


RULE = Rule(
    id="email-in-properties",
    subject=Subject.PRIVACY,
    severity=Severity.WARNING,
    title="E-mail address in the properties",
    why="Properties go to every destination, advertising networks included, and are kept for years.",
    remedy="Keep addresses in traits.email, where privacy settings and deletion requests find them.",
    reference="https://segment.com/docs/privacy/portal/",
    check=check,
    guard=has_notable,
    places=("/properties", "/name", "/category"),
    calls=frozenset({CallType.TRACK, CallType.PAGE, CallType.SCREEN}),
)
