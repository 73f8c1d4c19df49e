"""A message whose `type` is none of the six calls."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_oddly_typed
from debugger.spec.wording import described, quoted

_NAMES = tuple(call_type.value for call_type in CallType)


def check(message: Message) -> Iterator[Fault]:
    """A fault when `type` is neither absent nor one of the six; where the path names one, the call is kept."""
    own = message.fields.get("type")
    if own is None or own == "" or (isinstance(own, str) and own in _NAMES):
        return
    found = quoted(own) if isinstance(own, str) else described(own)
    yield Fault(
        pointer="/type",
        message=f"type is {found}, which is none of the six calls.",
        remedy=_remedy(own),
        verdict=Verdict.KEPT if message.route_type else None,
    )


def _remedy(own: object) -> str:
    meant = get_close_matches(own.strip().lower()[:40], _NAMES, n=1) if isinstance(own, str) else []
    if meant:
        return f'Send "{meant[0]}", not {quoted(own)}.'
    return "Send track, identify, page, screen, group or alias; your own names go into event."


RULE = Rule(
    id="type-unknown",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Type is none of the six calls",
    why=(
        "Segment knows six calls, written in lower case. It cannot process a message of any other "
        "type."
    ),
    remedy="Use one of track, identify, page, screen, group and alias.",
    reference="https://segment.com/docs/connections/spec/common/#structure",
    check=check,
    guard=is_oddly_typed,
    places=("/type",),
    verdict=Verdict.DROPPED,
)
