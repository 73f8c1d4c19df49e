"""A `context.userAgentData` that is not as browsers give it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.shapes import Shape, fault, mismatches, shape_of
from debugger.spec.tables import context_fields


def check(message: Message) -> Iterator[Fault]:
    """A fault for each part of the wrong type, and for each of brands, mobile and platform that is absent."""
    context = message.fields.get("context")
    if isinstance(context, dict) and "userAgentData" in context:
        place = "/context/userAgentData"
        yield from map(fault, mismatches(context["userAgentData"], _shape(), place))


@lru_cache(maxsize=1)
def _shape() -> Shape:
    field = next(field for field in context_fields() if field.judged_by == RULE.id)
    return shape_of(field, lambda field: field.judged_by == RULE.id)


RULE = Rule(
    id="user-agent-data-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="userAgentData is not as browsers give it",
    why=(
        "Destinations tell the browser and the system from it, now that the user agent text is "
        "frozen, and skip what does not fit."
    ),
    remedy=(
        "Pass on navigator.userAgentData whole: a list of brands with versions, mobile and "
        "platform."
    ),
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
