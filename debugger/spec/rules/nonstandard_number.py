"""A NaN or an Infinity, which Python writes and JSON does not have."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.spec.oddities import oddities
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault for each place where parsing met one."""
    return oddities(
        message,
        kind="nonstandard-number",
        found="{place} is {text}, which is not JSON.",
        remedy=(
            "Send null or leave the field out; look for a division by zero or an empty text before "
            "it."
        ),
    )


RULE = Rule(
    id="nonstandard-number",
    subject=Subject.JSON,
    severity=Severity.ERROR,
    title="NaN or Infinity is not JSON",
    why=(
        "JSON has no such number. Segment's parser refuses the whole request for it, with every "
        "other message in the batch."
    ),
    remedy=(
        "Have the JSON library refuse such numbers, as Python's json.dumps does with "
        "allow_nan=False, and mend what computes them."
    ),
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-6",
    check=check,
    oddity="nonstandard-number",
    verdict=Verdict.REJECTED,
    code="bad_request",
)
