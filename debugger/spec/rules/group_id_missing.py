"""A group call that does not say which group."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `groupId` is absent, null or empty."""
    group = message.fields.get("groupId")
    if group is not None and group != "":
        return ()
    missing = "groupId" not in message.fields
    found = "This group call has no groupId." if missing else "groupId is empty."
    return (Fault(pointer="/groupId", message=found, remedy=_remedy(message), missing=missing),)


def _remedy(message: Message) -> str:
    for other in ("group_id", "groupID", "GroupId", "groupid"):
        if other in message.fields:
            return f"Rename {other} to groupId."
    return "Add the group's identifier from your database as groupId."


RULE = Rule(
    id="group-id-missing",
    subject=Subject.IDENTITY,
    severity=Severity.ERROR,
    title="Group call without groupId",
    why="A group call ties a user to a group. Without a groupId there is none to tie the user to.",
    remedy="Send the identifier that the company, team or account has in your database.",
    reference="https://segment.com/docs/connections/spec/group/#group-id",
    check=check,
    calls=frozenset({CallType.GROUP}),
)
