"""A `userId` or `anonymousId` that is an empty or blank string."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

_OTHER = {"userId": "anonymousId", "anonymousId": "userId"}


def check(message: Message) -> Iterable[Fault]:
    """A fault for each of the two that has no characters, or only white space."""
    return [
        _fault(name, identity)
        for name in _OTHER
        if isinstance(identity := message.fields.get(name), str)
        and (not identity or identity.isspace())
    ]


def _fault(name: str, identity: str) -> Fault:
    found = f"{quoted(identity)}, nothing but white space" if identity else "an empty string"
    return Fault(
        pointer=f"/{name}",
        message=f"{name} is {found}.",
        remedy=f"Leave {name} out while there is none, and send {_OTHER[name]} instead.",
        verdict=Verdict.KEPT if identity else None,
    )


RULE = Rule(
    id="identity-empty",
    subject=Subject.IDENTITY,
    severity=Severity.ERROR,
    title="userId or anonymousId is empty",
    why=(
        "Segment answers 200 and then discards a call with an empty identifier. One of spaces gets through, and "
        "all calls that have it become one user."
    ),
    remedy=(
        "Send an identifier only once there is one. An absent field and null are both fine, an "
        "empty string is not."
    ),
    reference="https://segment.com/docs/connections/spec/identify/#identities",
    check=check,
    places=("/userId", "/anonymousId"),
    by_value=True,
    verdict=Verdict.DROPPED,
    code="id_not_string",
)
