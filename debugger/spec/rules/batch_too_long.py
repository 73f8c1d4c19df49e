"""A message in a batch of more messages than Segment takes."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled

MOST = 2_500
"""Messages of one batch (HTTP API, Batch)."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when the batch that the message came in has more than `MOST` messages."""
    size = message.batch_size
    if size is None or size <= MOST:
        return ()
    return (
        Fault(
            pointer=pointer.ROOT,
            message=f"It came in a batch of {size:,} messages; Segment takes at most {MOST:,}.",
            remedy=f"Send the {size:,} messages in {-(-size // MOST)} batches.",
        ),
    )


RULE = Rule(
    id="batch-too-long",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Batch has more than 2,500 messages",
    why="Segment answers 200 and then discards the batch, with every message that is right in itself.",
    remedy="Lower the SDK's batch size, or cut an import into batches of at most 2,500 messages.",
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch",
    check=check,
    guard=is_troubled,
    verdict=Verdict.DROPPED,
)
