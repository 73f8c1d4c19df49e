"""Splits a batch into the exact bytes of its messages, so that the body can be put together again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

MOST_MESSAGES = 20_000
"""Messages one request is split into; Segment takes 2,500 a batch."""

INHERITED = ("context", "integrations", "sentAt", "timestamp", "writeKey")
"""What a batch's envelope says for all of its messages (Go and Java send their context there)."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_SPACE = re.compile(rb"[ \t\r\n]*")
_SEPARATOR = re.compile(rb"[ \t\r\n]*,?[ \t\r\n]*")
_KEY = re.compile(rb'[ \t\r\n]*[{,][ \t\r\n]*"(?:[^"\\]|\\.)*"[ \t\r\n]*:[ \t\r\n]*', re.DOTALL)
_DECODER = json.JSONDecoder(parse_int=float)
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ELEMENTS = msgspec.json.Decoder(list[msgspec.Raw])


class TooManyMessagesError(Exception):
    """The batch holds more messages than a request is split into."""


class _NotRegularError(Exception):
    """The text is not laid out as its parsed members say: it has duplicate keys."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The messages of a batch and the bytes around them: `joined(envelope, messages)` is the body."""

    messages: tuple[bytes, ...]
    envelope: tuple[bytes, ...]
    members: Mapping[str, bytes]
    """Of `INHERITED`, what stands beside `batch`; nothing when the body is a bare array."""
    constants: tuple[str, ...] = ()
    """The literals that are no JSON, anywhere in the body: `NaN`, `Infinity`, `-Infinity`."""


def joined(envelope: Sequence[bytes], messages: Sequence[bytes]) -> bytes:
    """The body again: the envelope's bytes with the messages between them."""
    between = (part for pair in zip(envelope, messages, strict=False) for part in pair)
    return b"".join((*between, envelope[-1]))


def start_of(body: bytes) -> int:
    """Where the JSON starts: after a byte order mark and white space."""
    if body.startswith((b"{", b"[")):
        return 0
    mark = len(BYTE_ORDER_MARK) if body.startswith(BYTE_ORDER_MARK) else 0
    return _after(_SPACE, body, mark)


def split(body: bytes) -> Batch | None:
    """The batch that `body` is: an array, or an object with an array named `batch`; None for another.

    Raises `TooManyMessagesError`.
    """
    start = start_of(body)
    if not (body.startswith(b"[", start) or (body.startswith(b"{", start) and b'"batch"' in body)):
        return None
    try:
        return _split_strictly(body, start)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, _NotRegularError):
        pass
    try:
        return _split_tolerantly(body, start)
    except (ValueError, RecursionError):
        return None


def _split_strictly(body: bytes, start: int) -> Batch | None:
    """By the fast parser, which says what each part is but not where: the text between is walked."""
    if body.startswith(b"[", start):
        return _cut(body, start, _ELEMENTS.decode(body), {})
    members = _MEMBERS.decode(body)
    array = members.get("batch")
    if array is None or bytes(memoryview(array)[:1]) != b"[":
        return None
    place = _start_of_batch(body, members)
    inherited = {name: bytes(members[name]) for name in INHERITED if name in members}
    return _cut(body, place, _ELEMENTS.decode(array), inherited)


def _start_of_batch(body: bytes, members: Mapping[str, msgspec.Raw]) -> int:
    """Where the value of `batch` starts."""
    position = found = 0
    for name, value in members.items():
        key = _KEY.match(body, position)
        if key is None or not body.startswith(bytes(value), key.end()):
            raise _NotRegularError
        if name == "batch":
            found = key.end()
        position = key.end() + len(memoryview(value))
    if not body.startswith(b"}", _after(_SPACE, body, position)):
        raise _NotRegularError
    return found


def _cut(
    body: bytes, array: int, elements: list[msgspec.Raw], members: Mapping[str, bytes]
) -> Batch:
    if len(elements) > MOST_MESSAGES:
        raise TooManyMessagesError
    spans: list[tuple[int, int]] = []
    position = array + 1
    for element in elements:
        start = _after(_SEPARATOR, body, position)
        position = start + len(memoryview(element))
        spans.append((start, position))
    return _batch(body, spans, members)


def _split_tolerantly(body: bytes, start: int) -> Batch | None:
    """By Python's parser, which takes `NaN` and lone surrogates and says where each value ends.

    A character for each byte keeps its positions those of the bytes, whatever the text's encoding;
    JSON's own characters are the same in all.
    """
    text = body.decode("latin-1")
    constants: list[str] = []
    checking = json.JSONDecoder(parse_int=float, parse_constant=constants.append)
    _, end = checking.raw_decode(text, start)
    if _skip(text, end) != len(text):
        return None
    if text[start] == "[":
        return replace(_batch(body, _elements(text, start), {}), constants=tuple(constants))
    places = member_spans(text, start)
    array, _ = places.get("batch", (start, start))
    if text[array] != "[":
        return None
    inherited = {name: body[slice(*places[name])] for name in INHERITED if name in places}
    found = _batch(body, _elements(text, array), inherited)
    return replace(found, constants=tuple(constants))


def member_spans(text: str, start: int) -> dict[str, tuple[int, int]]:
    """Where the value of each member of the object at `start` stands; of a repeated key, the last.

    `text` are the bytes as Latin-1, so that places in it are places in them. Raises `ValueError`.
    """
    spans: dict[str, tuple[int, int]] = {}
    position = _skip(text, start + 1)
    while text[position : position + 1] == '"':
        name, position = _DECODER.raw_decode(text, position)
        first = _skip(text, _skip(text, position) + 1)
        _, last = _DECODER.raw_decode(text, first)
        spans[name] = (first, last)
        position = _skip(text, last)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
    return spans


def _elements(text: str, array: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = _skip(text, array + 1)
    while text[position : position + 1] != "]":
        _, last = _DECODER.raw_decode(text, position)
        spans.append((position, last))
        if len(spans) > MOST_MESSAGES:
            raise TooManyMessagesError
        position = _skip(text, last)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
    return spans


def _batch(body: bytes, spans: Sequence[tuple[int, int]], members: Mapping[str, bytes]) -> Batch:
    starts = (*(first for first, _ in spans), len(body))
    ends = (0, *(last for _, last in spans))
    return Batch(
        messages=tuple(body[first:last] for first, last in spans),
        envelope=tuple(body[last:first] for last, first in zip(ends, starts, strict=True)),
        members=members,
    )


def _after(pattern: re.Pattern[bytes], body: bytes, position: int) -> int:
    matched = pattern.match(body, position)
    return matched.end() if matched else position


def _skip(text: str, position: int) -> int:
    while text[position : position + 1] in (" ", "\t", "\r", "\n"):
        position += 1
    return position
