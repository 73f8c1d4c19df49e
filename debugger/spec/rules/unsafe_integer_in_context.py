"""A whole number in `context` that is too large for the numbers of JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.large_integers import is_unsafe, unsafe
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.values import values


def check(message: Message) -> Iterable[Fault]:
    """A fault for each whole number of the context, at any depth, that a double does not hold."""
    context = message.fields.get("context")
    if not isinstance(context, dict) or not _has_large(context):
        return ()
    return [
        unsafe(value, place) for place, value in values(context, "/context") if is_unsafe(value)
    ]


def _has_large(context: Mapping[str, object]) -> bool:
    """Whether there is any such number: a look that makes no pointers."""
    containers: list[Mapping[str, object] | list[object]] = [context]
    for container in containers:  # grows while it is walked through
        for member in container.values() if isinstance(container, dict) else container:
            if isinstance(member, (dict, list)):
                containers.append(member)
            elif type(member) is int and is_unsafe(member):
                return True
    return False


RULE = Rule(
    id="unsafe-integer-in-context",
    subject=Subject.JSON,
    severity=Severity.WARNING,
    title="Whole number in context is too large for a double",
    why=(
        "Segment and most destinations read numbers as JavaScript does, which keeps 53 bits. The last digits "
        "change, and an identifier becomes another."
    ),
    remedy="Send long identifiers as strings.",
    reference="https://www.rfc-editor.org/rfc/rfc8259#section-6",
    check=check,
    places=("/context",),
    by_value=True,
)
