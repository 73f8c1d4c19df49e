"""A user identified by their e-mail address."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.personal_data import is_email, masked
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `userId` is an e-mail address."""
    identity = message.fields.get("userId")
    if not isinstance(identity, str) or "@" not in identity or not is_email(identity.strip()):
        return ()
    return (
        Fault(
            pointer="/userId",
            message=f"userId is an e-mail address ({masked(identity.strip())}).",
            remedy="Send the user's identifier from your database as userId, and the address as traits.email.",
        ),
    )


RULE = Rule(
    id="user-id-email",
    subject=Subject.IDENTITY,
    severity=Severity.WARNING,
    title="userId is an e-mail address",
    why=(
        "People change their address and become somebody else. The userId also goes to every destination, so "
        "that the address does."
    ),
    remedy="Use an identifier that never changes: a UUID, or the key from your database.",
    reference="https://segment.com/docs/connections/spec/best-practices-identify/",
    check=check,
    places=("/userId", "/anonymousId"),
    by_value=True,
)
