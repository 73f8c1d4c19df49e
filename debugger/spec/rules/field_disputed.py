"""A field about which the Spec contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.calls import judged_as
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted, quoted

_CHANNELS = frozenset({"server", "browser", "mobile", "web", "sources"})
"""Channels at the top of a message: the Spec's, and those that SDKs send there."""

_OBJECTS = ("app", "device")
_OF_BUILDS = frozenset({"Application Installed", "Application Updated", "Application Opened"})
_OF_ADDRESSES = frozenset({"Email Link Clicked", "Email Marked as Spam"})
_OF_EVENTS = _OF_BUILDS | _OF_ADDRESSES


def may_be(message: Message) -> bool:
    """Whether there is anything of the kind."""
    fields = message.fields
    if "version" in fields or "channel" in fields or "traits" in fields:
        return True
    event, context = fields.get("event"), fields.get("context")
    if type(event) is str and event in _OF_EVENTS:
        return True
    return type(context) is dict and (
        context.get("app", "") is None or context.get("device", "") is None
    )


def check(message: Message) -> Iterable[Fault]:
    """A fault for a version in a string, a count or build as a number, an unknown channel, null for an object."""
    fields = message.fields
    event, traits, context = fields.get("event"), fields.get("traits"), fields.get("context")
    found: list[Fault] = []
    if "version" in fields or "channel" in fields:
        found += _at_the_top(fields)
    if type(event) is str and event in _OF_EVENTS:
        found += _of_event(event, fields.get("properties"), context)
    if type(traits) is dict and "employees" in traits and judged_as(message) == "group":
        found += _number("/traits/employees", traits["employees"], "examples")
    if type(context) is dict:
        found += [_null(f"/context/{name}") for name in _OBJECTS if context.get(name, "") is None]
    return found


def _at_the_top(fields: Mapping[str, object]) -> Iterator[Fault]:
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


def _of_event(event: str, properties: object, context: object) -> Iterator[Fault]:
    """Builds, which are strings in the table and numbers in its example; addresses, which are the reverse."""
    if event in _OF_BUILDS and isinstance(properties, dict):
        for name in ("build", "previous_build"):
            yield from _number(f"/properties/{name}", properties.get(name), "example")
    if event in _OF_ADDRESSES and isinstance(context, dict) and isinstance(context.get("ip"), str):
        yield Fault(
            pointer="/context/ip",
            message="context.ip is a string; this event's table says an object, its example a string.",
            remedy="Keep to the string: for all other calls the Spec says that too.",
        )


def _number(place: str, value: object, elsewhere: str) -> Iterator[Fault]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Fault(
            pointer=place,
            message=f"{dotted(place)} is a number; the Spec's table says a string, its {elsewhere} a number.",
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
    guard=may_be,
    places=("/version", "/channel", "/traits", "/event", "/context/app", "/context/device"),
)
