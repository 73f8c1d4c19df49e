"""Finds what is private in a text by its form: addresses, numbers, keys, and values under private names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from debugger.redaction.choice import PATH
from debugger.redaction.names import kind_of_name
from debugger.spec.personal_data import CARD, EMAIL, PHONE, SECRET, is_card

_LONGEST_LOCAL_PART = 64
_ENCODED_EMAIL = re.compile(r"[\w.+'-]{1,64}%40[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_V4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)")
_V4_FORM = re.compile(b"0\\.0{1,3}\\.0{1,3}\\.0")
_V6 = re.compile(
    r"(?:(?<![\w:.])|(?<=[g-zG-Z_]:))[0-9a-fA-F:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])"
)
_V6_FORM = re.compile(b"0:0{1,4}:0{1,4}:0")
_PRODUCT = re.compile(r"[A-Za-z]/\Z")
_PARAMETER = re.compile(r"(?:^|[?&;#\s])([\w.%-]{1,64})=([^&#;\s\"'<>]+)")
_REST_OF_TOKEN = re.compile(r"[\w.-]*")
_SECRET_STARTS = ("eyJ", "sk_live_", "AKIA", "gh", "xox", "-----BEGIN")
_SHORTEST_FORM = 15
_HAS_FORM = re.compile(r"[@%+.:=]")
_UNTIL_QUOTE = re.compile(r'[^"]*')

_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_HEXADECIMAL = bytes.maketrans(b"123456789abcdefABCDEF", b"0" * 21)


class Span(NamedTuple):
    """A private part of a text."""

    start: int
    end: int
    kind: str
    """The rule that it falls under."""
    is_literal: bool = False
    """Whether it stands in JSON without quotation marks."""


def spans(text: str) -> Iterator[Span]:
    """The private parts of a text by their form, in no order; they may overlap."""
    if "@" in text or "%40" in text:
        yield from _emails(text)
    if "+" in text:
        yield from _phones(text)
    digits = text.encode("ascii", "replace").translate(_DIGITS)
    if b"0" * 15 in digits.translate(None, b" -"):
        yield from _cards(text)
    if _V4_FORM.search(digits):
        yield from _v4_addresses(text, digits)
    if b"::" in digits or _V6_FORM.search(digits.translate(_HEXADECIMAL)):
        yield from _addresses(_V6.finditer(text), text)
    if any([start in text for start in _SECRET_STARTS]):  # noqa: C419 - a list is faster here
        yield from _secrets(text)
    if "=" in text:
        yield from _parameters(text)


def kind_of(value: str, kind: str, rules: frozenset[str]) -> str:
    """The rule for a value that stands under a private name of `kind`: what it is, before where it stands."""
    if len(value) < _SHORTEST_FORM and not _HAS_FORM.search(value):
        return kind
    for span in spans(value):
        if span.start == 0 and span.end == len(value) and span.kind in rules:
            return span.kind
    return kind


def is_loopback(value: str) -> bool:
    """Whether it is an address that every machine has, and that says nothing of anyone."""
    return value.startswith(("127.", "::1", "0.0.0.0")) or value == "::"  # noqa: S104 - compared, not bound


def _emails(text: str) -> Iterator[Span]:
    for mark, pattern in (("@", EMAIL), ("%40", _ENCODED_EMAIL)):
        position, done = text.find(mark), 0
        while position >= 0:
            found = pattern.search(text, max(done, position - _LONGEST_LOCAL_PART), position + 400)
            if found and found.start() <= position:
                done = found.end()
                yield Span(found.start(), done, "email")
            position = text.find(mark, max(position + 1, done))


def _phones(text: str) -> Iterator[Span]:
    for found in PHONE.finditer(text):
        if sum(map(str.isdigit, found[0])) >= 8:
            yield Span(*found.span(), "phone")


def _cards(text: str) -> Iterator[Span]:
    for found in CARD.finditer(text):
        if is_card(found[0].replace(" ", "").replace("-", "")):
            yield Span(*found.span(), "card")


def _v4_addresses(text: str, digits: bytes) -> Iterator[Span]:
    """Only where the digits and dots are: elsewhere the pattern need not be tried."""
    found = (
        _V4.search(text, max(0, form.start() - 2), form.end() + 2)
        for form in _V4_FORM.finditer(digits)
    )
    return _addresses((each for each in found if each), text)


def _addresses(candidates: Iterable[re.Match[str]], text: str) -> Iterator[Span]:
    for found in candidates:
        start, end = found.span()
        if _is_address(found[0]) and not _PRODUCT.search(text, max(0, start - 2), start):
            yield Span(start, end, "ip")


@lru_cache(maxsize=1024)
def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return not is_loopback(text)


def _secrets(text: str) -> Iterator[Span]:
    for found in SECRET.finditer(text):
        rest = _UNTIL_QUOTE if found[0].startswith("-") else _REST_OF_TOKEN
        end = rest.match(text, found.end())
        yield Span(found.start(), end.end() if end else found.end(), "key")


def _parameters(text: str) -> Iterator[Span]:
    for found in _PARAMETER.finditer(text):
        kind = kind_of_name(found[1])
        if kind:
            start, end = found.span(2)
            yield Span(start, end, kind)


def wanted(found: Iterable[Span], rules: frozenset[str]) -> list[Span]:
    """The spans that fall under one of the rules or are chosen, in order and without overlap.

    Where two overlap, the earlier and longer one takes the other in.
    """
    kept: list[Span] = []
    for span in sorted(found, key=_start):
        if span.kind not in rules and span.kind != PATH:
            continue
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=span.end)
    return kept


def _start(span: Span) -> tuple[int, int]:
    return span.start, -span.end
