"""A page or screen whose `category` is empty or no string."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.names_of_pages import not_a_text
from debugger.spec.rule import Fault, Rule, Subject


def check(message: Message) -> Iterable[Fault]:
    """A fault when `category` is neither absent nor null nor a string with characters."""
    return not_a_text(message, "category", example="Walks")


RULE = Rule(
    id="category-not-string",
    subject=Subject.MESSAGE,
    severity=Severity.ERROR,
    title="Category of the page is empty or no string",
    why="Segment answers 200 and then discards a page or screen call whose category is not a text.",
    remedy="Name the category as a text, or leave it out: it is optional, but not to be empty.",
    reference="https://segment.com/docs/connections/spec/page/#category",
    check=check,
    places=("/category",),
    calls=frozenset({CallType.PAGE, CallType.SCREEN}),
    verdict=Verdict.DROPPED,
    code="category_not_string",
)
