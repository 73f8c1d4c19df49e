"""A call whose `context` is no object."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.objects import not_an_object
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `context` is there and neither an object nor null."""
    return not_an_object(message, "context", example='{"locale": "pt-PT"}')


RULE = Rule(
    id="context-not-object",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Context is not an object",
    why=(
        "Destinations read the page, the device and the campaign from context by name, and find "
        "none of them."
    ),
    remedy="Send context as an object, as the SDKs do, or leave the field out.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    by_layout=True,
    places=("/context",),
)
