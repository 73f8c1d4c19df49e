"""A whole number too large for the numbers of JavaScript."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.large_integers import is_unsafe, unsafe
from debugger.spec.personal_data import has_notable, notable
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault for each whole number of the properties and traits beyond `SAFE` that a double does not hold."""
    return [unsafe(value, place) for _, value, place in notable(message) if is_unsafe(value)]


RULE = Rule(
    id="unsafe-integer",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Whole number is too large for a double",
    why=(
        "Segment and most destinations read numbers as JavaScript does, which keeps 53 bits. The last digits "
        "change, and an identifier becomes another."
    ),
    remedy="Send long identifiers as strings.",
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-6",
    check=check,
    guard=has_notable,
    places=("/properties", "/traits"),
)
