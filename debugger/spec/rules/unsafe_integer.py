"""A whole number too large for the numbers of JavaScript."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.personal_data import has_notable, notable
from debugger.spec.property_layout import SAFE
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted, quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each whole number of the properties and traits beyond `SAFE` that a double does not hold."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} is {quoted(value)}, which JavaScript reads as {_as_double(value)}.",
            remedy=f'Send it as a string: "{quoted(value)}".',
        )
        for _, value, place in notable(message)
        if type(value) is int and not -SAFE <= value <= SAFE and not _fits(value)
    ]


def _fits(value: int) -> bool:
    try:
        return int(float(value)) == value
    except OverflowError:
        return False


def _as_double(value: int) -> str:
    try:
        return f"{int(float(value))}"[:60]
    except OverflowError:
        return "Infinity"


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
