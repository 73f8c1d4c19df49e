"""What is known of the request that carried an event, as rows of a name and a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from debugger.events import Transport
from debugger.payload.text import visible
from debugger.session.rows import StoredEvent

_TRANSPORTS = {
    Transport.HTTP: "HTTP",
    Transport.WEBSOCKET: "WebSocket",
    Transport.IMPORT: "imported from a file",
    Transport.MIRROR: "mirror: a copy of what the app delivers elsewhere",
}
_MIRRORED = "What the app's own middleware saw: before sentAt, and before what destinations or the sending add"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One line; a title above others when it has no value."""

    name: str
    value: str | None = None


def request_rows(event: StoredEvent, *, reveal_keys: bool = False) -> Iterator[RequestRow]:
    """The rows of an event's request, its headers last."""
    request = event.request
    yield RequestRow(name="Request")
    yield RequestRow(name="Method", value=visible(request.method))
    yield RequestRow(name="Path", value=visible(request.path))
    yield RequestRow(name="Transport", value=_TRANSPORTS[request.transport])
    if request.transport is Transport.MIRROR and request.is_frame:
        yield RequestRow(name="Payload", value=_MIRRORED)
    yield RequestRow(name="Received", value=_local(request.received_at))
    yield RequestRow(name="Received, UTC", value=_utc(request.received_at))
    yield RequestRow(name="Client", value=visible(request.client))
    yield RequestRow(name="Message", value=batch_position(event))
    yield RequestRow(name="Answered", value=event.answered or "not known")
    yield RequestRow(name="Sender")
    yield RequestRow(name="Library", value=visible(event.row.source) or "not said")
    key = event.source.write_key if reveal_keys else event.row.write_key_masked
    yield RequestRow(name="Write key", value=visible(key) or "none")
    yield RequestRow(name="Body")
    yield RequestRow(name="Encoding", value=encoding_undone(event))
    yield RequestRow(name="On the wire", value=_bytes(request.wire_size))
    yield RequestRow(name="Inflated", value=_bytes(request.body_size))
    yield RequestRow(name="This message", value=_bytes(len(event.payload)))
    yield RequestRow(name="Headers" if request.headers else "No headers")
    for name, value in request.headers:
        yield RequestRow(name=visible(name), value=visible(value))


def batch_position(event: StoredEvent) -> str:
    """Where the message stood in its request: `3 of 10 in its batch`."""
    if event.row.position is None:
        return "alone in its request"
    return f"{event.row.position + 1:,} of {event.messages_in_request:,} in its batch"


def encoding_undone(event: StoredEvent) -> str:
    """The content coding that was undone, in words."""
    encoding = event.request.encoding
    return "none" if encoding == "identity" else f"{visible(encoding)}, undone"


def _local(microseconds: int) -> str:
    return f"{_moment(microseconds).astimezone():%Y-%m-%d %H:%M:%S.%f}"[:-3]


def _utc(microseconds: int) -> str:
    return f"{_moment(microseconds):%Y-%m-%dT%H:%M:%S.%f}Z"


def _moment(microseconds: int) -> datetime:
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


def _bytes(count: int) -> str:
    return f"{count:,} byte{'' if count == 1 else 's'}"
