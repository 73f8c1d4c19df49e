"""A `userId` or `anonymousId` that a program wrote where there was none: `null`, `undefined`, `0`."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

_PLACEHOLDERS = frozenset(
    {
        "null", "undefined", "none", "nil", "nan", "0", "-1", "false", "true", "[object object]", "n/a", "(null)",
        "<null>", "(not set)", "not set", "not_set", "unknown", "anonymous", "guest", "optional(nil)",
        "00000000-0000-0000-0000-000000000000",
    }
)  # fmt: skip
_LONGEST = 40


def check(message: Message) -> Iterable[Fault]:
    """A fault for each of the two that is such a word, in any case."""
    fields = message.fields
    return [
        Fault(
            pointer=f"/{name}",
            message=f"{name} is {quoted(identity)}, which is nobody's identifier.",
            remedy=f"Leave {name} out while there is none; find where it is turned into text.",
        )
        for name in ("userId", "anonymousId")
        if isinstance(identity := fields.get(name), str)
        and len(identity) <= _LONGEST
        and identity.strip().casefold() in _PLACEHOLDERS
    ]


RULE = Rule(
    id="identity-placeholder",
    subject=Subject.IDENTITY,
    severity=Severity.WARNING,
    title="Identifier is a placeholder",
    why="All calls with the same identifier become one user: here, everybody whom the app did not know.",
    remedy="Call without a userId until there is one. Every SDK keeps an anonymousId for that.",
    reference="https://segment.com/docs/connections/spec/best-practices-identify/",
    check=check,
    places=("/userId", "/anonymousId"),
    by_value=True,
)
