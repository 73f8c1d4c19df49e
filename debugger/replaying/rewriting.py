"""Gives messages new ids and moves their times, and leaves every other byte of a body as it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from uuid import UUID

from debugger.replaying.members import bytes_of, members, text_of
from debugger.replaying.times import moved
from debugger.wire.masking import KeyMask

_ID = "messageId"
_TIMES = ("timestamp", "sentAt", "originalTimestamp")


class NewIds:
    """A new id for each one: what was sent twice with one id is sent twice with one again."""

    def __init__(self, salt: bytes | None = None) -> None:
        self._salt = os.urandom(16) if salt is None else salt

    def __call__(self, old: str) -> str:
        """The new one, a random UUID to whoever does not know the salt."""
        hashed = blake2b(old.encode(errors="surrogatepass"), key=self._salt, digest_size=16)
        return str(UUID(bytes=hashed.digest(), version=4))


def rewritten(
    body: bytes, *, new_id: Callable[[str], str] | None = None, later: int | None = None
) -> bytes:
    """The body with new messageIds, and with its times moved by `later` microseconds.

    Only what is a text and no empty one is replaced; a body that is no JSON stays as it is.
    """
    if new_id is None and later is None:
        return body
    text = text_of(body)
    pieces: list[str] = []
    done = 0
    for name, value, start, end in members(body):
        new = value
        if name == _ID and new_id is not None and value:
            new = new_id(value)
        elif name in _TIMES and later is not None:
            new = moved(value, later)
        if new != value:
            pieces += (text[done:start], new)
            done = end
    return bytes_of("".join((*pieces, text[done:]))) if pieces else body


def with_key(body: bytes, captured: str, chosen: str) -> bytes:
    """The body with `chosen` in place of the write key that was captured, and of any named `writeKey`.

    `chosen` is a text that needs no escapes in JSON.
    """
    text = text_of(body)
    pieces: list[str] = []
    done = 0
    for start, end in KeyMask.of([captured]).spans(text):
        pieces += (text[done:start], chosen)
        done = end
    return bytes_of("".join((*pieces, text[done:]))) if pieces else body
