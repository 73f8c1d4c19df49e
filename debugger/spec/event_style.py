"""Tells what an event name has that differs from call to call, and how it breaks the custom of Object Action."""

from __future__ import annotations

import re
from functools import lru_cache

from debugger.spec.event_names import LONGEST
from debugger.spec.tables import words

_SEPARATORS = " -_:/#.,([{<>}])"
_DATA = (
    ("an e-mail address", re.compile(r"[^\s@<>()]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")),
    ("a UUID", re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE)),
    ("a date", re.compile(r"(?<!\d)(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4})(?!\d)")),
    ("an identifier", re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{16,40}(?![0-9A-Za-z])", re.IGNORECASE)),
    ("a number", re.compile(r"(?<![\w.])[#$€£]?\d{5,}(?:[.,]\d{1,9})?(?![\w.])")),
)
"""The surest first; applied to names of at most `LONGEST` characters."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SMALL_WORDS = frozenset(
    "a an and as at by for from in of on or per the to via with".split()  # noqa: SIM905  a list of words
)
"""Words that Title Case leaves small."""


def data_in(name: str) -> tuple[str, str] | None:
    """What of `name` differs from call to call, and that part of it; None when nothing does."""
    return _data_in(name) if len(name) <= LONGEST else None


def without_data(name: str, text: str) -> str:
    """The name without `text`, and without the brackets and separators that held it."""
    before, _, after = name.partition(text)
    return f"{before.rstrip(_SEPARATORS)} {after.lstrip(_SEPARATORS)}".strip()


def style(name: str) -> tuple[str, str] | None:
    """How `name` breaks the custom, as the end of a sentence, and the name by it where that is certain.

    None for a name that keeps it, has one word only, or is not English.
    """
    return _style(name) if len(name) <= LONGEST else None


@lru_cache(maxsize=2048)
def _data_in(name: str) -> tuple[str, str] | None:
    if not any(character.isdigit() or character == "@" for character in name):
        return None
    for kind, pattern in _DATA:
        found = pattern.search(name)
        if found is None:
            continue
        if kind != "an identifier" or not (found[0].isalpha() or found[0].isdigit()):
            return kind, found[0]
    return None


@lru_cache(maxsize=2048)
def _style(name: str) -> tuple[str, str] | None:
    parts = _WORD.findall(name)
    if not name.isascii() or len(parts) < 2:
        return None
    if not any(_is_past(part.lower()) for part in parts):
        return "has no verb in the past tense", ""
    written = name.split()
    if len(written) > 1 and not name.isupper() and all(map(_is_titled, written)):
        return None
    return "is not in Title Case", " ".join(map(_titled, parts if len(written) == 1 else written))


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in words("event_names", "past_tenses")


def _is_titled(word: str) -> bool:
    return "_" not in word and (not word.islower() or word in _SMALL_WORDS)


def _titled(word: str) -> str:
    if word in _SMALL_WORDS or not (word.islower() or word.isupper()):
        return word
    return word.capitalize()
