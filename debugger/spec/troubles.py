"""Cheap looks that tell whether any of the rules about a message as a whole has to be asked."""

from __future__ import annotations

from debugger.events import CallType, Message

_NAMES = frozenset(call_type.value for call_type in CallType)
_SMALL = 32 * 1024
_FEW = 2_500


def is_troubled(message: Message) -> bool:
    """Whether it could not be read, or may be refused for its size or for that of its request."""
    return (
        message.problem is not None
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
