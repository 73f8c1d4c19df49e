"""The names that the properties of a call may have by the specs, for finding misspelt ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from debugger.events import Message
from debugger.payload import pointer
from debugger.spec.likeness import MOST, Names
from debugger.spec.once import OncePerMessage
from debugger.spec.semantic_events import semantic_events
from debugger.spec.semantic_properties import event_of
from debugger.spec.tables import Field

_RESERVED = ("revenue", "currency", "value")
_OF_ANY_EVENT = ""
_MOST_ELEMENTS = 50
"""Elements of a list whose names are looked at: those after them are made by the same code."""


@OncePerMessage
def near_misses(message: Message) -> Sequence[tuple[str, str, bool]]:
    """The pointer of each property that nearly has a known name, that name, and whether only case differs."""
    properties = message.fields.get("properties")
    if not isinstance(properties, dict):
        return ()
    event = event_of(message)
    names, products = _names()[event.name if event else _OF_ANY_EVENT]
    found: list[tuple[str, str, bool]] = []
    if not names.known.issuperset(properties):
        found += _misses(properties, names, "/properties")
    if products is None or not isinstance(elements := properties.get("products"), list):
        return found
    for index, element in enumerate(elements[:_MOST_ELEMENTS]):
        if type(element) is dict and not products.known.issuperset(element):
            found += _misses(element, products, f"/properties/products/{index}")
    return found


def _misses(
    members: Mapping[str, object], names: Names, place: str
) -> Iterator[tuple[str, str, bool]]:
    for name in islice(members, MOST):
        if name not in names:
            meant = names.meant_by(name)
            if meant is not None and meant[0] not in members:
                yield pointer.join(place, name), *meant


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[Names, Names | None]]:
    """By event: the names of its properties, and those within its products."""
    table: dict[str, tuple[Names, Names | None]] = {_OF_ANY_EVENT: (Names(_RESERVED), None)}
    for event in semantic_events():
        own = [field.name for field in event.properties]
        products = next(
            (field.items for field in event.properties if field.name == "products"), None
        )
        table[event.name] = (
            Names([*_RESERVED, *own]),
            _names_of(products.fields if products else ()),
        )
    return table


def _names_of(fields: Sequence[Field]) -> Names | None:
    return Names(field.name for field in fields) if fields else None
