"""An object in the payload that has the same name twice."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.oddities import oddities
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault for each name that parsing met more than once in one object."""
    return oddities(
        message,
        kind="duplicate-key",
        found="{place} stands there more than once, and only the last is read.",
        remedy="Send each name once; look for two places in the code that set it.",
    )


RULE = Rule(
    id="duplicate-key",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Same name twice in one object",
    why="JSON leaves open which of them counts. Most parsers keep the last one and say nothing of the others.",
    remedy="Build the object in a map or a dict rather than by joining text.",
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-4",
    check=check,
    oddity="duplicate-key",
)
