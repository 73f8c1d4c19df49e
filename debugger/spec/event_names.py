"""Tells event names that say what a user did from those that say nothing: `Event 12`, `TMDropd`, `click`."""

from __future__ import annotations

import re
from functools import lru_cache

from debugger.spec.tables import words

LONGEST = 200
"""Characters; a longer name says too much rather than too little."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z][^\W\d_]*")
_CLIPPED = re.compile(r"[a-z]+[bcfgkmpqstvxz]d")  # an ending that lost its vowel: Dropd, Clickd


def poverty(name: str) -> str | None:
    """What keeps `name` from saying what the user did, as the end of a sentence; None when it does."""
    return _poverty(name) if len(name) <= LONGEST else None


@lru_cache(maxsize=2048)
def _poverty(name: str) -> str | None:
    if not any(character.isalpha() for character in name):
        return "has no letters"
    if not name.isascii():
        return None  # the lists below are English
    parts = [part for part in _WORD.findall(name) if not part.isdigit()]
    named = {part.lower() for part in parts}
    if named <= words("event_names", "placeholders"):
        return "reads like a placeholder"
    if len(parts) == 1 and named <= words("event_names", "generic"):
        return "does not say what it happened to"
    if not any(_is_word(part, shouted=name.isupper()) for part in parts):
        return "is not a word that others can read"
    return None


def _is_word(part: str, *, shouted: bool) -> bool:
    lower = part.lower()
    if lower in words("event_names", "abbreviations"):
        return True
    if part.isupper() and not shouted:
        return False  # an acronym beside other words
    return (
        len(set(lower)) > 1
        and not set(lower).isdisjoint("aeiouy")
        and not _CLIPPED.fullmatch(lower)
    )
