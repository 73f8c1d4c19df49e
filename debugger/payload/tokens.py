"""Cuts JSON text into tokens, also the literals that JavaScript and Python write and JSON does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:
        (?P<string>"(?:[^"\\\x00-\x1f]+|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+")
      | (?P<literal>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])
                   |(?:true|false|null|NaN|-?Infinity)(?!\w))
      | (?P<sign>[][{}:,])
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)


class Token(NamedTuple):
    kind: str
    """A group of `_TOKEN`, or `broken` for text that is no token."""
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` up to its end, or up to a `broken` one where there is none that may stand."""
    position = 0
    while match := _TOKEN.match(text, position):
        kind = match.lastgroup or ""
        start, position = match.span(kind)
        yield Token(kind, text[start:position], start)
        if kind == "end":
            return
    start = position + len(text[position:]) - len(text[position:].lstrip(" \t\n\r"))
    yield Token("broken", "", start)
