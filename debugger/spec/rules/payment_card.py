"""The number of a payment card in a message."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.personal_data import LONGEST, card_in, has_notable, masked, notable
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each text with a number of a card in it; a bare one of sixteen digits under an identifier's name
    may be that identifier."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} looks like the number of a payment card ({masked(number)}).",
            remedy="Leave it out; send the card's brand or its last four digits if you need them.",
        )
        for name, value, place in notable(message)
        if (number := card_in(str(value)[:LONGEST])) is not None
        and not _is_identifier(name, number)
    ]


def _is_identifier(name: str, number: str) -> bool:
    return number.isdigit() and name.lower().endswith(
        ("id", "sku", "ean", "gtin", "imei", "isbn", "barcode")
    )


RULE = Rule(
    id="payment-card",
    subject=Subject.PRIVACY,
    severity=Severity.WARNING,
    title="Number of a payment card",
    why="The rules of the card industry (PCI DSS) forbid it to stand in logs and analytics, Segment's included.",
    remedy='Never hand the fields of a payment form to tracking; send payment_method: "Visa".',
    reference="https://segment.com/docs/privacy/portal/",
    check=check,
    guard=has_notable,
    places=("/properties", "/traits", "/event", "/name"),
)
