"""A documented field of `context` that has another type than the Spec says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.context import context_shape
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.shapes import Shape, fault, mismatches
from debugger.spec.tables import Field


def check(message: Message) -> Iterable[Fault]:
    """A fault for each documented field, at any depth, whose value is neither of its type nor null."""
    context = message.fields.get("context")
    if not isinstance(context, dict):
        return ()
    return [fault(mismatch) for mismatch in mismatches(context, _shape(), "/context")]


@lru_cache(maxsize=1)
def _shape() -> Shape:
    def selects(field: Field) -> bool:
        return field.documented and not field.judged_by

    return context_shape(selects)


RULE = Rule(
    id="context-field-wrong-type",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Context field has the wrong type",
    why=(
        "Segment passes it on as it is. Destinations that expect the documented type skip the "
        "field or refuse the call."
    ),
    remedy="Send the type that the Spec gives the field, or leave the field out.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
