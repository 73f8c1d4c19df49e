"""A reserved trait whose text is not what the Spec says it is: an e-mail address, a date, a URL."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timestamps import moment
from debugger.spec.traits import CALLS, shape_for, traits_of
from debugger.spec.wording import quoted

_URL = "URL"


def check(message: Message) -> Iterable[Fault]:
    """A fault for each `email` that is no address, each date that is not ISO 8601, and each URL that leads nowhere.

    A number is a date too, and the name of a host a URL: the Spec says no more of it than that it is one.
    """
    traits, shape = traits_of(message), shape_for(message)
    if not traits or shape is None:
        return ()
    return [
        _fault(name, value, below.field.format, below.field.example)
        for name, value in traits.items()
        if isinstance(value, str)
        and value
        and (below := shape.members.get(name)) is not None
        and not _fits(value, below.field.format)
    ]


def _fits(text: str, form: str) -> bool:
    if form == "ISO 8601 date":
        return moment(text.strip()) is not None or text.isdigit()
    if form == "e-mail address":
        name, _, domain = text.strip().rpartition("@")
        return bool(name and domain) and " " not in text.strip()
    return form != _URL or _leads_somewhere(text.strip())


def _leads_somewhere(url: str) -> bool:
    """Whether there is a scheme or what may be the name of a host."""
    return " " not in url and (":" in url[:64] or "." in url.partition("/")[0] or url[:2] == "//")


def _fault(name: str, value: str, form: str, example: str) -> Fault:
    article = "an" if form.startswith(("e", "I")) else "a"
    return Fault(
        pointer=f"/traits/{name}",
        message=f"traits.{name} is {quoted(value)}, which is not {article} {form}.",
        remedy=f"Send {article} {form}, such as {example}, or leave the trait out.",
        severity=Severity.ADVICE if form == _URL else None,
    )


RULE = Rule(
    id="trait-malformed",
    subject=Subject.PROPERTIES,
    severity=Severity.WARNING,
    title="Reserved trait is not written as it should be",
    why="Destinations that send mail or reckon with dates refuse the user, or leave the trait out.",
    remedy="Send e-mail addresses whole and alone, dates in ISO 8601, and URLs with their host.",
    reference="https://segment.com/docs/connections/spec/identify/#traits",
    check=check,
    places=("/traits",),
    calls=CALLS,
)
