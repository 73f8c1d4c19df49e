"""Lays a payload out as the lines a person reads, made of the very characters that came.

Nothing is parsed into values and written out again: numbers, escapes, duplicate keys and `NaN` keep
their spelling. The only characters that change are the spaces between the tokens. Brackets are kept
on a list, not on Python's stack, so that depth costs nothing.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from debugger.payload.line_writer import DEEPEST_INDENT, INDENT, LineWriter
from debugger.payload.lines import Fold, GhostPlace, Layout, Line, Span
from debugger.payload.parse import decode
from debugger.payload.tokens import tokens

__all__ = [
    "DEEPEST_INDENT",
    "INDENT",
    "Fold",
    "GhostPlace",
    "Layout",
    "Line",
    "Span",
    "finished",
    "lay_out",
    "laying_out",
]

Made = TypeVar("Made")

_TOKENS_A_STEP = 200


def lay_out(payload: bytes) -> Layout:
    """The lines of `payload`. Never raises: what is not JSON stands as it came, from where reading failed."""
    return finished(laying_out(payload))


def laying_out(payload: bytes) -> Generator[None, None, Layout]:
    """As `lay_out`, in steps of a millisecond or so, for callers that have something else to do between."""
    text, _ = decode(payload)
    writer = LineWriter(text)
    for count, token in enumerate(tokens(text), 1):
        if not writer.take(token):
            return writer.broken_off(token)
        if count % _TOKENS_A_STEP == 0:
            yield
    return writer.layout()


def finished(steps: Generator[None, None, Made]) -> Made:
    """What `steps` return, once all are done."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: Made = end.value
            return made
