"""One half of a pair of UTF-16 surrogates, as JavaScript leaves it when it cuts an emoji in two."""

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
        kind="lone-surrogate",
        found="{place} holds half a character: {text}.",
        remedy="Cut the text before or after the emoji, not inside it.",
    )


RULE = Rule(
    id="lone-surrogate",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Half a character",
    why=(
        "It is one half of a character such as an emoji. Many parsers refuse it, others put a "
        "replacement sign in its place."
    ),
    remedy=(
        "Cut texts at whole characters; in JavaScript, Array.from(text).slice() does and "
        "text.slice() does not."
    ),
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-8.2",
    check=check,
    oddity="lone-surrogate",
)
