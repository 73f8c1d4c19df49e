"""One exported event as a JSON object, in which the payload stands exactly as it was sent.

    {"number": 1, "received_at": "2026-11-23T09:41:00.000123Z", "transport": "http",
     "source": "analytics.js 2.11.1", "type": "track", "event": "Order Completed",
     "findings": [...], "payload": {...}}

A payload that is not JSON cannot stand there. Then `payload` is null, `problem` says why, and
`payload_text`, or where it is not UTF-8 `payload_base64`, holds all of its bytes.

What the person put on the event is `starred` (true), `colour` and `note`, each only where it is there.

What the envelope of its batch says for it (Go and Java SDKs put the context there) is `inherited`.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec

from debugger.export.strictness import objection, on_one_line
from debugger.session.marks import Mark
from debugger.session.rejudging import envelope_members
from debugger.session.rows import StoredEvent

_INHERITED = ("context", "integrations", "timestamp")
"""Not the write key, and not when the batch was sent."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def json_object(event: StoredEvent, *, one_line: bool) -> bytes:
    """The event as an object; on one line, the line breaks between a payload's values are left out."""
    row = event.row
    members: dict[str, object] = {
        "number": row.number,
        "received_at": timestamp(row.received_at),
        "transport": row.transport.value,
        "source": row.source,
        "type": row.type,
        "event": row.name,
        "findings": [finding.told() for finding in event.findings],
    }
    members |= _marks(event.mark)
    if event.silenced:
        members["silenced"] = [finding.told() for finding in event.silenced]
    spliced: list[bytes] = []
    if row.position is not None:
        members["position"] = row.position
        spliced += _inherited(event.request.envelope)
    why_not = objection(event.payload)
    if why_not:
        members |= _as_text(event.payload, row.problem or why_not)
    else:
        spliced += (b',"payload":', event.payload)
    if one_line:
        spliced = [on_one_line(piece) for piece in spliced]
    return b"".join((_json(members)[:-1], *spliced, b"}"))


def timestamp(microseconds: int) -> str:
    """Microseconds since 1970-01-01 UTC as RFC 3339 has it: `2026-11-23T09:41:00.000123Z`."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return f"{_second(seconds)}.{rest:06}Z"


@lru_cache(maxsize=64)
def _second(seconds: int) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


@lru_cache(maxsize=64)
def _inherited(envelope: tuple[bytes, ...]) -> tuple[bytes, ...]:
    members = envelope_members(envelope)
    kept = [(name, members[name]) for name in _INHERITED if name in members]
    pairs = [b'"%s":%s' % (name.encode(), value) for name, value in kept if not objection(value)]
    return (b',"inherited":{', b",".join(pairs), b"}") if pairs else ()


def _marks(mark: Mark) -> dict[str, object]:
    """What the person put on the event, where there is something."""
    told: dict[str, object] = {"starred": True} if mark.starred else {}
    if mark.colour is not None:
        told["colour"] = mark.colour
    if mark.note:
        told["note"] = mark.note
    return told


def _as_text(payload: bytes, problem: str) -> dict[str, object]:
    members: dict[str, object] = {"payload": None, "problem": problem}
    try:
        return members | {"payload_text": payload.decode()}
    except UnicodeDecodeError:
        return members | {"payload_base64": base64.b64encode(payload).decode()}


def _json(members: dict[str, object]) -> bytes:
    try:
        return msgspec.json.encode(members)
    except UnicodeEncodeError:  # a lone surrogate in a pointer, which ASCII escapes keep
        return json.dumps(members, separators=(",", ":")).encode()
