"""Reads JSON the way tracking SDKs write it, which is not always the way JSON is defined.

Python SDKs send the literals `NaN` and `Infinity`, JavaScript ones lone surrogates; strict parsers
refuse the whole batch for either. Here the strict parser goes first, because it is fast, and the
tolerant one takes what it refuses, noting each oddity with its place.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import msgspec

from debugger.events import Oddity, Problem
from debugger.payload import pointer

DEEPEST = 500
"""Levels of nesting that are read; deeper documents are kept and shown as bytes only."""

_LONGEST_INTEGER = 4000
"""Digits; Python refuses to convert much longer ones."""


class NonstandardNumber(float):
    """A `NaN`, `Infinity` or `-Infinity` literal: JavaScript, not JSON."""

    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value of a JSON text, or the problem that kept it from having one."""

    value: object = None
    problem: Problem | None = None
    oddities: tuple[Oddity, ...] = ()


def parse(payload: bytes) -> Parsed:
    """The value of `payload`. Never raises: what cannot be read has a `problem`."""
    try:
        return Parsed(msgspec.json.decode(payload))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        return _parse_tolerantly(payload)


def _parse_tolerantly(payload: bytes) -> Parsed:
    text, encoding_oddities = decode(payload)
    depth_offset = too_deep_at(text)
    if depth_offset is not None:
        problem = problem_at(text, depth_offset, f"more than {DEEPEST} levels of nesting")
        return Parsed(problem=problem, oddities=encoding_oddities)
    try:
        value = json.loads(text, parse_constant=NonstandardNumber, parse_int=_integer)
    except json.JSONDecodeError as error:
        return Parsed(
            problem=problem_at(text, error.pos, plain_reason(error.msg)), oddities=encoding_oddities
        )
    return Parsed(value, oddities=(*encoding_oddities, *_oddities(value)))


def decode(payload: bytes) -> tuple[str, tuple[Oddity, ...]]:
    """The payload as text, with U+FFFD for bytes that are not UTF-8, and what was odd about it."""
    oddities: list[Oddity] = []
    if payload.startswith(b"\xef\xbb\xbf"):
        oddities.append(Oddity(kind="byte-order-mark", pointer=pointer.ROOT, text="EF BB BF"))
        payload = payload[3:]
    try:
        return payload.decode(), tuple(oddities)
    except UnicodeDecodeError as error:
        bad = payload[error.start : error.end].hex(" ").upper()
        where = f"{bad} at byte {error.start}"
        oddities.append(Oddity(kind="invalid-utf8", pointer=pointer.ROOT, text=where))
        return payload.decode(errors="replace"), tuple(oddities)


def problem_at(text: str, position: int, message: str) -> Problem:
    """The problem at a character position, with its line, column and byte offset."""
    before = text[:position]
    line_start = before.rfind("\n") + 1
    return Problem(
        message=message,
        offset=len(before.encode("utf-8", "surrogatepass")),
        line=before.count("\n") + 1,
        column=position - line_start + 1,
    )


def plain_reason(reason: str) -> str:
    """A JSON parser's reason as the middle of a sentence: `Expecting value` is `expecting value`."""
    reason = reason.removesuffix(" at").removesuffix(": ")
    return reason[:1].lower() + reason[1:]


def too_deep_at(text: str) -> int | None:
    """The position of the first bracket below `DEEPEST` levels, or None; needs no recursion."""
    depth = 0
    in_string = escaped = False
    for position, character in enumerate(text):
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > DEEPEST:
                return position
        elif character in "]}":
            depth -= 1
    return None


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _oddities(value: object) -> Iterator[Oddity]:
    stack: list[tuple[str, object]] = [(pointer.ROOT, value)]
    while stack:
        place, item = stack.pop()
        if isinstance(item, NonstandardNumber):
            yield Oddity(kind="nonstandard-number", pointer=place, text=item.text)
        elif isinstance(item, float) and math.isinf(item):
            yield Oddity(kind="number-out-of-range", pointer=place, text="too large for a double")
        elif isinstance(item, str):
            if not _encodes(item):
                yield Oddity(kind="lone-surrogate", pointer=place, text=ascii(item)[1:-1])
        elif isinstance(item, dict):
            for key, member in reversed(item.items()):
                below = pointer.join(place, key)
                if not _encodes(key):
                    yield Oddity(kind="lone-surrogate", pointer=below, text=ascii(key)[1:-1])
                stack.append((below, member))
        elif isinstance(item, list):
            stack.extend(
                (pointer.join(place, index), item[index]) for index in reversed(range(len(item)))
            )


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
