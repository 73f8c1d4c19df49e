"""A track call whose `currency` property is no currency code."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.currencies import is_code, meant_by, name_of
from debugger.spec.properties import odd_currency, property_of
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import described, quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when `currency` is neither null nor an ISO 4217 code in use, in any case."""
    currency = property_of(message, "currency")
    if currency is None:
        return
    if not isinstance(currency, str):
        yield _fault(f"currency is {described(currency)}, not a string.", None, currency)
    elif not is_code(currency):
        yield _fault(
            f"The currency {quoted(currency)} is not a currency code in use.",
            meant_by(currency),
            currency,
        )


def _fault(message: str, code: str | None, currency: object) -> Fault:
    remedy = 'Send the three-letter code, such as "EUR" or "USD".'
    if code is not None:
        remedy = f'Send "{code}" ({name_of(code)}), not {quoted(currency)}.'
    return Fault(pointer="/properties/currency", message=message, remedy=remedy)


RULE = Rule(
    id="currency-not-iso-4217",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Currency is not an ISO 4217 code",
    why=(
        "Destinations that convert revenue look the code up. One they do not find makes them drop "
        "the amount or take it for US dollars."
    ),
    remedy=(
        "Send the three capital letters of ISO 4217, or leave currency out when the revenue is in US "
        "dollars."
    ),
    reference="https://segment.com/docs/connections/spec/track/#properties",
    check=check,
    guard=odd_currency,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
