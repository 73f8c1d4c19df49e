"""Reads an arrival: the request it was, the messages it carries, and what Segment would refuse it for."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs

from debugger.events import FRAME, Arrival, CallType, Message, Problem, Request, Source, Transport
from debugger.payload.parse import decode, parse
from debugger.wire import batch, client, headers, keys
from debugger.wire.encoding import Inflated, inflate
from debugger.wire.message import message_from
from debugger.wire.routes import RouteKind, masked_path, match

MOST_MESSAGE_BYTES = 32 * 1024
"""Of a call sent alone (Spec: HTTP API, "Max request size")."""

MOST_BATCH_BYTES = 500 * 1024
"""Of a batch, inflated (Spec: HTTP API, "Batch")."""

NO_MESSAGES = "the batch has no messages"
"""The problem of an empty one, which Segment takes."""

_MOST_COMMAS = 500_000
"""Bounds how many values reading a body can make; far more than Segment's limits let through."""

_LONGEST_PATH = 200
"""Characters of a path in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why Segment does not take it: a code for programs, and a message that says what and where."""

    code: str
    message: str
    status: int = 400
    """Of its answer."""
    inflates: bool = False
    """Whether it is because the body would inflate beyond all measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What one arrival holds. `messages` is never empty: what is no message is one with a problem."""

    request: Request
    messages: tuple[Message, ...]
    refusal: Refusal | None = None
    """None where Segment answers 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What is known of a request before its body is read."""

    arrival: Arrival
    path: str
    """As kept: keys masked."""
    kind: RouteKind
    call_type: CallType | None
    source: Source
    body: Inflated
    wire_size: int


def read(arrival: Arrival) -> Intake:
    """The request and the messages of `arrival`. Pure; never raises, whatever the bytes are."""
    opening = _open(arrival)
    intake = _read(opening)
    if opening.kind is not RouteKind.UNKNOWN:
        return intake
    refusal = _no_route(arrival)
    messages = tuple([_refused(message, refusal) for message in intake.messages])
    return replace(intake, messages=messages, refusal=refusal)


def _read(opening: _Opening) -> Intake:
    body = opening.body.body
    trouble = opening.arrival.failure or opening.body.problem
    if trouble:
        code = "payload_too_large" if opening.body.too_large else "bad_request"
        refusal = Refusal(code=code, message=_sentence(trouble), inflates=opening.body.too_large)
        return _unread(opening, trouble, refusal)
    if len(body) > MOST_BATCH_BYTES and body.count(b",") > _MOST_COMMAS:
        return _too_many_values(opening)
    try:
        found = batch.split(body)
    except batch.TooManyMessagesError:
        return _too_many_values(opening)
    return _read_single(opening) if found is None else _read_batch(opening, found)


def _open(arrival: Arrival) -> _Opening:
    named = dict(reversed(arrival.headers))
    route = match(arrival.method, arrival.path)
    path, wire = masked_path(arrival.path), arrival.body
    if route.kind is RouteKind.PIXEL:
        path, wire, body = _pixel(arrival.path)
    elif arrival.failure:
        body = Inflated(wire, "identity")
    else:
        of_a_request = arrival.method != FRAME  # a frame's are those of its handshake
        body = inflate(wire, named.get("content-encoding", "") if of_a_request else "")
    return _Opening(
        arrival=arrival,
        path=path,
        kind=route.kind,
        call_type=route.call_type,
        source=_sender(
            arrival.path,
            user_agent=named.get("user-agent", ""),
            authorization=named.get("authorization", ""),
            x_write_key=named.get("x-write-key", ""),
        ),
        body=body,
        wire_size=len(wire),
    )


@lru_cache(maxsize=64)
def _sender(path: str, *, user_agent: str, authorization: str, x_write_key: str) -> Source:
    """Who sent a request, by all but its body: the same for most requests of a connection."""
    named = {"authorization": authorization, "x-write-key": x_write_key}
    library, version = client.library(user_agent)
    write_key = keys.write_key(named, path, {})
    return Source(write_key=write_key, library=library, version=version)


def _pixel(path: str) -> tuple[str, bytes, Inflated]:
    """The path without its data, the data as sent, and decoded (Spec: Pixel API)."""
    bare, _, query = path.partition("?")
    data = parse_qs(query).get("data", [""])[0].replace(" ", "+").encode("utf-8", "replace")
    try:
        decoded = base64.b64decode(
            data.translate(_URL_SAFE) + b"=" * (-len(data) % 4), validate=True
        )
    except (binascii.Error, ValueError):
        return (
            f"{bare}?data=…",
            data,
            Inflated(data, "identity", "the data of the pixel is not base64"),
        )
    return f"{bare}?data=…", data, Inflated(decoded, "base64")


