"""What came, by type and name, and how near a name is to the one that was expected."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from debugger.expectations.expectation import Call, titled
from debugger.spec.likeness import LONGEST, folded

_MOST_NAMES = 1000
_MOST_TOLD = 8
_ALIKE = 0.75
"""From here on a name is taken for a spelling of another (`difflib`'s ratio)."""


class NamesThatCame:
    """Counts calls by type and name; of very many names only the first."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str | None]] = Counter()

    def see(self, call: Call) -> None:
        """One more call."""
        key = call.type, call.name
        if key in self._counts or len(self._counts) < _MOST_NAMES:
            self._counts[key] += 1

    def told(self) -> tuple[str, ...]:
        """`track "Signed Up" (3)`, the most frequent first; a word where there are more, or none at all."""
        told = [
            f"{titled(*key) or 'a call of no type'}{f' ({count:,})' if count > 1 else ''}"
            for key, count in self._counts.most_common(_MOST_TOLD)
        ]
        more = len(self._counts) - len(told)
        return (*told, f"and {more:,} more") if more else tuple(told) or ("nothing at all",)


@lru_cache(maxsize=4096)
def unlikeness(expected: str, name: str) -> float | None:
    """How far `name` is from the expected one: 0 for the same, up to 1; None where it is another name."""
    if name == expected:
        return 0.0
    if max(len(name), len(expected)) > LONGEST:
        return None
    if folded(name) == folded(expected):
        return 0.01
    ratio = SequenceMatcher(None, folded(expected), folded(name), autojunk=False).ratio()
    return 1 - ratio if ratio >= _ALIKE else None
