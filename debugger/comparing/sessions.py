"""Two profiles side by side: events and properties that are gone, new or of another type, and findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from debugger.expectations.expectation import titled
from debugger.schema.kind import Kind, Place
from debugger.schema.profile import Key, Profile
from debugger.schema.shapes import ANY_ELEMENT
from debugger.schema.words import calls_words, types_by_calls
from debugger.spec.likeness import folded


class Aspect(StrEnum):
    """What a change is about; a build chooses which fail it."""

    EVENTS = "events"
    COUNTS = "counts"
    PROPERTIES = "properties"
    TYPES = "types"
    FINDINGS = "findings"
    MENDED = "mended"
    """Findings that are gone."""

    @property
    def heading(self) -> str:
        """What a list of such changes is called."""
        return "New findings" if self is Aspect.FINDINGS else self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was."""

    aspect: Aspect
    sign: str
    """`-` for gone, `+` for new, `~` for changed."""
    key: Key
    pointer: str = ""
    """Of a property, with `*` for every index; empty for all else."""
    rule: str = ""
    before: str
    after: str
    hint: str = ""

    @property
    def event(self) -> str:
        """`track "Order Completed"`."""
        return titled(*self.key) or "calls of no type"

    @property
    def what(self) -> str:
        """The property or the rule; else the event."""
        return self.pointer or self.rule or self.event

    @property
    def sentence(self) -> str:
        """`in 3 of 3 calls, now in none`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.before} → {self.after}{hint}"


def changes(before: Profile, after: Profile) -> Iterator[Change]:
    """Every change, by event in the order of the first session and then of the second."""
    for key in dict.fromkeys((*before.kinds, *after.kinds)):
        old, new = before.kinds.get(key, Kind()), after.kinds.get(key, Kind())
        if not (old.calls and new.calls):
            yield _event(key, old, new, before if new.calls else after)
            if new.calls:
                yield from _findings(key, old, new)
            continue
        if old.calls != new.calls:
            counts = f"{old.calls:,}", f"{new.calls:,}"
            yield Change(aspect=Aspect.COUNTS, sign="~", key=key, before=counts[0], after=counts[1])
        yield from _properties(key, old, new)
        yield from _findings(key, old, new)


def _event(key: Key, old: Kind, new: Kind, other: Profile) -> Change:
    return Change(
        aspect=Aspect.EVENTS,
        sign="+" if new.calls else "-",
        key=key,
        before=_calls(old.calls),
        after=_calls(new.calls),
        hint=_spelt_otherwise(key, other),
    )


def _spelt_otherwise(key: Key, other: Profile) -> str:
    """A word where the other session has the event in another spelling."""
    if key[1] is None:
        return ""
    like = (
        name
        for kind, name in other.kinds
        if name is not None and kind == key[0] and name != key[1] and folded(name) == folded(key[1])
    )
    found = next(like, None)
    return f"the other session has {titled(key[0], found)}" if found is not None else ""


def _properties(key: Key, old: Kind, new: Kind) -> Iterator[Change]:
    for place in dict.fromkeys((*old.places, *new.places)):
        was, now = old.places.get(place, Place()), new.places.get(place, Place())
        parent = place.rpartition("/")[0]
        if (parent in old.places) != (parent in new.places):
            continue  # what holds it is gone or new itself, which says as much
        if not (was.calls and now.calls) or (
            _is_always_there(was, old, place) and not _is_always_there(now, new, place)
        ):
            yield Change(
                aspect=Aspect.PROPERTIES,
                sign="+" if not was.calls else "-" if not now.calls else "~",
                key=key,
                pointer=place,
                before=_share(was, old),
                after=_share(now, new),
            )
        if was.calls and now.calls and set(now.types) - set(was.types):
            yield Change(
                aspect=Aspect.TYPES,
                sign="~",
                key=key,
                pointer=place,
                before=_types(was),
                after=_types(now),
            )


def _is_always_there(place: Place, kind: Kind, name: str) -> bool:
    """Whether it is in each call that has what holds it; an element may always be missing."""
    parent = kind.places.get(name.rpartition("/")[0])
    return name.endswith(f"/{ANY_ELEMENT}") or place.calls == (parent or kind).calls


def _findings(key: Key, old: Kind, new: Kind) -> Iterator[Change]:
    for found in sorted({*old.findings, *new.findings}, key=lambda each: (-each[1], each[0])):
        was, now = old.findings[found], new.findings[found]
        if bool(was) != bool(now):
            yield Change(
                aspect=Aspect.FINDINGS if now else Aspect.MENDED,
                sign="+" if now else "-",
                key=key,
                rule=f"{found[1].word} {found[0]}",
                before=_calls(was),
                after=_calls(now),
            )


def _calls(count: int) -> str:
    return calls_words(count) if count else "none"


def _share(place: Place, kind: Kind) -> str:
    return f"in {place.calls:,} of {_calls(kind.calls)}" if place.calls else "in none"


def _types(place: Place) -> str:
    return ", ".join(f"{name} in {_calls(count)}" for name, count in types_by_calls(place))
