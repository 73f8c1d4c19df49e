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
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of two payloads side by side, and how they differ there."""

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
    every = aligned(before, after)
    found = list(islice((each for each in every if each.way is not Way.SAME), MOST + 1))
    told = found[:MOST]
    return Comparison(
        differences=tuple(each for each in told if not each.volatile),
        folded=tuple(each for each in told if each.volatile),
        more=len(found) > MOST,
    )


def aligned(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Difference]:
    """Both payloads value beside value, also where they are the same, in the order of the first.

    Without recursion: payloads may be nested deep.
    """
    waiting: list[tuple[str, object, object]] = [(pointer.ROOT, before, after)]
    while waiting:
        at, old, new = waiting.pop()
        inner = _members(old, new)
        if inner:
            waiting += [(pointer.join(at, token), one, other) for token, one, other in inner[::-1]]
        elif inner is None or at != pointer.ROOT:
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


def _way(old: object, new: object) -> Way:
    if old is MISSING or new is MISSING:
        return Way.NEW if old is MISSING else Way.GONE
    if isinstance(old, (Mapping, list)) or isinstance(new, (Mapping, list)):
        is_same = not old and not new and type(old) is type(new)  # else they had been taken apart
    else:
        is_same = same(old, new)
    return Way.SAME if is_same else Way.CHANGED


def _difference(place: str, old: object, new: object) -> Difference:
    return Difference(
        way=_way(old, new),
        pointer=place,
        before="" if old is MISSING else shown(old),
        after="" if new is MISSING else shown(new),
        volatile=pointer.split(place)[0] in VOLATILE if place else False,
    )
