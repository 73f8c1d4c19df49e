"""A field of the message in a place where Segment does not look for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.calls import judged_as
from debugger.spec.rule import Fault, Rule, Subject

_WITH_PROPERTIES = frozenset({"track", "page", "screen"})
_WITH_TRAITS = frozenset({"identify", "group"})

_OF_CONTEXT: Mapping[str, type] = {
    "app": dict, "campaign": dict, "device": dict, "library": dict, "network": dict, "os": dict,
    "page": dict, "screen": dict, "userAgentData": dict, "userAgent": str, "ip": str, "locale": str,
    "timezone": str,
}  # fmt: skip
"""Fields of `context` that have no other meaning at the top, with the type that tells them from an app's own."""

_NAMES = frozenset(_OF_CONTEXT)

_NEVER_A_PROPERTY = frozenset({"context", "integrations", "properties", "traits"})
"""Objects at the top of a message that end up in its properties when the arguments of a call are mixed up."""


def may_be(message: Message) -> bool:
    """Whether any such field is in a place where it may be wrong."""
    fields = message.fields
    properties = fields.get("properties")
    if "traits" in fields or not _NAMES.isdisjoint(fields):
        return True
    if type(properties) is not dict:
        return False
    return not _NEVER_A_PROPERTY.isdisjoint(properties) or judged_as(message) in _WITH_TRAITS


def check(message: Message) -> Iterable[Fault]:
    """A fault for each field of the envelope or the context that stands elsewhere, and not where it belongs too."""
    fields = message.fields
    found: list[Fault] = []
    if "traits" in fields or "properties" in fields:
        found += _at_the_top(fields, judged_as(message))
    if not _NAMES.isdisjoint(fields):
        found += _of_context(fields)
    properties = fields.get("properties")
    if isinstance(properties, dict) and not _NEVER_A_PROPERTY.isdisjoint(properties):
        found += _in_properties(fields, properties)
    return found


def _at_the_top(fields: Mapping[str, object], call_type: str) -> Iterable[Fault]:
    if "traits" not in fields and call_type in _WITH_PROPERTIES:
        return ()
    return _of_envelope(fields, call_type)


def _of_envelope(fields: Mapping[str, object], call_type: str) -> Iterator[Fault]:
    context = fields.get("context")
    there = isinstance(context, dict) and "traits" in context
    if call_type in _WITH_PROPERTIES and isinstance(fields.get("traits"), dict) and not there:
        yield _fault("/traits", "traits", "context.traits", f"a {call_type} call")
    properties = fields.get("properties")
    misplaced = call_type in _WITH_TRAITS and isinstance(properties, dict) and bool(properties)
    if misplaced and "traits" not in fields:
        yield _fault("/properties", "properties", "traits", f"a call of type {call_type}")


def _of_context(fields: Mapping[str, object]) -> Iterator[Fault]:
    context = fields.get("context")
    inner = context if isinstance(context, dict) else {}
    for name, kind in _OF_CONTEXT.items():
        if isinstance(fields.get(name), kind) and name not in inner:
            yield _fault(f"/{name}", name, f"context.{name}", "the top of a message")


def _in_properties(
    fields: Mapping[str, object], properties: Mapping[str, object]
) -> Iterator[Fault]:
    for name in sorted(_NEVER_A_PROPERTY):
        if isinstance(properties.get(name), dict) and (
            name == "properties" or not fields.get(name)
        ):
            today = "context.traits" if name == "traits" else name
            yield _fault(f"/properties/{name}", name, today, "the properties")


def _fault(place: str, name: str, right: str, where: str) -> Fault:
    return Fault(
        pointer=place,
        message=f"{name} does not belong in {where}.",
        remedy="Move its members up into properties."
        if place == "/properties/properties"
        else f"Move it to {right}{' at the top of the message' if '.' not in right else ''}.",
    )


RULE = Rule(
    id="field-misplaced",
    subject=Subject.MESSAGE,
    severity=Severity.WARNING,
    title="Field stands in the wrong place",
    why=(
        "Segment passes it on where it stands, and destinations that read the field look for it in its own "
        "place. Often the arguments of a call were given in the wrong order."
    ),
    remedy="Hand context over as the SDK's options, and traits of a user with identify.",
    reference="https://segment.com/docs/connections/spec/common/#structure",
    check=check,
    guard=may_be,
    places=(
        "/traits",
        "/properties",
        *(f"/{name}" for name in _OF_CONTEXT),
    ),
    calls=frozenset(CallType),
)
