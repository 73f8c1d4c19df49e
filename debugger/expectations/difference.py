"""Where a call is not what was expected, and captured values short enough to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from debugger.spec.wording import quoted

_MOST_SHOWN = 6
"""Members or elements up to which a value is written out."""


class Missing:
    """The value of what is not there."""


MISSING = Missing()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a call that is not what was expected, in plain text."""

    pointer: str
    """RFC 6901, into the message; empty for what stands in no field."""
    expected: str
    got: str

    @property
    def sentence(self) -> str:
        """`/properties/currency: expected "USD", got "usd"`."""
        place = f"{self.pointer}: " if self.pointer else ""
        return f"{place}expected {self.expected}, got {self.got}"


def shown(value: object) -> str:
    """A value as JSON, cut short; a large one in words. The work is bounded, whatever the value."""
    if isinstance(value, Missing):
        return "nothing"
    if isinstance(value, Mapping):
        if len(value) > _MOST_SHOWN or any(map(_is_nested, value.values())):
            names = ", ".join(quoted(name) for name in islice(value, _MOST_SHOWN))
            rest = ", …" if len(value) > _MOST_SHOWN else ""
            return f"an object of {names}{rest}"
        return "{" + ", ".join(f"{quoted(name)}: {shown(value[name])}" for name in value) + "}"
    if isinstance(value, list):
        if len(value) > _MOST_SHOWN or any(map(_is_nested, value)):
            return f"an array of {len(value):,}"
        return "[" + ", ".join(map(shown, value)) + "]"
    return quoted(value)


def same(expected: object, got: object) -> bool:
    """Whether both are the same JSON value: 20 is 20.0, but 1 is not true; members have no order."""
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return expected.keys() == got.keys() and all(
            same(value, got[name]) for name, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(map(same, expected, got))
    return expected == got


def _is_nested(value: object) -> bool:
    return isinstance(value, (Mapping, list)) and bool(value)
