"""A track call whose `revenue` property is no number."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.properties import not_a_number
from debugger.spec.property_layout import property_layout
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `revenue` is neither a number nor null; a boolean is no number."""
    return not_a_number(message, "revenue", example="19.99")


RULE = Rule(
    id="revenue-not-number",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Revenue is not a number",
    why=(
        'Destinations add revenue up. Some guess at the number inside a string and take 1 from "1,299.00", '
        "the others count nothing."
    ),
    remedy=(
        "Send revenue as a bare decimal number, without quotes, currency sign or thousands "
        "separators."
    ),
    reference="https://segment.com/docs/connections/spec/track/#properties",
    check=check,
    key=property_layout,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
