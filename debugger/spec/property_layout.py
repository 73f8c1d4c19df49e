"""What stands for the names and types of a call's properties, which decide what most rules about them find."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache

from debugger.events import Message
from debugger.spec.event_names import LONGEST
from debugger.spec.semantic_events import misspelt, recognised

_MOST_NAMES = 60
_MOST_ELEMENTS = 20


def property_layout(message: Message) -> Hashable:
    """The event with the names and types of its properties, those within lists included.

    None where there are many or where they are nested deeper, and for events with properties that are to be
    whole numbers, as a type does not tell those: such calls are judged anew each time.
    """
    properties, event = message.fields.get("properties"), message.fields.get("event")
    if type(properties) is not dict or len(properties) > _MOST_NAMES:
        return None
    if type(event) is not str or len(event) > LONGEST or _has_whole_numbers(event):
        return None
    types = tuple(map(type, properties.values()))
    if list not in types and dict not in types:
        return (event, tuple(properties), types)
    inner = _inner_layouts(properties)
    return None if inner is None else (event, tuple(properties), types, inner)


def _inner_layouts(properties: Mapping[str, object]) -> Hashable:
    """The names and types in the lists of objects among the properties; None where there is more to them."""
    layouts: list[Hashable] = []
    for value in properties.values():
        if type(value) is dict:
            return None
        if type(value) is list:
            if len(value) > _MOST_ELEMENTS:
                return None
            layouts.append(len(value))
            layouts += map(_flat_layout, value)
    return None if None in layouts else tuple(layouts)


def _flat_layout(element: object) -> Hashable:
    if type(element) is not dict or len(element) > _MOST_NAMES:
        return None
    types = tuple(map(type, element.values()))
    return None if list in types or dict in types else (tuple(element), types)


@lru_cache(maxsize=1024)
def _has_whole_numbers(event: str) -> bool:
    known = recognised(event) or misspelt(event)
    return known is not None and any("integer" in field.types for field in known.properties)
