"""Where a request's messages, and what is around them, say when they are from and which ones they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from debugger.payload.parse import parse
from debugger.payload.tokens import Token, tokens
from debugger.redaction.escapes import unescaped

_MARK = "\ufeff"
_BATCH = "batch"
_DEEPEST = 3


class Member(NamedTuple):
    """A member whose value is a string."""

    name: str
    value: str
    """Without its escapes."""
    start: int
    """Of the value's first character in the text, after the quotation mark."""
    end: int


@dataclass(slots=True)
class _Level:
    is_object: bool
    name: str = ""
    expects_name: bool = False


def members(body: bytes) -> list[Member]:
    """The string members of a message or of a batch's envelope and messages, in order.

    Their places are those in `text_of(body)`. There are none in what is no JSON: what a name or a
    value is would be a guess.
    """
    if parse(body).problem is not None:
        return []
    text = text_of(body)
    start = len(_MARK) if text.startswith(_MARK) else 0
    found = list(_walked(text[start:], start))
    return [] if None in found else [member for member in found if member is not None]


def text_of(body: bytes) -> str:
    """The body as text from which its bytes can be had back."""
    return body.decode(errors="surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes of `text_of`."""
    return text.encode(errors="surrogateescape")


def _walked(text: str, offset: int) -> Iterator[Member | None]:
    """The members; None where the text is none that can be walked."""
    levels: list[_Level] = []
    for token in tokens(text):
        if token.kind == "sign":
            _step(levels, token.text)
        elif token.kind == "string":
            level = levels[-1] if levels else None
            if level is not None and level.expects_name:
                level.name, level.expects_name = unescaped(token.text[1:-1])[0], False
            elif level is not None and level.is_object and _is_message(levels):
                yield _member(level.name, token, offset)
        elif token.kind == "broken":
            yield None


def _step(levels: list[_Level], sign: str) -> None:
    if sign in "{[":
        levels.append(_Level(is_object=sign == "{", expects_name=sign == "{"))
    elif sign in "}]":
        levels.pop()
    elif sign == ",":
        levels[-1].expects_name = levels[-1].is_object


def _is_message(levels: list[_Level]) -> bool:
    """Whether the innermost object is a message, or the envelope of a batch."""
    if len(levels) == 1:
        return True
    if len(levels) > _DEEPEST or levels[-2].is_object:
        return False
    return len(levels) == 2 or (levels[0].is_object and levels[0].name == _BATCH)


def _member(name: str, token: Token, offset: int) -> Member:
    start = token.start + 1 + offset
    inner = token.text[1:-1]
    return Member(name, unescaped(inner)[0], start, start + len(inner))
