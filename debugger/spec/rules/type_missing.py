"""A message that does not say which of the six calls it is."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject

_TELLING_FIELDS = {
    "event": CallType.TRACK,
    "previousId": CallType.ALIAS,
    "groupId": CallType.GROUP,
    "traits": CallType.IDENTIFY,
}
"""Fields that only one call has, the surest first."""


def check(message: Message) -> Iterator[Fault]:
    """A fault when neither the message nor the path it was sent to names a type."""
    if message.type or message.fields.get("type") not in (None, ""):
        return
    missing = "type" not in message.fields
    yield Fault(
        pointer="/type",
        message="This message does not say what kind of call it is."
        if missing
        else "type is empty.",
        remedy=_remedy(message),
        missing=missing,
    )


def _remedy(message: Message) -> str:
    old_name = message.fields.get("action")
    if isinstance(old_name, str) and old_name in set(CallType):
        return f'Rename action to type: "type": "{old_name}".'
    for name, call_type in _TELLING_FIELDS.items():
        if name in message.fields:
            return f'Add "type": "{call_type.value}", as the message has {name}.'
    return 'Add "type": "track", or identify, page, screen, group or alias.'


RULE = Rule(
    id="type-missing",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Type is missing",
    why=(
        "In a batch only the type tells a track from an identify. Segment cannot process a message "
        "without one."
    ),
    remedy="Give each message of a batch its type; only paths such as /v1/track imply it.",
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch",
    check=check,
    verdict=Verdict.DROPPED,
)
