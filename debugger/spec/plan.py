"""Which rules are asked about a message, and which of them need not be asked again about the same.

Messages of one app are much alike: the same fields, the same context, the same few event names. What rules
found right once, they are not asked about again, where that alone decides what they find.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from debugger.events import Message
from debugger.payload import pointer
from debugger.spec.remembered import digest
from debugger.spec.rule import Guard, Key, Rule

_MOST_REMEMBERED = 4096
_LONGEST = 512
"""Characters of a value that is remembered."""


class RememberingRules:
    """Rules that the same key decides, with the keys under which they found nothing wrong."""

    __slots__ = ("key", "right", "rules")

    def __init__(self, key: Key, rules: tuple[Rule, ...]) -> None:
        self.key = key
        """What stands for all that the rules judge."""
        self.rules = rules
        """What to ask when the key is new."""
        self.right: set[Hashable] = set()
        """The keys under which the rules found nothing before."""

    def remember(self, key: Hashable) -> None:
        """Takes note that the rules found nothing wrong."""
        if key is not None:
            if len(self.right) >= _MOST_REMEMBERED:
                self.right.clear()
            self.right.add(key)


@lru_cache(maxsize=64)
def values_at(places: tuple[str, ...]) -> Key:
    """A key of the values at one or two places at the top of a message."""
    names = tuple(pointer.split(place)[-1] for place in places)
    return _value_at(names[0]) if len(names) == 1 else _texts_at(names)


def _value_at(name: str) -> Key:
    def key(message: Message) -> Hashable:
        value = message.fields.get(name)
        if type(value) is str:
            return value if len(value) <= _LONGEST else None
        return digest(value) if type(value) is dict else None

    return key


def _texts_at(names: tuple[str, ...]) -> Key:
    first, second = names

    def key(message: Message) -> Hashable:
        one, other = message.fields.get(first), message.fields.get(second)
        short = (one is None or (type(one) is str and len(one) <= _LONGEST)) and (
            other is None or (type(other) is str and len(other) <= _LONGEST)
        )
        return (one, other) if short else None

    return key


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
    remembering: tuple[RememberingRules, ...]
    """Those to be asked about what is new."""
