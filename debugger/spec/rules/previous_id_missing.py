"""An alias call that does not say which identifier the user had before."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `previousId` is absent, null or empty, and no old `from` stands for it."""
    previous = message.fields.get("previousId")
    if (previous is not None and previous != "") or "from" in message.fields:
        return ()
    missing = "previousId" not in message.fields
    found = "This alias call has no previousId." if missing else "previousId is empty."
    return (
        Fault(
            pointer="/previousId",
            message=found,
            remedy="Add the anonymousId, or the identifier that the user had until now, as previousId.",
            missing=missing,
        ),
    )


RULE = Rule(
    id="previous-id-missing",
    subject=Subject.IDENTITY,
    severity=Severity.ADVICE,
    title="Alias call without previousId",
    why=(
        "An alias joins two identities. The Spec says in one place that previousId is required and in another "
        "that it is not; without it most destinations have nothing to join."
    ),
    remedy="Send the old identifier as previousId and the new one as userId.",
    reference="https://segment.com/docs/connections/spec/alias/",
    check=check,
    calls=frozenset({CallType.ALIAS}),
)
