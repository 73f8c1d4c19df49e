"""What a value may be asked to be: one matcher a question, each saying where that is not so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from debugger.expectations.difference import MISSING, Difference, Missing, same, shown
from debugger.payload import pointer

MOST_ELEMENTS = 1000
"""Elements of an array that are looked at; more are taken to be like them."""

LONGEST_MATCHED = 64 * 1024
"""Characters of a string that a pattern looks at."""


class Matcher(Protocol):
    """A question to a value."""

    @property
    def wanted(self) -> str:
        """What it asks for, after "expected": `a number greater than 0`."""

    def differences(self, value: object, place: str) -> Iterator[Difference]:
        """Where `value`, which stands at the pointer `place`, is something else; nothing where it is not."""


@dataclass(frozen=True, slots=True)
class Simple:
    """A question that is answered with yes or no."""

    wanted: str
    holds: Callable[[Any], bool]
    """Asked of every value but one that is not there."""
    of_missing: bool = False
    """The answer for what is not there."""

    def differences(self, value: object, place: str) -> Iterator[Difference]:
        """The value itself, where the answer is no."""
        if not (self.of_missing if isinstance(value, Missing) else self.holds(value)):
            yield Difference(place, self.wanted, shown(value))


@dataclass(frozen=True, slots=True)
class Together:
    """Several questions, each of which has to hold."""

    matchers: tuple[Matcher, ...]

    @property
    def wanted(self) -> str:
        """All of them."""
        return " and ".join(each.wanted for each in self.matchers)

    def differences(self, value: object, place: str) -> Iterator[Difference]:
        """Those of each."""
        for each in self.matchers:
            yield from each.differences(value, place)


@dataclass(frozen=True, slots=True)
class Length:
    """A question to the number of elements, members or characters."""

    matcher: Matcher

    @property
    def wanted(self) -> str:
        """Of the length."""
        return f"a length of {self.matcher.wanted}"

    def differences(self, value: object, place: str) -> Iterator[Difference]:
        """The length, where it differs; the value, where it has none."""
        if not isinstance(value, (str, list, Mapping)):
            yield Difference(place, self.wanted, shown(value))
        elif any(self.matcher.differences(len(value), place)):
            yield Difference(place, self.wanted, f"{len(value):,}")


@dataclass(frozen=True, slots=True)
class Elements:
    """A question to the elements of an array: to each, or to one of them at least."""

    matcher: Matcher
    every: bool

    @property
    def wanted(self) -> str:
        """Of each element, or of one."""
        return f"{'every' if self.every else 'some'} element {self.matcher.wanted}"

    def differences(self, value: object, place: str) -> Iterator[Difference]:
        """Those of each element, or of the element that comes nearest."""
        if not isinstance(value, list):
            yield Difference(place, f"an array with {self.wanted}", shown(value))
            return
        each = (
            list(self.matcher.differences(element, pointer.join(place, index)))
            for index, element in enumerate(islice(value, MOST_ELEMENTS))
        )
        if self.every:
            for found in each:
                yield from found
            return
        nearest: list[Difference] = [Difference(place, self.wanted, "an empty array")]
        for index, found in enumerate(each):
            if not found:
                return
            if index == 0 or len(found) < len(nearest):
                nearest = found
        yield from nearest


@dataclass(frozen=True, slots=True)
class Members:
    """Questions to members of an object, by name or by JSON Pointer; other members may be there as well."""

    matchers: tuple[tuple[tuple[str, ...], Matcher], ...]
    """Each with the path of its member: reference tokens, one or more."""

    @property
    def wanted(self) -> str:
        """`revenue > 0, currency "USD"`."""
        return ", ".join(f"{'.'.join(path)} {each.wanted}" for path, each in self.matchers)

    def differences(self, value: object, place: str) -> Iterator[Difference]:
        """Those of each member."""
        for path, each in self.matchers:
            yield from each.differences(found(value, path), pointer.join(place, *path))


NOTHING_ASKED = Members(())


def found(value: object, path: tuple[str, ...]) -> object:
    """What stands at `path` below `value`; `MISSING` where nothing does."""
    for token in path:
        if isinstance(value, Mapping):
            value = value.get(token, MISSING)
        elif isinstance(value, list) and token.isdecimal() and len(token) < 10:
            value = value[int(token)] if int(token) < len(value) else MISSING
        else:
            return MISSING
    return value


def exactly(expected: object) -> Matcher:
    """Asks for this very JSON value."""
    return Simple(shown(expected), lambda value: same(expected, value))
