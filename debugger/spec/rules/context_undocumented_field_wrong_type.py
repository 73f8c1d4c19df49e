"""A field of `context` that SDKs send though the Spec does not list it, with an unusual type."""

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
    """A fault for each such field, at any depth, whose value is neither of its usual type nor null."""
    context = message.fields.get("context")
    if not isinstance(context, dict):
        return ()
    return [fault(mismatch) for mismatch in mismatches(context, _shape(), "/context")]


@lru_cache(maxsize=1)
def _shape() -> Shape:
    def selects(field: Field) -> bool:
        return not field.documented and not field.judged_by

    return context_shape(selects)


RULE = Rule(
    id="context-undocumented-field-wrong-type",
    subject=Subject.CONTEXT,
    severity=Severity.WARNING,
    title="Unlisted context field has an unusual type",
    why=(
        "The Spec's table of context does not list this field, but Segment's SDKs and products use it, "
        "and they expect another type."
    ),
    remedy=(
        "Send the type that the SDKs send, or choose another name if yours means something else."
    ),
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
