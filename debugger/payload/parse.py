"""Reads JSON the way tracking SDKs write it, which is not always the way JSON is defined.

Python SDKs send the literals `NaN` and `Infinity`, JavaScript ones lone surrogates; strict parsers
refuse the whole batch for either. Here the strict parser goes first, because it is fast, and the
tolerant one takes what it refuses, noting each oddity with its place.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

import msgspec
import orjson

from debugger.events import Oddity, Problem
from debugger.payload import pointer

_VALUES_A_STEP = 200

_MOST_WRITTEN = 1024 * 1024
"""Bytes."""

DEEPEST = 500
"""Levels of nesting that are read; deeper documents are kept and shown as bytes only."""

_LONGEST_INTEGER = 4000
"""Digits; Python refuses to convert much longer ones."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_UNDECODED = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")
"""What `surrogateescape` makes of bytes that are not UTF-8, and what they are shown as."""

_PLAIN_REASONS = {
    "Expecting value": "a value is missing",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting ',' delimiter": "a comma is missing",
    "Extra data": "more text follows after the end of the JSON",
    "Unterminated string starting at": "a string starts here and has no end",
    "Invalid control character at": "a line break or control character stands inside a string",
    "Invalid \\escape": "a backslash has no meaning before this letter",
    "Invalid \\uXXXX escape": "a \\u has not four hexadecimal digits",
    "Illegal trailing comma before end of object": "a comma follows the last member",
    "Illegal trailing comma before end of array": "a comma follows the last element",
}
"""The reasons of Python's parser in the words of somebody who did not write it."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[][{}]', re.DOTALL)


class NonstandardNumber(float):
    """A `NaN`, `Infinity` or `-Infinity` literal: JavaScript, not JSON."""

    __slots__ = ("text",)

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
    strictly = parse_strictly(payload)
    return parse_tolerantly(payload) if strictly is None else strictly


def parse_strictly(payload: bytes, *, is_deep: bool | None = None) -> Parsed | None:
    """The value of a payload that there is nothing to say about; None for any other.

    `is_deep` is whether it may be nested below `DEEPEST` levels, where that is known.
    """
    try:
        value = msgspec.json.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        return None
    is_deep = may_be_too_deep(payload) if is_deep is None else is_deep
    if (is_deep and _is_too_deep(value)) or _has_fewer_quotes(value, payload):
        return None
    return Parsed(value)


def _has_fewer_quotes(value: object, payload: bytes) -> bool:
    """Whether the text has other quotation marks than the value written again: then a name may stand there twice.

    Writing and counting is far cheaper than a parser that looks out for repeated names. Large
    payloads, which Segment refuses in any case, are not written a second time.
    """
    if len(payload) > _MOST_WRITTEN:
        return False
    try:
        written = orjson.dumps(value)
    except orjson.JSONEncodeError:  # numbers of more than 64 bits, or deep nesting
        return True
    return written.count(b'"') != payload.count(b'"')


def parse_tolerantly(payload: bytes) -> Parsed:
    """The value of any payload, with what is odd about it, or the problem that keeps it from having one."""
    text, encoding_oddities = decode(payload)
    if not text.strip():
        problem = Problem(message="the body is empty", offset=0, line=1, column=1, of_whole=True)
        return Parsed(problem=problem, oddities=encoding_oddities)
    depth_position = too_deep_at(text)
    if depth_position is not None:
        reason = f"more than {DEEPEST} levels of nesting"
        problem = problem_at(text, depth_position, reason, payload=payload)
        return Parsed(problem=problem, oddities=encoding_oddities)
    try:
        repeated: dict[int, list[str]] = {}
        value = tolerant_decoder(repeated).decode(text)
    except json.JSONDecodeError as error:
        problem = problem_at(text, error.pos, plain_reason(error.msg), payload=payload)
        return Parsed(problem=problem, oddities=encoding_oddities)
    found = (each for each in oddities(value, repeated) if each is not None)
    return Parsed(value, oddities=(*encoding_oddities, *found))


def tolerant_decoder(repeated: dict[int, list[str]]) -> json.JSONDecoder:
    """Python's parser as payloads are read; of each object with a name twice it notes the names, by its `id`."""
    return json.JSONDecoder(
        parse_constant=NonstandardNumber,
        parse_int=_integer,
        object_pairs_hook=partial(object_of, repeated),
    )


def decode(payload: bytes) -> tuple[str, tuple[Oddity, ...]]:
    """The payload as text, with U+FFFD for each byte that is not UTF-8, and what was odd about it."""
    oddities: list[Oddity] = []
    bare = payload.removeprefix(_BYTE_ORDER_MARK)
    if len(bare) < len(payload):
        oddities.append(Oddity(kind="byte-order-mark", pointer=pointer.ROOT, text="EF BB BF"))
    try:
        return bare.decode(), tuple(oddities)
    except UnicodeDecodeError as error:
        bad = bare[error.start : error.end].hex(" ").upper()
        where = f"{bad} at byte {error.start + len(payload) - len(bare)}"
        oddities.append(Oddity(kind="invalid-utf8", pointer=pointer.ROOT, text=where))
        return bare.decode(errors="surrogateescape").translate(_UNDECODED), tuple(oddities)


