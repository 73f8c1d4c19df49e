"""A property of one of the specs' events that is unusual, where its spec leaves some doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.likeness import LONGEST
from debugger.spec.remembered import remembered
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import misspelt, recognised, semantic_events
from debugger.spec.semantic_properties import event_of, is_certain, mismatches_of
from debugger.spec.shapes import fault
from debugger.spec.tables import Field
from debugger.spec.timestamps import moment
from debugger.spec.wording import dotted, quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault for a type that the Spec contradicts itself about, a value it does not list, a date that is none."""
    event, properties = event_of(message), message.fields.get("properties")
    if event is None or not isinstance(properties, dict):
        return ()
    doubtful = [fault(found) for found in mismatches_of(message) if not is_certain(found)]
    listed = _listed()[event.name]
    return [*doubtful, *_values(listed, properties)] if listed else doubtful


def has_doubtful(message: Message) -> bool:
    """Whether the event has properties that its spec leaves in doubt, lists the values of, or has as a date."""
    event = message.fields.get("event")
    return type(event) is str and len(event) <= LONGEST and _is_doubtful(event)


@remembered(2048)
def _is_doubtful(event: str) -> bool:
    known = recognised(event) or misspelt(event)
    return known is not None and known.name in _doubtful()


@lru_cache(maxsize=1)
def _doubtful() -> frozenset[str]:
    return frozenset(
        event.name
        for event in semantic_events()
        for field in event.properties
        if field.disputed
        or field.values
        or field.format == "ISO 8601 date"
        or "integer" in field.types
    )


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, tuple[Field, ...]]:
    """By event: its properties of which the Spec lists the values, and those that are dates."""
    return {
        event.name: tuple(
            field for field in event.properties if field.values or field.format == "ISO 8601 date"
        )
        for event in semantic_events()
    }


def _values(fields: tuple[Field, ...], properties: Mapping[str, object]) -> Iterator[Fault]:
    for field in fields:
        if field.name not in properties:
            continue
        value = properties[field.name]
        if not isinstance(value, str) or not value:
            continue
        if field.values and value.casefold() not in field.values:
            yield Fault(
                pointer=field.pointer,
                message=f"{dotted(field.pointer)} is {quoted(value)}, which its spec does not list.",
                remedy=f"Send {', '.join(map(quoted, field.values[:-1]))} or {quoted(field.values[-1])}.",
            )
        elif not field.values and moment(value) is None:
            yield Fault(
                pointer=field.pointer,
                message=f"{dotted(field.pointer)} is {quoted(value)}, which is no date of ISO 8601.",
                remedy=f"Send year, month and day, such as {field.example}.",
            )


RULE = Rule(
    id="semantic-property-doubtful",
    subject=Subject.PROPERTIES,
    severity=Severity.WARNING,
    title="Property of a known event is unusual",
    why=(
        "The event's spec shows another type or a short list of values. It is not plain enough to call this "
        "wrong, but destinations are made for what the spec shows."
    ),
    remedy="Send what the spec of the event shows, unless you know that your destinations take this too.",
    reference="https://segment.com/docs/connections/spec/semantic/",
    check=check,
    guard=has_doubtful,
    places=("/properties",),
    calls=frozenset({CallType.TRACK}),
)
