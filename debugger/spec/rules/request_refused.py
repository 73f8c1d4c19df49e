"""A message that is right, in a request that Segment refuses whole."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled


def check(message: Message) -> Iterator[Fault]:
    """A fault when the request is refused for what is not this message's own."""
    if message.request_refusal:
        yield Fault(
            pointer=pointer.ROOT,
            message=message.request_refusal,
            remedy="Mend what the request is refused for; nothing is wrong with this in itself.",
        )


RULE = Rule(
    id="request-refused",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Its whole request is refused",
    why=(
        "Segment answers 400 to the request that this message came in, or 404 where its method or path is no "
        "route, and keeps none of it: this message is lost, though nothing is wrong with it."
    ),
    remedy=(
        "Mend the message that Segment refuses the request for, send fewer in one request when it is "
        "too large, or send it by POST to one of Segment's paths."
    ),
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#errors",
    check=check,
    guard=is_troubled,
    verdict=Verdict.REJECTED,
    code="bad_request",
)
