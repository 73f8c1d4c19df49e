"""A field about which the Spec contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.calls import judged_as
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted, quoted

_CHANNELS = frozenset({"server", "browser", "mobile", "web", "sources"})
"""Channels at the top of a message: the Spec's, and those that SDKs send there."""

_OF_BUILDS = frozenset({"Application Installed", "Application Updated", "Application Opened"})


def check(message: Message) -> Iterator[Fault]:
    """A fault for a version in a string, a count or build as a number, an unknown channel, null for an object."""
    fields = message.fields
    version, channel = fields.get("version"), fields.get("channel")
    if isinstance(version, str):
        yield Fault(
            pointer="/version",
            message=f"version is the string {quoted(version)}; the Spec's table says a number.",
            remedy="Leave version out: Segment sets it.",
        )
    if isinstance(channel, str) and channel not in _CHANNELS:
        yield Fault(
            pointer="/channel",
            message=f"The channel {quoted(channel)} is not server, browser or mobile.",
            remedy="Leave channel out, or send one of the three as context.channel.",
        )
    yield from _employees(message)
    yield from _builds(message)
    context = fields.get("context")
    for name in ("app", "device"):
        if isinstance(context, dict) and name in context and context[name] is None:
            yield _null(f"/context/{name}")


def _employees(message: Message) -> Iterator[Fault]:
    traits = message.fields.get("traits")
    employees = traits.get("employees") if isinstance(traits, dict) else None
    number = isinstance(employees, (int, float)) and not isinstance(employees, bool)
    if number and judged_as(message) == "group":
        yield Fault(
            pointer="/traits/employees",
            message="traits.employees is a number; the Spec's table says a string, its examples a number.",
            remedy=f'Keep to the number, or to "{quoted(employees)}", in all apps.',
        )


def _builds(message: Message) -> Iterator[Fault]:
    """The builds of the specs' application events: strings in its table, and numbers in its example."""
    event, properties = message.fields.get("event"), message.fields.get("properties")
    if not (isinstance(event, str) and event in _OF_BUILDS and isinstance(properties, dict)):
        return
    for name in ("build", "previous_build"):
        value = properties.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield Fault(
                pointer=f"/properties/{name}",
                message=f"properties.{name} is a number; the Spec's table says a string, its example a number.",
                remedy=f'Keep to the number, or to "{quoted(value)}", in all apps.',
            )


def _null(place: str) -> Fault:
    return Fault(
        pointer=place,
        message=f"{dotted(place)} is null, where the Spec has an object.",
        remedy="Leave the field out while there is nothing to say.",
    )


RULE = Rule(
    id="field-disputed",
    subject=Subject.MESSAGE,
    severity=Severity.ADVICE,
    title="The Spec contradicts itself about this",
    why=(
        "The Spec's tables say one thing of this field and its examples or SDKs another. Segment takes both; a "
        "warehouse keeps one type for a column."
    ),
    remedy="Nothing has to be changed. Send the field in the same way from all apps.",
    reference="https://segment.com/docs/connections/spec/common/",
    check=check,
    places=("/version", "/channel", "/traits", "/event", "/context/app", "/context/device"),
)
