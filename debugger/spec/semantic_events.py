"""The events that Segment's specs give a meaning to, with their properties, and the recognising of their names.

Segment's own integrations ignore case, spaces and underscores in an event's name and take both orders of
object and action (analytics-events); tracking plans take the name as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from debugger.spec.likeness import LONGEST, is_slip
from debugger.spec.remembered import remembered
from debugger.spec.shapes import Shape, shape_of_members
from debugger.spec.tables import Entry, Field, field_of, text_of

_SHORTEST_WORD = 6
"""Letters of a word that may be misspelt; in a shorter one another letter makes another word: `Card Viewed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticEvent:
    """One event of the specs."""

    name: str
    category: str
    """The spec it stands in: `ecommerce_v2`, `video` …"""
    properties: tuple[Field, ...]
    """What may be in `properties`; the specs require none of them."""
    context: tuple[str, ...] = ()
    """What its page wants in the context: `context.groupId`."""
    aliases: tuple[str, ...] = ()
    """Names that its page gives beside its own."""
    canonical: str = ""
    """The name of today, where this one is deprecated."""


class _Event(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    canonical: str = ""
    recognised: tuple[tuple[str, str], ...] = ()
    context: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    properties: tuple[Entry, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    shared: dict[str, tuple[Entry, ...]]
    events: tuple[_Event, ...]


def semantic_events() -> tuple[SemanticEvent, ...]:
    """Every event of the specs, in their order."""
    return tuple(_by_name().values())


def recognised(event: str) -> SemanticEvent | None:
    """The event of the specs that Segment's integrations take `event` for; None for an event of your own."""
    exact = _by_name().get(event)
    if exact is not None or len(event) > LONGEST:
        return exact
    return _by_recognised().get(_bare(event))


@remembered(2048)
def misspelt(event: str) -> SemanticEvent | None:
    """The event of the specs whose name has one word with a slip of the pen in it: `Order Complted`."""
    if len(event) > LONGEST:
        return None
    words = event.casefold().replace("_", " ").split()
    if not 2 <= len(words) <= 6:
        return None
    for known, candidate in _by_words(len(words)):
        wrong = [place for place, word in enumerate(words) if word != known[place]]
        if len(wrong) == 1 and _is_misspelt(words[wrong[0]], known[wrong[0]]):
            return candidate
    return None


def shape_for(event: SemanticEvent) -> Shape:
    """The properties of the event, ready for comparing."""
    return _shapes()[event.name]


def _is_misspelt(word: str, known: str) -> bool:
    return len(known) >= _SHORTEST_WORD and is_slip(word, known)


def _bare(name: str) -> str:
    return name.casefold().replace("_", "").replace(" ", "")


@lru_cache(maxsize=1)
def _file() -> _File:
    return msgspec.json.decode(text_of("semantic_events"), type=_File)


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, SemanticEvent]:
    return {event.name: _semantic_event(event) for event in _file().events}


@lru_cache(maxsize=1)
def _by_recognised() -> Mapping[str, SemanticEvent]:
    """By name without case and separators, in both orders; a name of today goes before a deprecated one."""
    table: dict[str, SemanticEvent] = {}
    for event in sorted(_file().events, key=lambda event: bool(event.canonical)):
        names = [event.name, *event.aliases]
        for first, second in event.recognised:
            names += [f"{first}{second}", f"{second}{first}"]
        for name in names:
            table.setdefault(_bare(name), _by_name()[event.name])
    return table


@lru_cache(maxsize=8)
def _by_words(count: int) -> tuple[tuple[tuple[str, ...], SemanticEvent], ...]:
    split = ((tuple(event.name.casefold().split()), event) for event in semantic_events())
    return tuple((words, event) for words, event in split if len(words) == count)


@lru_cache(maxsize=1)
def _shapes() -> Mapping[str, Shape]:
    return {
        event.name: shape_of_members(
            "/properties", event.properties, lambda field: not field.judged_by
        )
        for event in semantic_events()
    }


def _semantic_event(event: _Event) -> SemanticEvent:
    return SemanticEvent(
        name=event.name,
        category=event.category,
        properties=tuple(_fields(event.include, event.properties)),
        context=event.context,
        aliases=event.aliases,
        canonical=event.canonical,
    )


def _fields(include: tuple[str, ...], own: tuple[Entry, ...]) -> Iterator[Field]:
    """The fields of the shared lists, then the event's own."""
    for entry in (*(entry for name in include for entry in _file().shared[name]), *own):
        yield field_of(_whole(entry), "/properties")


def _whole(entry: Entry) -> Entry:
    """The entry with the shared lists that its elements include written out."""
    if entry.items is None or not entry.items.include:
        return entry
    shared = tuple(part for name in entry.items.include for part in _file().shared[name])
    items = msgspec.structs.replace(entry.items, include=(), fields=(*shared, *entry.items.fields))
    return msgspec.structs.replace(entry, items=items)
