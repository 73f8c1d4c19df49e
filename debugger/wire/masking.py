"""Masks write keys in what is shown of a payload. The bytes that are kept stay as they came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from debugger.wire import keys

SHORTEST = 9
"""Characters of a key that is masked wherever it stands; a shorter one, `web` say, may be any word."""

LONGEST = 300
"""Characters from the name of a key to the end of it, at most."""

_MEMBER = re.compile(
    r'"write_?key\\*"\s{0,9}:\s{0,9}\\*"((?:[^"\\]|\\u[0-9a-f]{4}|\\/){1,256})', re.IGNORECASE
)
_PARAMETER = re.compile(r"\bwrite_?key(?:=|%3d)([^&#\s\"'\\]{1,256})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyMask:
    """What is masked: values under the name `writeKey`, and known keys wherever they stand."""

    known: frozenset[str] = frozenset()

    @classmethod
    def of(cls, candidates: Iterable[object]) -> Self:
        """Of the keys among some values of a message; those that are short are masked by their name only."""
        found = (each for each in candidates if isinstance(each, str) and len(each) >= SHORTEST)
        return cls(frozenset(found))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where keys stand in `text`, in order; none overlaps another."""
        found: list[tuple[int, int]] = []
        for start, end in sorted(self._all(text)):
            if not found or start >= found[-1][1]:
                found.append((start, end))
        return found

    def masked(self, text: str) -> str:
        """`text` with every key in it masked."""
        parts: list[str] = []
        done = 0
        for start, end in self.spans(text):
            parts += (text[done:start], keys.masked(text[start:end]))
            done = end
        return "".join((*parts, text[done:])) if parts else text

    def _all(self, text: str) -> Iterator[tuple[int, int]]:
        for key in self.known:
            start = text.find(key)
            while start >= 0:
                yield start, start + len(key)
                start = text.find(key, start + len(key))
        if "rite" in text or "RITE" in text:
            for form in (_MEMBER, _PARAMETER):
                yield from (match.span(1) for match in form.finditer(text))


BY_NAME = KeyMask()
"""Masks by the name alone, where no key is known."""
