"""Cheap looks that tell whether any of the rules about a message as a whole has to be asked."""

from __future__ import annotations

from debugger.events import CallType, Message
from debugger.spec.consent import EVENT

_NAMES = frozenset(call_type.value for call_type in CallType)
_SMALL = 32 * 1024
_FEW = 2_500
_LONGEST = 100


def is_troubled(message: Message) -> bool:
    """Whether it could not be read, may be refused for a size or for its request, or has what few have:
    an escaped character, a long identifier, the user's consent as its event.
    """
    identifier = message.fields.get("messageId")
    return (
        message.problem is not None
        or b"\\" in message.payload
        or (type(identifier) is str and len(identifier) > _LONGEST)
        or message.fields.get("event") == EVENT
        or len(message.payload) > _SMALL
        or bool(message.request_refusal)
        or (message.batch_size or 0) > _FEW
    )


def is_oddly_typed(message: Message) -> bool:
    """Whether the type is none of the six, or not the one that the path implies."""
    own, route = message.fields.get("type"), message.route_type
    if type(own) is not str or own not in _NAMES:
        return True
    return route is not None and own != route.value
