"""A call that says neither who the user is nor which visitor it was."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload.text import visible
from debugger.spec.clients import is_client
from debugger.spec.legacy_names import identity_by_old_name
from debugger.spec.likeness import folded
from debugger.spec.rule import Fault, Rule, Subject

_NAMES = {folded(name): name for name in ("userId", "anonymousId")}


def is_nobodys(message: Message) -> bool:
    """Whether neither of the two is there."""
    fields = message.fields
    return fields.get("userId") is None and fields.get("anonymousId") is None


def check(message: Message) -> Iterable[Fault]:
    """A fault when `userId` and `anonymousId` are both absent or null; groupId and previousId are no identity.

    Where an old name says it, that is another rule's finding.
    """
    if not is_nobodys(message) or identity_by_old_name(message):
        return ()
    name = "anonymousId" if is_client(message) else "userId"
    return (
        Fault(
            pointer=f"/{name}",
            message="This call has neither a userId nor an anonymousId.",
            remedy=_remedy(message, name),
            missing=name not in message.fields,
        ),
    )


def _remedy(message: Message, name: str) -> str:
    for other in message.fields:
        if len(other) <= 20 and other not in _NAMES.values() and folded(other) in _NAMES:
            return f"Rename {visible(other)} to {_NAMES[folded(other)]}."
    if name == "anonymousId":
        return "Add the anonymousId that the SDK keeps for this visitor, or the userId once they have logged in."
    return "Add the userId from your database, or a UUID as anonymousId while the user is unknown."


RULE = Rule(
    id="identity-missing",
    subject=Subject.IDENTITY,
    severity=Severity.ERROR,
    title="Neither userId nor anonymousId",
    why="Segment answers 200 and then discards a call that belongs to nobody.",
    remedy=(
        "Every call needs a userId or an anonymousId. A groupId or a previousId does not stand in "
        "for them."
    ),
    reference="https://segment.com/docs/connections/spec/identify/#identities",
    check=check,
    guard=is_nobodys,
    verdict=Verdict.DROPPED,
    code="no_user_anon_id",
)