def problem_at(text: str, position: int, message: str, *, payload: bytes = b"") -> Problem:
    """The problem at a position in `text`, with its line, column and byte offset.

    `payload` is what `text` was decoded from; with it the offset is right also after a byte order
    mark and after bytes that are not UTF-8.
    """
    line_start = text.rfind("\n", 0, position) + 1
    bare = payload.removeprefix(_BYTE_ORDER_MARK)
    before = bare.decode(errors="surrogateescape")[:position] if payload else text[:position]
    errors = "surrogateescape" if payload else "surrogatepass"
    return Problem(
        message=message,
        offset=len(payload) - len(bare) + len(before.encode(errors=errors)),
        line=text.count("\n", 0, position) + 1,
        column=position - line_start + 1,
    )


def plain_reason(reason: str) -> str:
    """A JSON parser's reason as the middle of a sentence: `Expecting value` is `a value is missing`."""
    plain = _PLAIN_REASONS.get(reason)
    return reason[:1].lower() + reason[1:] if plain is None else plain


def may_be_too_deep(payload: bytes) -> bool:
    """Whether there is room, and are brackets, for too many levels; cheaper than to look at them."""
    if len(payload) <= 2 * DEEPEST:
        return False
    return payload.count(b"[") + payload.count(b"{") > DEEPEST


def _is_too_deep(value: object) -> bool:
    """Whether containers are nested below `DEEPEST` levels; goes by levels and needs no recursion."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            member
            for container in level
            if isinstance(container, (dict, list))
            for member in (container.values() if isinstance(container, dict) else container)
            if isinstance(member, (dict, list))
        ]
        if not level:
            return False
    return True


def too_deep_at(text: str) -> int | None:
    """The position of the first bracket below `DEEPEST` levels, or None; needs no recursion."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        position = match.start()
        character = text[position]
        if character in "[{":
            depth += 1
            if depth > DEEPEST:
                return position
        elif character in "]}":
            depth -= 1
    return None


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


_Place = tuple["_Place", str | int] | None
"""A value's place as its parent's and its own token: cheaper than a pointer for each of a million values."""


def object_of(repeated: dict[int, list[str]], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object of these pairs; names that stand there twice are noted under the object's `id`."""
    made = dict(pairs)
    if len(made) < len(pairs):
        counted = Counter(name for name, _ in pairs)
        repeated[id(made)] = [name for name, count in counted.items() if count > 1]
    return made


def oddities(value: object, repeated: Mapping[int, Sequence[str]]) -> Iterator[Oddity | None]:
    """What is odd about a value and all in it, in its order; None after every so many values, for a pause."""
    stack: list[Iterator[tuple[_Place, object]]] = [iter([(None, value)])]
    seen = 0
    while stack:
        for place, item in stack[-1]:
            seen += 1
            if seen % _VALUES_A_STEP == 0:
                yield None
            if isinstance(item, dict):
                yield from _odd_names(place, item, repeated.get(id(item), ()))
                stack.append(_members(place, item))
                break
            if isinstance(item, list):
                stack.append(_elements(place, item))
                break
            odd = _oddity(place, item)
            if odd is not None:
                yield odd
        else:
            stack.pop()


def _members(place: _Place, item: Mapping[str, object]) -> Iterator[tuple[_Place, object]]:
    return (((place, name), member) for name, member in item.items())


def _elements(place: _Place, item: Sequence[object]) -> Iterator[tuple[_Place, object]]:
    return (((place, index), element) for index, element in enumerate(item))


def _oddity(place: _Place, item: object) -> Oddity | None:
    if isinstance(item, NonstandardNumber):
        return Oddity(kind="nonstandard-number", pointer=_pointer(place), text=item.text)
    if isinstance(item, float) and math.isinf(item):
        return Oddity(
            kind="number-out-of-range", pointer=_pointer(place), text="too large for a double"
        )
    if isinstance(item, str) and not _encodes(item):
        return Oddity(kind="lone-surrogate", pointer=_pointer(place), text=ascii(item)[1:-1])
    return None


def _odd_names(
    place: _Place, item: Mapping[str, object], repeated: Sequence[str]
) -> Iterator[Oddity]:
    for key in repeated:
        yield Oddity(kind="duplicate-key", pointer=_pointer((place, key)), text=ascii(key)[1:-1])
    if _encodes("".join(item)):  # nearly always, and faster than to ask of each
        return
    for key in item:
        if not _encodes(key):
            yield Oddity(
                kind="lone-surrogate", pointer=_pointer((place, key)), text=ascii(key)[1:-1]
            )


def _pointer(place: _Place) -> str:
    tokens: list[str | int] = []
    while place is not None:
        place, token = place
        tokens.append(token)
    return pointer.join(pointer.ROOT, *reversed(tokens)) if tokens else pointer.ROOT


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
