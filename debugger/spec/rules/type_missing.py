"""A message that does not say which of the six calls it is."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.spec.calls import is_unplaced, old_type, told_by_fields
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_oddly_typed


def check(message: Message) -> Iterable[Fault]:
    """A fault when neither the message nor the path it was sent to names a type, nor the old `action`.

    Of a message alone in a file nobody knows the path, so that it may well have named the type.
    """
    if message.type or message.fields.get("type") not in (None, "") or old_type(message):
        return ()
    missing = "type" not in message.fields
    unplaced = is_unplaced(message)
    found = "This message does not say what kind of call it is." if missing else "type is empty."
    return (
        Fault(
            pointer="/type",
            message=found,
            remedy=_remedy(message),
            missing=missing,
            verdict=Verdict.KEPT if unplaced else None,
            severity=Severity.WARNING if unplaced else None,
        ),
    )


def _remedy(message: Message) -> str:
    name, call_type = told_by_fields(message)
    if name:
        return f'Add "type": "{call_type}", as the message has {name}.'
    return 'Add "type": "track", or identify, page, screen, group or alias.'


RULE = Rule(
    id="type-missing",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Type is missing",
    why=(
        "In a batch only the type tells a track from an identify, and Segment cannot process a message "
        "without one. Of a message alone in a file, the path may have told: it gets a warning."
    ),
    remedy="Give each message of a batch its type; only paths such as /v1/track imply it.",
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch",
    check=check,
    guard=is_oddly_typed,
    verdict=Verdict.DROPPED,
)
