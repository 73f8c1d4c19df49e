"""A number that is too large for a double."""

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
        kind="number-out-of-range",
        found="{place} is a number {text}.",
        remedy="Send the digits as a string, or a number below 1e308.",
    )


RULE = Rule(
    id="number-out-of-range",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Number is too large",
    why=(
        "It is larger than a double can hold, so most programs that read it see infinity or refuse "
        "it."
    ),
    remedy="Send identifiers and other long digits as strings.",
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-6",
    check=check,
    oddity="number-out-of-range",
)
