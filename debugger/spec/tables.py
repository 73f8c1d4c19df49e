"""The facts of Segment's spec, read once from `resources/spec/`: fields, their types and what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from debugger.events import CallType
from debugger.payload import pointer
from debugger.resources import resource

ANY_ELEMENT = "-"
"""Stands for the number of an array's element in the pointer of a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field that the spec gives a meaning to."""

    pointer: str
    """Where it stands in a message: `/context/app/name`."""
    name: str
    types: tuple[str, ...]
    """JSON types it may have: string, number, integer, boolean, object, array. Null is always legal."""
    description: str
    """What it is for, in one sentence."""
    example: str
    """A right value, as JSON."""
    format: str = ""
    """What a string must look like, in words: `ISO 4217 code`."""
    platform: str = ""
    """Who sends it: `browser`, `mobile`, `server`; empty when all may."""
    set_by: str = ""
    """Who fills it in when it is not the app: `library` or `Segment`."""
    documented: bool = True
    """Whether the Spec lists it; else it is known from an example or an SDK's source."""
    required: bool = False
    values: tuple[str, ...] = ()
    """The only strings that the Spec lists, where it lists them."""
    disputed: bool = False
    """Whether the Spec says something else of it elsewhere, so that a wrong type is no certain fault."""
    judged_by: str = ""
    """The rule that judges its type, where that is not the general one."""
    fields: tuple[Field, ...] = ()
    """Members of an object."""
    items: Field | None = None
    """What each element of an array is."""


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """A field as a resource file writes it; a misspelt key there is an error."""

    types: tuple[str, ...]
    description: str = ""
    name: str = ""
    example: object = None
    format: str = ""
    platform: str = ""
    set_by: str = ""
    documented: bool = True
    required: bool = False
    values: tuple[str, ...] = ()
    disputed: bool = False
    judged_by: str = ""
    include: tuple[str, ...] = ()
    """Lists of fields, shared with others of the file, that stand before its own."""
    calls: tuple[CallType, ...] = ()
    fields: tuple[Entry, ...] = ()
    items: Entry | None = None


@lru_cache(maxsize=1)
def context_fields() -> tuple[Field, ...]:
    """Every known field of `context`, documented or not (Spec: Common Fields, Context)."""
    entries = msgspec.json.decode(text_of("context"), type=tuple[Entry, ...])
    return tuple(field_of(entry, "/context") for entry in entries)


@lru_cache(maxsize=len(CallType))
def reserved_properties(call_type: CallType) -> tuple[Field, ...]:
    """The properties that the spec of one call gives a meaning to; none for identify, group and alias."""
    entries = msgspec.json.decode(text_of("reserved_properties"), type=tuple[Entry, ...])
    return tuple(field_of(entry, "/properties") for entry in entries if call_type in entry.calls)


@lru_cache(maxsize=len(CallType))
def common_fields(call_type: CallType) -> tuple[Field, ...]:
    """The fields at the top of a message of one call (Spec: Common Fields)."""
    entries = msgspec.json.decode(text_of("common_fields"), type=tuple[Entry, ...])
    return tuple(field_of(entry, pointer.ROOT) for entry in entries if call_type in entry.calls)


@lru_cache(maxsize=16)
def words(table: str, heading: str) -> frozenset[str]:
    """A list of words: the array under `heading` in `resources/spec/<table>.json`."""
    listed = msgspec.json.decode(text_of(table), type=dict[str, msgspec.Raw])
    return frozenset(msgspec.json.decode(listed[heading], type=tuple[str, ...]))


@lru_cache(maxsize=2)
def reserved_traits(call_type: CallType) -> tuple[Field, ...]:
    """The traits that identify and group give a meaning to; none for the other calls (Spec: Identify, Group)."""
    entries = msgspec.json.decode(text_of("reserved_traits"), type=tuple[Entry, ...])
    return tuple(field_of(entry, "/traits") for entry in entries if call_type in entry.calls)


@lru_cache(maxsize=16)
def pairs(table: str, heading: str) -> Mapping[str, str]:
    """What stands for what: the object under `heading` in `resources/spec/<table>.json`."""
    listed = msgspec.json.decode(text_of(table), type=dict[str, msgspec.Raw])
    return msgspec.json.decode(listed[heading], type=dict[str, str])


def text_of(table: str) -> bytes:
    """The bytes of `resources/spec/<table>.json`."""
    return resource("spec", f"{table}.json").read_bytes()


def field_of(entry: Entry, parent: str, judged_by: str = "") -> Field:
    """The field below `parent`; `judged_by` is the parent's, and holds for its documented members."""
    place = pointer.join(parent, entry.name or ANY_ELEMENT)
    judged_by = entry.judged_by or (judged_by if entry.documented else "")
    return Field(
        pointer=place,
        name=entry.name,
        types=entry.types,
        description=entry.description,
        example=msgspec.json.encode(_example(entry)).decode(),
        format=entry.format,
        platform=entry.platform,
        set_by=entry.set_by,
        documented=entry.documented,
        required=entry.required,
        values=entry.values,
        disputed=entry.disputed,
        judged_by=judged_by,
        fields=tuple(field_of(member, place, judged_by) for member in entry.fields),
        items=None if entry.items is None else field_of(entry.items, place, judged_by),
    )


def _example(entry: Entry) -> object:
    """The example that is written down, or one put together from those of the members."""
    if entry.example is not None:
        return entry.example
    if entry.items is not None:
        return [_example(entry.items)]
    return {member.name: _example(member) for member in entry.fields if member.documented}
