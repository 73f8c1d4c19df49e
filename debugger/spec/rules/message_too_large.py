"""A message larger than Segment takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled
from debugger.spec.wording import dotted

LARGEST = 32 * 1024
"""Bytes of one message (HTTP API, Max request size)."""


def check(message: Message) -> Iterator[Fault]:
    """A fault when the message's own bytes are more than `LARGEST`."""
    size = len(message.payload)
    if size <= LARGEST:
        return
    yield Fault(
        pointer=pointer.ROOT,
        message=f"The message is {_kilobytes(size)}; Segment takes at most 32 KB.",
        remedy=_remedy(message),
        verdict=None if message.position is None else Verdict.DROPPED,
    )


def _remedy(message: Message) -> str:
    sizes = dict(_sizes(message.fields))
    if not sizes:
        return "Send less in one message."
    largest = max(sizes, key=lambda place: sizes[place])
    return f"Send less: {dotted(largest)} alone takes {_kilobytes(sizes[largest])}."


def _sizes(fields: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """Bytes of each member of the objects at the top, and of each other field."""
    for name, value in fields.items():
        place = pointer.join(pointer.ROOT, name)
        if isinstance(value, dict):
            yield from ((pointer.join(place, key), _size(member)) for key, member in value.items())
        else:
            yield place, _size(value)


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass"))


def _kilobytes(size: int) -> str:
    return f"{size / 1024:,.1f} KB"


RULE = Rule(
    id="message-too-large",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Message is larger than 32 KB",
    why=(
        "Segment answers 400 to a single call that is too large, and leaves it out when it came in "
        "a batch."
    ),
    remedy=(
        "Send identifiers rather than whole records, and keep long lists and texts out of "
        "properties and traits."
    ),
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#max-request-size",
    check=check,
    guard=is_troubled,
    verdict=Verdict.REJECTED,
    judges_unreadable=True,
)
