"""The number of a payment card in a message."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.personal_data import LONGEST, card_in, has_notable, masked, notable
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted

_HINTS = ("card", "credit", "debit", "payment", "visa", "pan")
"""Parts of the names of what holds a card's number."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each text with a number of a card in it; one without separators only where its name
    speaks of a card, as identifiers look alike."""
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} looks like the number of a payment card ({masked(number)}).",
            remedy="Leave it out; send the card's brand or its last four digits if you need them.",
        )
        for name, value, place in notable(message)
        if (number := card_in(str(value)[:LONGEST])) is not None
        and not _is_identifier(name, value, number)
    ]


def _is_identifier(name: str, value: object, number: str) -> bool:
    """Whether it may well be another long number: every tenth one has the right check digit."""
    bare = number.isdigit() and str(value).strip() == number
    return bare and not any(hint in name.lower() for hint in _HINTS)


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
