"""Undoes a body's compression, and never inflates more than it was told to."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import brotli

MOST_INFLATED = 64 * 1024 * 1024
"""Bytes."""

_GZIP_MAGIC = b"\x1f\x8b"
_NAMES = {"x-gzip": "gzip", "": "identity"}
_ZLIB, _RAW, _GZIP = zlib.MAX_WBITS, -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS


class TooLargeError(Exception):
    """The body inflates to more than the cap."""


@dataclass(frozen=True, slots=True)
class Inflated:
    """A body with its compression undone; with a `problem` it is as it came."""

    body: bytes
    encoding: str
    problem: str = ""
    too_large: bool = False


def inflate(body: bytes, content_encoding: str, *, most: int = MOST_INFLATED) -> Inflated:
    """`body` without the coding that `Content-Encoding` names, or that its first bytes show.

    At most `most` bytes. Never raises: what cannot be inflated comes back with its problem.
    """
    codings = _codings(content_encoding)
    if len(codings) > 1:
        return Inflated(
            body,
            "identity",
            f"{len(codings)} content codings, one over the other ({content_encoding})",
        )
    coding = codings[0]
    if coding == "identity" and body.startswith(_GZIP_MAGIC):
        coding = "gzip"
    if coding == "identity" or not body:
        return Inflated(body, "identity")
    if coding not in _UNDO:
        return Inflated(
            body, "identity", f"the content coding {content_encoding} is not one Segment takes"
        )
    try:
        inflated = _UNDO[coding](body, most)
    except (zlib.error, brotli.error) as error:
        reason = str(error).rpartition(": ")[2]
        return Inflated(body, "identity", f"the body does not inflate as {coding}: {reason}")
    except TooLargeError:
        problem = f"the body inflates to more than {most // 1024:,} KiB"
        return Inflated(body, "identity", problem, too_large=True)
    return Inflated(inflated, coding)


@lru_cache(maxsize=64)
def _codings(content_encoding: str) -> tuple[str, ...]:
    parts = content_encoding.lower().replace(" ", "").split(",")
    return tuple(_NAMES.get(part, part) for part in parts)


def _gunzip(body: bytes, most: int) -> bytes:
    """All members, one after the other; zeros after the last are padding."""
    members: list[bytes] = []
    room = most
    while body := body.lstrip(b"\0") if members else body:
        member, body = _member(body, _GZIP, room)
        members.append(member)
        room -= len(member)
    return b"".join(members)


def _undeflate(body: bytes, most: int) -> bytes:
    """With zlib's header as the standard has it, or without as some clients send it."""
    try:
        return _member(body, _ZLIB, most)[0]
    except zlib.error:
        return _member(body, _RAW, most)[0]


def _member(data: bytes, window: int, most: int) -> tuple[bytes, bytes]:
    decompressor = zlib.decompressobj(window)
    inflated = decompressor.decompress(data, most + 1)
    if len(inflated) > most:
        raise TooLargeError
    if not decompressor.eof:
        raise zlib.error("the compressed data ends early")
    return inflated, decompressor.unused_data


def _unbrotli(body: bytes, most: int) -> bytes:
    decompressor = brotli.Decompressor()
    inflated: bytes = decompressor.process(body, output_buffer_limit=most + 1)
    if len(inflated) > most:
        raise TooLargeError
    if not decompressor.is_finished():
        raise zlib.error("the compressed data ends early")
    return inflated


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
}
"""Segment's documentation names gzip; the others come from clients and proxies that compress on their own."""
