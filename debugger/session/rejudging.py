"""Stored events as messages again, so that rules which came after the recording judge them too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from debugger.events import Message, Transport
from debugger.payload.parse import parse
from debugger.session.recording import problem_from
from debugger.session.rows import StoredEvent
from debugger.spec.rules.request_refused import RULE as REFUSED
from debugger.wire import batch, routes
from debugger.wire.message import message_from


def message_of(event: StoredEvent) -> Message:
    """The message that was recorded, read again from its payload and its request."""
    row = event.row
    message = message_from(
        event.payload,
        route_type=routes.match(event.request.method, event.request.path).call_type,
        position=row.position,
        batch_size=None if row.position is None else event.messages_in_request,
        received_at=row.received_at,
        inherited_fields=_inherited(event),
        source=event.source,
        mirrored=row.transport is Transport.MIRROR,
    )
    refusal = next((each.message for each in event.all_findings if each.rule == REFUSED.id), "")
    if refusal:  # another message of its batch was the reason
        message = replace(message, request_refusal=refusal)
    if row.problem and message.problem is None:  # what was wrong is not to be seen in the bytes
        return replace(message, fields={}, problem=problem_from(row.problem))
    return message


@lru_cache(maxsize=64)
def envelope_members(envelope: tuple[bytes, ...]) -> Mapping[str, bytes]:
    """What the envelope of a batch says for all of its messages: JSON by name."""
    between = len(envelope) - 1
    if not envelope[0] or between > batch.MOST_MESSAGES:
        return {}
    found = batch.split(batch.joined(envelope, [b"0"] * between))
    return found.members if found else {}


def _inherited(event: StoredEvent) -> Mapping[str, object]:
    if event.row.position is None:
        return {}
    members = envelope_members(event.request.envelope)
    return {name: parse(value).value for name, value in members.items()}
