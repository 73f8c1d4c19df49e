"""One walk through the properties of a call: what stands for their names and types, and whether they are plain.

Most calls of an app differ in the values of their properties only. Their names and types decide what most of
the rules about properties find, and a quick look at the texts what the others do.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache

from debugger.events import Message
from debugger.spec.event_names import LONGEST
from debugger.spec.once import OncePerMessage
from debugger.spec.remembered import LARGEST_MESSAGE, remembered
from debugger.spec.semantic_events import misspelt, recognised

SHORT = 14
"""Characters of a text that is plain by its length alone: no card number and no token is as short."""

SAFE = 2**53
"""Up to here a double holds every whole number."""

_MOST_NAMES = 60
_MOST_ELEMENTS = 20


class Layout:
    """Names and types of properties. There is one object for each, so that comparing and hashing cost nothing."""

    __slots__ = ("names",)

    def __init__(self, own: tuple[str, ...], inner: tuple[Hashable, ...]) -> None:
        below = (name for part in inner if isinstance(part, tuple) for name in part)
        self.names = frozenset((*own, *(name for name in below if isinstance(name, str))))
        """Every name in it."""


Walked = tuple[Layout | None, bool]
_UNKNOWN: Walked = (None, False)


def property_layout(message: Message) -> Hashable:
    """The event with the names and types of its properties, those within lists included.

    None where there are many or where they are nested deeper, and for events with properties that are to be
    whole numbers, as a type does not tell those: such calls are judged anew each time.
    """
    layout = walked(message)[0]
    event = message.fields.get("event")
    if layout is None or type(event) is not str:
        return None
    return None if len(event) > LONGEST or _has_whole_numbers(event) else (event, layout)


@OncePerMessage
def walked(message: Message) -> Walked:
    """The layout of the properties, and whether their values are plain: short texts and small numbers."""
    properties = message.fields.get("properties")
    if type(properties) is not dict or len(properties) > _MOST_NAMES:
        return _UNKNOWN
    if len(message.payload) > LARGEST_MESSAGE:
        return _UNKNOWN
    types, plain = _kinds(properties.values())
    if dict in types:
        return _UNKNOWN
    if list in types:
        return _with_lists(properties, types, plain=plain)
    return _layout(tuple(properties), types, ()), plain


def _with_lists(
    properties: Mapping[str, object], types: tuple[type, ...], *, plain: bool
) -> Walked:
    inner: list[Hashable] = []
    for value in properties.values():
        if type(value) is not list:
            continue
        if len(value) > _MOST_ELEMENTS:
            return _UNKNOWN
        inner.append(None)
        before: Hashable = None
        for element in value:
            if type(element) is not dict or len(element) > _MOST_NAMES:
                return _UNKNOWN
            members = element.values()
            shape = (*element, *map(type, members))
            if (
                shape != before
            ):  # most elements are like the one before: two alike tell no more than one
                if list in shape or dict in shape:
                    return _UNKNOWN
                inner.append(shape)
                before = shape
            plain = plain and are_plain(members)
    return _layout(tuple(properties), types, tuple(inner)), plain


def are_plain(values: Iterable[object]) -> bool:
    """Whether the texts among the values are short and no addresses, and the numbers small."""
    return _kinds(values)[1]


def _kinds(values: Iterable[object]) -> tuple[tuple[type, ...], bool]:
    """The types of the values, and whether these are plain."""
    kinds: list[type] = []
    plain = True
    for value in values:
        kind = type(value)
        kinds.append(kind)
        if type(value) is str:
            if len(value) > SHORT or "@" in value or value[:1] == "+":
                plain = False
        elif type(value) is int and not -SAFE <= value <= SAFE:
            plain = False
    return tuple(kinds), plain


@lru_cache(maxsize=1024)
def _layout(
    names: tuple[str, ...],
    types: tuple[type, ...],  # noqa: ARG001  part of what is remembered
    inner: tuple[Hashable, ...],
) -> Layout:
    return Layout(names, inner)


@remembered(1024)
def _has_whole_numbers(event: str) -> bool:
    known = recognised(event) or misspelt(event)
    return known is not None and any("integer" in field.types for field in known.properties)
