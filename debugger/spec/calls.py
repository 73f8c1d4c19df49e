"""Tells which of the six calls a message is judged as, also where it says so by an old name or not at all."""

from __future__ import annotations

from debugger.events import CallType, Message

_NAMES = frozenset(call_type.value for call_type in CallType)

_TELLING_FIELDS = {
    "event": CallType.TRACK,
    "previousId": CallType.ALIAS,
    "groupId": CallType.GROUP,
    "traits": CallType.IDENTIFY,
}
"""Fields that only one call has, the surest first."""


def judged_as(message: Message) -> str:
    """The type that the rules go by: the message's or the route's, else `action`, else what its fields tell."""
    own = message.fields.get("type")
    if isinstance(own, str) and own:
        return own
    if message.route_type is not None:
        return message.route_type.value
    return old_type(message) or (told_by_fields(message)[1] if is_unplaced(message) else "")


def old_type(message: Message) -> str:
    """The type by its name of before 2015, `action`; empty where that says none of the six."""
    old = message.fields.get("action")
    return old if isinstance(old, str) and old in _NAMES else ""


def told_by_fields(message: Message) -> tuple[str, str]:
    """A field that only one call has, and that call's type; two empty strings where there is none."""
    fields = message.fields
    for name, call_type in _TELLING_FIELDS.items():
        if name in fields:
            return name, call_type.value
    return "", ""


def is_unplaced(message: Message) -> bool:
    """Whether nobody knows where the message was sent to: a line of a file, not of a batch."""
    return message.position is None and message.received_at is None and message.route_type is None
