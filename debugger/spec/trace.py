"""What a message leaves behind for judging those that follow it: a few words, and not the message itself."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from debugger.events import NAMED_BY_NAME, Message
from debugger.findings import Verdict
from debugger.spec.calls import judged_as
from debugger.spec.clients import is_client
from debugger.spec.remembered import LONGEST, digest
from debugger.spec.timestamps import moment, need_a_look
from debugger.spec.timestamps import received_at as arrival_of


class Trace(msgspec.Struct, gc=False):
    """One message as the rules of the sequence see it."""

    type: str
    name: str | None
    """A track's `event`, a page's or screen's `name`."""
    user_id: str | None
    anonymous_id: str | None
    previous_id: str | None
    message_id: str | None
    says: int | None
    """Equal for two messages that say the same: type, name, identities, properties and traits."""
    timestamp: str | None
    """When it happened by the clock of the app, as it was written."""
    sent_at: str | None
    received_at: int | None
    """Microseconds since 1970-01-01 UTC."""
    old: bool
    """Whether its times may lie further apart than those of a call that is sent as it happens."""
    from_client: bool
    """Whether a browser or a mobile app seems to have made the call."""
    library: str
    verdict: Verdict
    """What Segment makes of it for what it says itself."""
    fields: tuple[str, ...]
    """The names at the top of the message, in their order."""
    mirrored: bool = False
    """Whether it is a copy of what the app delivers elsewhere."""
    number: int = 0
    """Place in the session, from 1."""
    request: int = 0
    """The same for messages that came in one request."""

    @property
    def happened_at(self) -> int | None:
        """When it happened, in microseconds UTC; None where it does not say so readably."""
        return _microseconds(self.timestamp)

    @property
    def left_at(self) -> int | None:
        """When it was sent by the clock of the app, else when it arrived, in microseconds UTC."""
        sent = _microseconds(self.sent_at)
        return self.received_at if sent is None else sent


def trace_of(message: Message, verdict: Verdict) -> Trace | None:
    """What `message` leaves behind; None for what is no message."""
    if message.problem is not None:
        return None
    fields = message.fields
    call_type = judged_as(message)
    name = _text(fields, "name" if call_type in NAMED_BY_NAME else "event")
    user_id, anonymous_id, previous_id = (
        _text(fields, key) for key in ("userId", "anonymousId", "previousId")
    )
    old = need_a_look(message)
    return Trace(
        call_type,
        name,
        user_id,
        anonymous_id,
        previous_id,
        _text(fields, "messageId"),
        digest(
            (
                call_type,
                name,
                user_id,
                anonymous_id,
                previous_id,
                fields.get("groupId"),
                fields.get("properties"),
                fields.get("traits"),
            )
        ),
        _text(fields, "originalTimestamp") or _text(fields, "timestamp"),
        _text(fields, "sentAt"),
        arrival_of(message) if message.received_at is None else message.received_at,
        old,
        old and is_client(message),
        message.source.library,
        verdict,
        tuple(fields),
        message.mirrored,
    )


def _text(fields: Mapping[str, object], key: str) -> str | None:
    """A short text, or a number as one; long ones are not worth remembering."""
    value = fields.get(key)
    if type(value) is str:
        return value if 0 < len(value) <= LONGEST else None
    return str(value) if type(value) is int and abs(value) < 10**20 else None


def _microseconds(text: str | None) -> int | None:
    read = moment(text) if text is not None else None
    return None if read is None or read.unset else read.microseconds
