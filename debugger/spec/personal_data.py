"""Tells texts that name or open the account of a person: e-mail addresses, phone and card numbers, secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from debugger.events import Message
from debugger.payload import pointer
from debugger.payload.text import visible
from debugger.spec.likeness import folded
from debugger.spec.once import OncePerMessage
from debugger.spec.property_layout import SAFE, SHORT, Layout, are_plain, walked
from debugger.spec.remembered import remembered

PARTS = ("name", "category", "event", "properties", "traits")
"""Fields at the top in which personal data is looked for."""

MOST = 50_000
"""Containers and elements that are looked at."""

_LONGEST_NAME = 40
_PRIVATE = frozenset(
    {
        "accesstoken", "apikey", "authorization", "authtoken", "bearertoken", "cardnumber", "clientsecret",
        "creditcard", "creditcardnumber", "cvc", "cvv", "idtoken", "passcode", "passportnumber",
        "passwd", "password", "privatekey", "pwd", "refreshtoken", "secretkey", "sessiontoken",
        "socialsecuritynumber", "ssn",
    }
)  # fmt: skip
"""Names without case and separators, after Segment's own list of private data (Privacy Portal)."""

LONGEST = 2_000
"""Characters of a text that are looked at."""

EMAIL = re.compile(r"[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
CARD = re.compile(
    r"(?<![\d.-])(?:[3-6]\d{3}(?:[ -]?\d{4}){3}|3[47]\d\d[ -]?\d{6}[ -]?\d{5})(?![\d.-])"
)
PHONE = re.compile(r"\+[1-9][\d ()./-]{6,20}\d")
SECRET = re.compile(
    r"eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.|\bsk_live_\w{10,200}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,200}"
    r"|\bxox[abprs]-[\w-]{10,200}|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----"
)


class Notable(NamedTuple):
    """A value that is worth a closer look."""

    name: str
    """Its own, or that of the list it stands in."""
    value: object
    pointer: str

    @property
    def text(self) -> str:
        """The start of it, where it is a text."""
        return self.value[:LONGEST] if isinstance(self.value, str) else ""


@OncePerMessage
def notable(message: Message) -> Sequence[Notable]:
    """The values in the names, properties and traits that any of the rules about personal data may find fault with.

    Short texts without an @ or a +, under harmless names, are none: all those of most messages.
    """
    found: list[Notable] = []
    fields = message.fields
    for part in PARTS:
        value = fields.get(part)
        if type(value) is str:
            if len(value) > SHORT and not value.replace(" ", "").isalpha():
                found.append(Notable(part, value, f"/{part}"))
        elif value is not None:
            _look_at(part, value, f"/{part}", found)
    return found


def has_notable(message: Message) -> bool:
    """Whether there is anything notable: a quick look, after which most messages are done with."""
    fields = message.fields
    if fields.get("properties") is not None:
        layout, plain = walked(message)
        if not plain or layout is None or _has_private(layout):
            return True
    traits = fields.get("traits")
    if traits is not None and not (type(traits) is dict and _is_plain(traits)):
        return True
    for part in ("event", "name", "category"):
        text = fields.get(part)
        if text is not None and (type(text) is not str or not _is_name(text)):
            return True
    return False


def _is_name(text: str) -> bool:
    return len(text) <= SHORT or text.replace(" ", "").isalpha()


def _is_plain(members: Mapping[str, object]) -> bool:
    return not any(
        isinstance(value, (dict, list)) or _is_private(name) for name, value in members.items()
    ) and are_plain(members.values())


@lru_cache(maxsize=1024)
def _has_private(layout: Layout) -> bool:
    return any(map(_is_private, layout.names))


def _look_at(name: str, value: object, place: str, found: list[Notable]) -> None:
    stack: list[tuple[str, object, str]] = [(name, value, place)]
    seen = 0
    while stack and seen < MOST:
        name, item, here = stack.pop()
        seen += 1
        if isinstance(item, dict):
            for key, member in item.items():
                kind = type(member)
                if kind is str:
                    if (
                        len(member) > SHORT
                        or "@" in member
                        or member[:1] == "+"
                        or _is_private(key)
                    ):
                        found.append(Notable(key, member, pointer.join(here, key)))
                elif kind is dict or kind is list:
                    stack.append((key, member, pointer.join(here, key)))
                elif kind is int and not -SAFE <= member <= SAFE:
                    found.append(Notable(key, member, pointer.join(here, key)))
        elif isinstance(item, list):
            stack.extend((name, member, f"{here}/{index}") for index, member in enumerate(item))
        elif isinstance(item, (str, int)):
            found.append(Notable(name, item, here))


def is_private(name: str) -> bool:
    """Whether the name says that nobody may see what stands under it: `password`, `apiKey`."""
    return _is_private(name)


@remembered(4096)
def _is_private(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and folded(name) in _PRIVATE


def is_email(text: str) -> bool:
    """Whether the whole text is an e-mail address."""
    return len(text) <= 320 and EMAIL.fullmatch(text) is not None


def email_in(text: str) -> str | None:
    """The first e-mail address in the text."""
    found = EMAIL.search(text) if "@" in text else None
    return found[0] if found else None


def phone_in(text: str) -> str | None:
    """The phone number that the whole text is, in its international form."""
    bare = text.strip()
    digits = sum(character.isdigit() for character in bare[:40])
    return bare if len(bare) <= 24 and 8 <= digits <= 15 and PHONE.fullmatch(bare) else None


def card_in(text: str) -> str | None:
    """The number of a payment card in the text: right in its first digits, its length and its check digit."""
    for found in CARD.finditer(text):
        digits = found[0].replace(" ", "").replace("-", "")
        if is_card(digits):
            return found[0]
    return None


def secret_in(text: str) -> str | None:
    """A token or a key in the text that is known by its form."""
    found = SECRET.search(text)
    return found[0] if found else None


def masked(text: str) -> str:
    """Enough of the text to find it by, and no more: `j…@example.com`, `…1111`."""
    name, at, domain = text.rpartition("@")
    if at:
        return f"{visible(name[:1])}…@{visible(domain[:40])}"
    bare = text.strip()
    return (
        f"…{visible(bare[-4:])}"
        if len(bare) > 8 and bare[-4:].isdigit()
        else f"{visible(bare[:2])}…"
    )


def is_card(digits: str) -> bool:
    """Whether the digits can be the number of a payment card: its issuer, its length, its check digit."""
    if len(set(digits)) < 2:
        return False
    first, two, four = digits[0], int(digits[:2]), int(digits[:4])
    if len(digits) == 15:
        known = two in {34, 37}
    else:
        known = len(digits) == 16 and (
            first == "4" or 51 <= two <= 55 or 2221 <= four <= 2720 or four == 6011 or two == 65
        )
    return known and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
