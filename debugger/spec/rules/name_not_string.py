"""A page or screen whose `name` is empty or no string."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.names_of_pages import not_a_text
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `name` is neither absent nor null nor a string with characters."""
    return not_a_text(message, "name", example="Walk")


RULE = Rule(
    id="name-not-string",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Name of the page or screen is empty or no string",
    why="Segment answers 200 and then discards a page or screen call whose name is not a text.",
    remedy="Name the page or screen, or call without a name: it is optional, but not to be empty.",
    reference="https://segment.com/docs/connections/spec/page/#name",
    check=check,
    places=("/name",),
    calls=frozenset({CallType.PAGE, CallType.SCREEN}),
    verdict=Verdict.DROPPED,
    code="name_not_string",
)
