"""Names by which sources are told apart at a glance, short where the library alone says enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from debugger.payload.text import elided, visible
from debugger.sources.libraries import LONGEST_NAME, UNKNOWN

_LONGEST_PLACE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a source can be named by, best first."""

    given: str = ""
    """By the person; it is never changed."""
    base: str = UNKNOWN
    """The library in short."""
    place: str = ""
    """Where it runs, as its calls say: `shop.example`, or an app's name."""
    key: str = ""
    """The write key, masked."""


def names(sources: Sequence[Named]) -> list[str]:
    """A name for each, in their order, no two the same but where the person gave both that name.

    One that shares its library with another is told by where it runs, else by its key, else by a number.
    """
    counted = Counter(each.base for each in sources if not each.given)
    given = {each.given for each in sources}
    found: list[str] = []
    for each in sources:
        if each.given:
            found.append(elided(visible(each.given), LONGEST_NAME))
        elif counted[each.base] == 1 and each.base not in given:
            found.append(each.base)
        else:
            alike = [other for other in sources if other.base == each.base and not other.given]
            found.append(next(name for name in _ways(each, alike) if name not in found))
    return found


def _ways(source: Named, alike: Sequence[Named]) -> Iterator[str]:
    """Names that get longer and at last are surely free."""
    places = Counter(each.place for each in alike)
    base = source.base
    if source.place and places[source.place] == 1:
        yield f"{base} · {elided(visible(source.place), _LONGEST_PLACE)}"
    if source.key.strip("…"):
        yield f"{base} ({visible(source.key)})"
    for number in range(1, len(alike) + 2):
        yield base if number == 1 else f"{base} {number}"