_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def _read_single(opening: _Opening) -> Intake:
    body = opening.body.body
    start, end = batch.start_of(body), len(body.rstrip(b" \t\r\n"))
    message = _message(opening, body[start:end])
    if message.problem is not None:
        message = _message(opening, body)
        return _intake(opening, [message], refusal=_bad(message))
    if body.startswith(batch.BYTE_ORDER_MARK):
        message = replace(message, oddities=(*decode(body[:start])[1], *message.oddities))
    refusal = _not_json([message])
    if len(body) > MOST_MESSAGE_BYTES:
        refusal = _too_large(f"one call of {len(body):,} bytes", MOST_MESSAGE_BYTES)
    return _intake(opening, [message], envelope=(body[:start], body[end:]), refusal=refusal)


def _read_batch(opening: _Opening, found: batch.Batch) -> Intake:
    body = opening.body.body
    if not found.messages:
        return _unread(opening, NO_MESSAGES, _not_json((), found))
    fields = {name: parse(member).value for name, member in found.members.items()}
    messages = [
        _message(
            opening,
            payload,
            position=position,
            batch_size=len(found.messages),
            inherited_fields=fields,
        )
        for position, payload in enumerate(found.messages)
    ]
    refusal = _not_json(messages, found)
    if len(body) > MOST_BATCH_BYTES:
        refusal = _too_large(f"a batch of {len(body):,} bytes", MOST_BATCH_BYTES)
    elif body[batch.start_of(body) :][:1] == b"[" and all(message.problem for message in messages):
        refusal = Refusal(
            code="bad_request",
            message="The array holds no message: none of its elements is an object.",
        )
    if refusal is not None:
        messages = [_refused(message, refusal) for message in messages]
    return _intake(opening, messages, envelope=found.envelope, refusal=refusal)


def _refused(message: Message, refusal: Refusal) -> Message:
    """The message with what it is refused for, unless that is a fault of its own."""
    if message.problem is not None or _not_json([message]) is not None:
        return message
    return replace(message, request_refusal=refusal.message)


def _message(
    opening: _Opening,
    payload: bytes,
    *,
    position: int | None = None,
    batch_size: int | None = None,
    inherited_fields: Mapping[str, object] | None = None,
) -> Message:
    return message_from(
        payload,
        route_type=opening.call_type,
        position=position,
        batch_size=batch_size,
        received_at=opening.arrival.received_at,
        inherited_fields=inherited_fields or {},
        source=opening.source,
        mirrored=opening.arrival.transport is Transport.MIRROR,
    )


def _unread(opening: _Opening, trouble: str, refusal: Refusal | None) -> Intake:
    """A body that is kept whole and not looked into."""
    message = Message(
        payload=opening.body.body,
        route_type=opening.call_type,
        received_at=opening.arrival.received_at,
        problem=Problem(message=trouble, offset=0, line=1, column=1, of_whole=True),
        source=opening.source,
        mirrored=opening.arrival.transport is Transport.MIRROR,
    )
    return _intake(opening, [message], refusal=refusal)


def _too_many_values(opening: _Opening) -> Intake:
    trouble = f"the body holds too many values to be read: {len(opening.body.body):,} bytes of them"
    refusal = Refusal(code="payload_too_large", message=_sentence(trouble))
    return _unread(opening, trouble, refusal)


def _intake(
    opening: _Opening,
    messages: Iterable[Message],
    *,
    envelope: tuple[bytes, ...] = (b"", b""),
    refusal: Refusal | None,
) -> Intake:
    arrival = opening.arrival
    request = Request(
        received_at=arrival.received_at,
        transport=arrival.transport,
        method=arrival.method,
        path=opening.path,
        headers=headers.kept(arrival.headers),
        client=arrival.client,
        encoding=opening.body.encoding,
        wire_size=opening.wire_size,
        body_size=len(opening.body.body),
        envelope=envelope,
    )
    return Intake(request=request, messages=tuple(messages), refusal=refusal)


def _bad(message: Message) -> Refusal | None:
    problem = message.problem
    if problem is None:
        return None
    return Refusal(code="bad_request", message=_sentence(problem.sentence))


def _not_json(messages: Iterable[Message], found: batch.Batch | None = None) -> Refusal | None:
    """`NaN` and `Infinity` are no JSON: Segment's parser refuses the whole body for one of them."""
    for message in messages:
        for odd in message.oddities:
            if odd.kind != "nonstandard-number":
                continue
            place = f"at {odd.pointer}" if odd.pointer else "in place"
            of = "" if message.position is None else f" of message {message.position + 1}"
            return Refusal(code="bad_request", message=f"{odd.text} is not JSON ({place}{of}).")
    if found is not None and found.constants:
        outside = "outside of the messages" if found.messages else "in the body"
        return Refusal(code="bad_request", message=f"{found.constants[0]} is not JSON ({outside}).")
    return None


def _no_route(arrival: Arrival) -> Refusal:
    bare = masked_path(arrival.path.partition("?")[0])[:_LONGEST_PATH]
    taken = "" if arrival.method in ("GET", "HEAD") else ", which takes calls by POST"
    return Refusal(
        code="not_found",
        message=f"{arrival.method} {bare} is no route of Segment's API{taken}.",
        status=404,
    )


def _too_large(what: str, most: int) -> Refusal:
    return Refusal(
        code="payload_too_large",
        message=f"Segment takes at most {most // 1024} KiB: this is {what}.",
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
