"""The message that a stored event was, with what it inherited from its batch."""

from __future__ import annotations

from collections.abc import Mapping

from debugger.events import Message
from debugger.payload.parse import parse
from debugger.session.rows import StoredEvent
from debugger.wire import batch
from debugger.wire.message import message_from
from debugger.wire.routes import match


def message_of(event: StoredEvent) -> Message:
    """The message as the rules judged it, made from the bytes that are kept."""
    return message_from(
        event.payload,
        route_type=match(event.request.method, event.request.path).call_type,
        position=event.row.position,
        received_at=event.row.received_at,
        inherited_fields=_envelope_fields(event),
        source=event.source,
    )


def _envelope_fields(event: StoredEvent) -> Mapping[str, object]:
    if event.row.position is None:
        return {}
    gaps = [b"null"] * (len(event.request.envelope) - 1)
    envelope = parse(batch.joined(event.request.envelope, gaps)).value
    if not isinstance(envelope, dict):
        return {}
    return {name: envelope[name] for name in batch.INHERITED if name in envelope}
