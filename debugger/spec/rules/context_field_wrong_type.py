"""A documented field of `context` that has another type than the Spec says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.clients import sends_of_itself
from debugger.spec.context import context_shape
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.shapes import Mismatch, Shape, fault, mismatches
from debugger.spec.tables import Field


def check(message: Message) -> Iterable[Fault]:
    """A fault for each documented field, at any depth, whose value is neither of its type nor null."""
    context = message.fields.get("context")
    if not isinstance(context, dict):
        return ()
    found = mismatches(context, _shape(), "/context")
    return [fault(mismatch) for mismatch in found if not _is_of_the_sdk(mismatch, context)]


def _is_of_the_sdk(mismatch: Mismatch, context: Mapping[str, object]) -> bool:
    """Whether the SDK itself sends the field so."""
    as_text = mismatch.pointer == "/context/os" and isinstance(mismatch.value, str)
    return as_text and sends_of_itself(context, "os_as_text")


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
