"""Stored events as messages again, so that rules which came after the recording judge them too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from debugger.events import Message, Request, Source, Transport
from debugger.payload.parse import Parsed, parse
from debugger.session.recording import problem_from
from debugger.session.rows import StoredEvent
from debugger.spec.rules.request_refused import RULE as REFUSED
from debugger.wire import batch, routes
from debugger.wire.message import message_from


def message_of(event: StoredEvent, parsed: Parsed | None = None) -> Message:
    """The message that was recorded, read again from its payload, unless it is `parsed`, and its request."""
    return message_again(
        event.payload,
        request=event.request,
        position=event.row.position,
        messages=event.messages_in_request,
        source=event.source,
        problem=event.row.problem,
        refusal=next((each.message for each in event.all_findings if each.rule == REFUSED.id), ""),
        parsed=parsed,
    )


def message_again(  # noqa: PLR0913 - what is known of it beside its bytes
    payload: bytes,
    *,
    request: Request,
    position: int | None,
    messages: int,
    source: Source,
    problem: str = "",
    refusal: str = "",
    parsed: Parsed | None = None,
) -> Message:
    """The message that came in `request` with `messages` in all.

    `problem` and `refusal` are what was found of it when it came, as events and the rule for refused
    requests have them: not all of that is to be seen in its bytes.
    """
    message = message_from(
        payload,
        route_type=routes.match(request.method, request.path).call_type,
        position=position,
        batch_size=None if position is None else messages,
        received_at=request.received_at,
        inherited_fields={} if position is None else _inherited(request.envelope),
        source=source,
        mirrored=request.transport is Transport.MIRROR,
        parsed=parsed,
    )
    if refusal:  # another message of its batch was the reason
        message = replace(message, request_refusal=refusal)
    if problem and message.problem is None:
        return replace(message, fields={}, problem=problem_from(problem))
    return message


@lru_cache(maxsize=64)
def envelope_members(envelope: tuple[bytes, ...]) -> Mapping[str, bytes]:
    """What the envelope of a batch says for all of its messages: JSON by name."""
    between = len(envelope) - 1
    if not envelope[0] or between > batch.MOST_MESSAGES:
        return {}
    found = batch.split(batch.joined(envelope, [b"0"] * between))
    return found.members if found else {}


def _inherited(envelope: tuple[bytes, ...]) -> Mapping[str, object]:
    return {name: parse(value).value for name, value in envelope_members(envelope).items()}
