"""Two payloads, value by value: members in any order, and what differs from call to call folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from debugger.expectations.difference import MISSING, same, shown
from debugger.payload import pointer

VOLATILE = frozenset({"messageId", "timestamp", "sentAt", "originalTimestamp", "receivedAt"})
"""Fields at the top of a message that differ from call to call, whatever the app does (Spec: Common Fields)."""

MOST = 10_000
"""Differences that are told."""


class Way(StrEnum):
    """In which way a place differs."""

    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which two payloads differ."""

    way: Way
    pointer: str
    before: str
    """As JSON, cut short; empty where nothing is."""
    after: str
    volatile: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, and what is folded away."""

    differences: tuple[Difference, ...]
    folded: tuple[Difference, ...]
    """Of fields that are volatile."""
    more: bool = False
    """Whether there are more than `MOST`."""


def compare(before: Mapping[str, object], after: Mapping[str, object]) -> Comparison:
    """The differences of two messages, in the order of the first and then of the second."""
    found = list(islice(_differences(before, after, pointer.ROOT), MOST + 1))
    told = found[:MOST]
    return Comparison(
        differences=tuple(each for each in told if not each.volatile),
        folded=tuple(each for each in told if each.volatile),
        more=len(found) > MOST,
    )


def _differences(before: object, after: object, place: str) -> Iterator[Difference]:
    """Depth first, without recursion: payloads may be nested deep."""
    waiting = [(place, before, after)]
    while waiting:
        at, old, new = waiting.pop()
        inner = _members(old, new)
        if inner is not None:
            waiting += [(pointer.join(at, token), one, other) for token, one, other in inner[::-1]]
        elif old is MISSING or new is MISSING or not _is_same(old, new):
            yield _difference(at, old, new)


def _members(old: object, new: object) -> list[tuple[str | int, object, object]] | None:
    """The members of two objects, or the elements of two arrays, side by side; None for all else."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        names = dict.fromkeys((*old, *new))
        return [(name, old.get(name, MISSING), new.get(name, MISSING)) for name in names]
    if isinstance(old, list) and isinstance(new, list):
        return [
            (index, _element(old, index), _element(new, index))
            for index in range(max(len(old), len(new)))
        ]
    return None


def _element(array: list[object], index: int) -> object:
    return array[index] if index < len(array) else MISSING


def _is_same(old: object, new: object) -> bool:
    if isinstance(old, (Mapping, list)) or isinstance(new, (Mapping, list)):
        return False  # of two kinds, or `_members` had taken them apart
    return same(old, new)


def _difference(place: str, old: object, new: object) -> Difference:
    way = Way.NEW if old is MISSING else Way.GONE if new is MISSING else Way.CHANGED
    return Difference(
        way=way,
        pointer=place,
        before="" if old is MISSING else shown(old),
        after="" if new is MISSING else shown(new),
        volatile=pointer.split(place)[0] in VOLATILE if place else False,
    )
