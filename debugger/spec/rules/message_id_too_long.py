"""A `messageId` longer than Segment takes."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled

LONGEST = 100
"""Characters (HTTP API, messageId)."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when the `messageId` has more than `LONGEST` characters."""
    identifier = message.fields.get("messageId")
    if not isinstance(identifier, str) or len(identifier) <= LONGEST:
        return ()
    return (
        Fault(
            pointer="/messageId",
            message=f"messageId has {len(identifier):,} characters; Segment takes at most {LONGEST}.",
            remedy="Let the SDK make it, or send a UUID.",
        ),
    )


RULE = Rule(
    id="message-id-too-long",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="messageId is longer than 100 characters",
    why=(
        "Segment knows repeats by the messageId and takes 100 characters of it at most: beyond that nobody "
        "promises that the call is kept, or that a retry is not counted twice."
    ),
    remedy="Make it of a UUID rather than of the call's contents.",
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#max-request-size",
    check=check,
    guard=is_troubled,
    places=("/messageId",),
)
