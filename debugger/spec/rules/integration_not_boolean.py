"""A destination in `integrations` that is neither switched nor set."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.payload import pointer
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import described, dotted, quoted


def names_any(message: Message) -> bool:
    """Whether `integrations` is there and not empty."""
    return bool(message.fields.get("integrations"))


def check(message: Message) -> Iterable[Fault]:
    """A fault for each destination that is neither true, false, an object nor null."""
    integrations = message.fields.get("integrations")
    if not isinstance(integrations, dict):
        return ()
    return [
        _fault(pointer.join("/integrations", name), value)
        for name, value in integrations.items()
        if not isinstance(value, (bool, dict)) and value is not None
    ]


def _fault(place: str, value: object) -> Fault:
    word = value.strip().lower() if isinstance(value, str) else ""
    return Fault(
        pointer=place,
        message=f"{dotted(place)} is {described(value)}, neither true, false nor an object.",
        remedy=(
            f"Send {word}, not {quoted(value)}."
            if word in {"true", "false"}
            else "Send true or false, or an object with the destination's settings."
        ),
    )


RULE = Rule(
    id="integration-not-boolean",
    subject=Subject.MESSAGE,
    severity=Severity.WARNING,
    title="Integration is neither switched nor set",
    why=(
        "Segment sends a call to a destination or keeps it back by true, false or an object of settings. "
        "It may take anything else for true."
    ),
    remedy='Write "integrations": {"All": true, "Mixpanel": false}, with destinations named as in Segment.',
    reference="https://segment.com/docs/connections/spec/common/#integrations",
    check=check,
    guard=names_any,
    places=("/integrations",),
)
