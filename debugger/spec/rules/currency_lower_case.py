"""A track call whose currency code is not in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.currencies import is_code
from debugger.spec.properties import odd_currency, property_of
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when `currency` is a code of ISO 4217 but for its case."""
    currency = property_of(message, "currency")
    if not isinstance(currency, str) or currency.isupper() or not is_code(currency):
        return
    yield Fault(
        pointer="/properties/currency",
        message=f"The currency code {quoted(currency)} is not in capitals.",
        remedy=f'Send "{currency.upper()}".',
    )


RULE = Rule(
    id="currency-lower-case",
    subject=Subject.PROPERTIES,
    severity=Severity.ADVICE,
    title="Currency code is not in capitals",
    why=(
        "Segment takes any case, but a warehouse that holds both eur and EUR counts them as two "
        "currencies."
    ),
    remedy="Use capitals, as ISO 4217 does.",
    reference="https://segment.com/docs/connections/spec/track/#properties",
    check=check,
    guard=odd_currency,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
