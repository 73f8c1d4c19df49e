"""The context of a call: what the tables say of it, made ready for comparing."""

from __future__ import annotations

from debugger.events import Message
from debugger.spec.shapes import Selects, Shape, shape_of
from debugger.spec.tables import Field, context_fields


def context_shape(selects: Selects) -> Shape:
    """All of `context` as one shape in which the fields that `selects` takes are judged."""
    whole = Field(
        pointer="/context",
        name="context",
        types=("object",),
        description="",
        example="",
        fields=context_fields(),
    )
    return shape_of(whole, selects)


def context_text(message: Message, name: str) -> str | None:
    """A field of `context` when it is a string; None when it is anything else, or not there."""
    context = message.fields.get("context")
    value = context.get(name) if isinstance(context, dict) else None
    return value if isinstance(value, str) else None
