"""What the properties of a track call should be by the spec of its event."""

from __future__ import annotations

from collections.abc import Sequence

from debugger.events import Message
from debugger.spec.once import OncePerMessage
from debugger.spec.semantic_events import SemanticEvent, misspelt, recognised, shape_for
from debugger.spec.shapes import Mismatch, mismatches


@OncePerMessage
def event_of(message: Message) -> SemanticEvent | None:
    """The event of the specs that the call is, or was meant to be."""
    event = message.fields.get("event")
    return (recognised(event) or misspelt(event)) if isinstance(event, str) else None


@OncePerMessage
def mismatches_of(message: Message) -> Sequence[Mismatch]:
    """Where the call's properties are not of the types that its event's spec gives them."""
    properties = message.fields.get("properties")
    if not isinstance(properties, dict):
        return ()
    event = event_of(message)
    return mismatches(properties, shape_for(event), "/properties") if event else ()


def is_certain(mismatch: Mismatch) -> bool:
    """Whether the Spec says plainly that the type is wrong."""
    if mismatch.field.disputed:
        return False
    fraction = isinstance(mismatch.value, float) and "integer" in mismatch.field.types
    return not fraction
