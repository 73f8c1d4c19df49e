"""A message that says it is another call than the path it was sent to."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_oddly_typed
from debugger.spec.wording import quoted

_NAMES = frozenset(call_type.value for call_type in CallType)


def check(message: Message) -> Iterable[Fault]:
    """A fault when `type` names one of the six calls and the path another."""
    route, own = message.route_type, message.fields.get("type")
    if route is None or own == route.value or not isinstance(own, str) or own not in _NAMES:
        return ()
    return (
        Fault(
            pointer="/type",
            message=f"type is {quoted(own)}, and the message was sent to the path of {route.value} calls.",
            remedy=f'Send it to /v1/{own}, or with "type": "{route.value}" if that is what it is.',
        ),
    )


RULE = Rule(
    id="type-not-of-route",
    subject=Subject.MESSAGE,
    severity=Severity.WARNING,
    title="Type and path disagree",
    why="The path names the call as well as the type does, and nobody promises which of them Segment goes by.",
    remedy="Send each call to its own path, or all of them to /v1/batch.",
    reference="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/",
    check=check,
    guard=is_oddly_typed,
    places=("/type",),
)
