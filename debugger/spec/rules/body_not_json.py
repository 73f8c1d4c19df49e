"""A body or a message that is no JSON object."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.payload.text import visible
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled


def check(message: Message) -> Iterator[Fault]:
    """A fault when the payload could not be read as an object."""
    if message.problem is None:
        return
    reason = visible(message.problem.message).rstrip(".")
    place = message.problem.place
    yield Fault(
        pointer=pointer.ROOT,
        message=f"Reading stopped at {place}: {reason}."
        if place
        else f"{reason[:1].upper()}{reason[1:]}.",
        remedy=(
            f"Look at {place} of the bytes as they came: what is there, or just before it, "
            "keeps this from being one JSON object."
        )
        if place
        else "Send one JSON object, or a batch of them, whole.",
        verdict=None if message.position is None else Verdict.DROPPED,
    )


RULE = Rule(
    id="body-not-json",
    subject=Subject.JSON,
    severity=Severity.ERROR,
    title="Not a JSON object",
    why=(
        "Segment answers 400 to a request that it cannot read, and keeps none of it. Most SDKs do "
        "not send such a request again."
    ),
    remedy=(
        "Let an SDK or a JSON library write the body; text put together by hand breaks on quotes "
        "and line ends."
    ),
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#errors",
    check=check,
    guard=is_troubled,
    verdict=Verdict.REJECTED,
    code="bad_request",
    judges_unreadable=True,
)
