"""Which rules are asked about a message, and which of them need not be asked again about the same.

Messages of one app are much alike: the same fields, the same context, the same few event names. What rules
found right once, they are not asked about again, where that alone decides what they find.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass

from debugger.payload import pointer
from debugger.spec.rule import Guard, Rule

_MOST_REMEMBERED = 4096
_LONGEST = 512
"""Characters of a value that is remembered."""


class RulesByValue:
    """Rules that judge the values at the same places and nothing else, with the values they found right."""

    __slots__ = ("_in_context", "_names", "_right", "rules")

    def __init__(self, places: tuple[str, ...], rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        """What to ask when the values are new."""
        self._in_context = places[0].startswith("/context/")
        self._names = tuple(pointer.split(place)[-1] for place in places)
        self._right: set[object] = set()

    def key(self, fields: Mapping[str, object]) -> object:
        """What stands for the values that the rules judge; None where they are not worth remembering."""
        holder = fields.get("context") if self._in_context else fields
        if not isinstance(holder, dict):
            return None
        if len(self._names) == 1:
            value = holder.get(self._names[0])
            if type(value) is str:
                return value if len(value) <= _LONGEST else None
            return _digest(value) if type(value) is dict else None
        values = [holder.get(name) for name in self._names]
        for value in values:
            if value is not None and (type(value) is not str or len(value) > _LONGEST):
                return None
        return tuple(values)

    def is_right(self, key: object) -> bool:
        """Whether the values that `key` stands for were found right before."""
        return key in self._right

    def remember(self, key: object) -> None:
        """Takes note that the rules found nothing wrong."""
        if key is not None:
            if len(self._right) >= _MOST_REMEMBERED:
                self._right.clear()
            self._right.add(key)


def _digest(value: object) -> int | None:
    """A number that tells one JSON value from another; None for one that is not quite JSON."""
    try:  # version 2 is the last in which the bytes depend on the value alone
        return hash(marshal.dumps(value, 2))  # type: ignore[arg-type]
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The rules that may find something in messages with the same names and types at the top."""

    layout: tuple[Rule, ...]
    """Those which these names and types alone decide."""
    right: set[str]
    """Holds the call type once the layout was found right."""
    rules: tuple[Rule, ...]
    """Those to be asked each time."""
    guarded: tuple[tuple[Guard, tuple[Rule, ...]], ...]
    """Those to be asked where their guard says so."""
    values: tuple[RulesByValue, ...]
    """Those to be asked about values that are new."""
