"""A password, a token or a key in a message."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.personal_data import LONGEST, has_notable, is_private, notable, secret_in
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted

_NONE = frozenset(
    {"null", "none", "undefined", "true", "false", "redacted", "filtered", "[redacted]"}
)
_SHORTEST = 3
"""Characters of a secret; `no` and `-` are none."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each text under such a name, and each that is a token by its form; masked ones pass."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} {found}.",
            remedy="Leave it out, and change what was sent: it is in logs by now.",
        )
        for name, value, place in notable(message)
        if isinstance(value, str) and (found := _found(name, value[:LONGEST]))
    ]


def _found(name: str, text: str) -> str:
    bare = text.strip()
    masked = any(mark in bare for mark in "*•…") or bare.lower().startswith("xx")
    if masked or len(bare) < _SHORTEST or bare.casefold() in _NONE:
        return ""
    if is_private(name):
        return "is not for others to see, as its name says"
    return "looks like a token or a key" if secret_in(text) else ""


RULE = Rule(
    id="secret-in-message",
    subject=Subject.PRIVACY,
    severity=Severity.WARNING,
    title="Password, token or key in a message",
    why="It goes to every destination and stays in their logs, and whoever reads it there can use it.",
    remedy="Name the fields to send one by one, rather than handing over a whole form or request.",
    reference="https://segment.com/docs/privacy/portal/",
    check=check,
    guard=has_notable,
    places=("/properties", "/traits"),
)
