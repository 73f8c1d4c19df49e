"""A text with the character NUL in it."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.payload import pointer
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled
from debugger.spec.values import values
from debugger.spec.wording import dotted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each text, and each name, that holds U+0000."""
    if b"\\" not in message.payload or b"\\u0000" not in message.payload:
        return ()
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} holds the character NUL (\\u0000).",
            remedy="Cut the text at the NUL, or take it out.",
        )
        for place, value in values(message.fields, pointer.ROOT)
        if (isinstance(value, str) and "\0" in value) or "\0" in place.rpartition("/")[2]
    ]


RULE = Rule(
    id="nul-character",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Text holds the character NUL",
    why="PostgreSQL and Redshift, which many warehouses are, take no NUL in a text and refuse the row.",
    remedy="Look for a text of fixed length, or one read from a C program, that was not cut at its end.",
    reference="https://www.postgresql.org/docs/current/datatype-json.html",
    check=check,
    guard=is_troubled,
)
