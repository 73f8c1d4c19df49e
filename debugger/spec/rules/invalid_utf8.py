"""Bytes that are not UTF-8."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.oddities import oddities
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault for each place where parsing met one."""
    return oddities(
        message,
        kind="invalid-utf8",
        found="The payload is not UTF-8: {text}.",
        remedy=(
            "Encode the body as UTF-8 where it is written, and look for a text that was read in "
            "another encoding."
        ),
    )


RULE = Rule(
    id="invalid-utf8",
    subject=Subject.JSON,
    severity=Severity.ERROR,
    title="Bytes are not UTF-8",
    why=(
        "JSON is UTF-8. Strict parsers refuse such bytes, the others put a replacement sign where "
        "the letter was."
    ),
    remedy=(
        "Encode the body as UTF-8; Latin-1 and Windows-1252 differ from it in every accented "
        "letter."
    ),
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
    check=check,
    oddity="invalid-utf8",
    judges_unreadable=True,
)
