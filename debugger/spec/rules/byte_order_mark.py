"""A byte order mark before the JSON."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.oddities import oddities
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault for each place where parsing met one."""
    return oddities(
        message,
        kind="byte-order-mark",
        found="The payload begins with a byte order mark: {text}.",
        remedy="Write the body without the mark, so that it begins with {.",
    )


RULE = Rule(
    id="byte-order-mark",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Body begins with a byte order mark",
    why="JSON may not begin with one. Many parsers take it for a wrong first character.",
    remedy="Encode as utf-8, not as utf-8-sig or UTF-8 with BOM.",
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
    check=check,
    oddity="byte-order-mark",
    judges_unreadable=True,
)
