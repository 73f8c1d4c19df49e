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
    if not message.fields:
        return "Send less in one message."
    place, size, value = _largest(pointer.ROOT, message.fields)
    if isinstance(value, dict) and value:
        inner, inner_size, _ = _largest(place, value)
        if 2 * inner_size > size:
            place, size = inner, inner_size
    return f"Send less: {dotted(place)} alone takes {_kilobytes(size)}."


def _largest(place: str, members: Mapping[str, object]) -> tuple[str, int, object]:
    """The place, the bytes and the value of the largest of an object's members."""
    sizes = {name: _size(value) for name, value in members.items()}
    name = max(sizes, key=lambda name: sizes[name])
    return pointer.join(place, name), sizes[name], members[name]


def _size(value: object) -> int:
    if isinstance(value, str):  # not copied twice: it may be megabytes
        return len(value.encode(errors="surrogatepass")) + 2
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
