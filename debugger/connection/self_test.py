"""The call that we send to ourselves: valid, and recognisable as ours by its library, name and message id."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

from debugger.connection.evidence import OURS

EVENT = "Self Test Sent"
KEY = "track-debugger"
"""Its write key, and its anonymous id: nothing of it is the app's."""

_ID = "track-debugger-self-test-"


def new_message_id() -> str:
    """An id that no other call has."""
    return f"{_ID}{uuid4()}"


def is_self_test(message_id: str | None) -> bool:
    """Whether a call with this message id is one of ours."""
    return bool(message_id) and str(message_id).startswith(_ID)


def body(message_id: str, *, now: int, version: str) -> bytes:
    """The call; `now` is in microseconds since 1970-01-01 UTC."""
    moment = datetime.fromtimestamp(now / 1_000_000, UTC).isoformat(timespec="milliseconds")
    call = {
        "type": "track",
        "event": EVENT,
        "anonymousId": KEY,
        "messageId": message_id,
        "timestamp": moment.replace("+00:00", "Z"),
        "properties": {"sent_by": "Track Debugger"},
        "context": {"library": {"name": OURS, "version": version}},
        "writeKey": KEY,
    }
    return json.dumps(call).encode()
