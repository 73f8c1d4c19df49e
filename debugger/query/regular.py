"""Regular expressions whose work grows with the text and no faster: RE2, which does not backtrack.

What is looked through was captured from strangers, and what is looked for is typed by a person in a
hurry: with a backtracking engine one of them can hold a thread for years.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

_MEMORY = 8 * 1024 * 1024
"""Bytes an expression may take once compiled."""

_INVOLVED = re.compile(r"[|()\\]")
_CLASS = re.compile(r"\[\^?[^\[\]\\]+\]")
_REPEATED = re.compile(r".\{[0-9,]*\}")
_SURROUNDED = re.compile(r"[\\^$]")
"""How an expression can speak of what is beside a match; a class that leaves something out is taken for it, too."""
_INVOLVED_STILL = re.compile(r"[\[\]{}]")
_PLAIN = re.compile(r"[A-JL-RT-Za-jl-rt-z0-9_ :-]+(?![?*])")
"""Characters that stand for themselves, the last of which need not be left out."""


PART = b"\xff"
"""A byte that no expression matches, since it is in no UTF-8: `.` and `[^a]` end there, too."""
_OF_THE_ENDS = re.compile(r"\$|(?<!\[)\^|\\(?![dDwWsSbB.,:;/+*?(){}|-])")
"""How an expression can speak of where a text ends, or of bytes that are no UTF-8; others are taken for it, too."""


class _Match(Protocol):
    def start(self) -> int: ...


class _Expression(Protocol):
    def search(self, text: bytes, pos: int = 0) -> _Match | None: ...


@dataclass(frozen=True, slots=True)
class Regular:
    """An expression of RE2 (https://github.com/google/re2/wiki/Syntax), upper and lower case the same."""

    pattern: str

    @property
    def literal(self) -> str:
        """The longest stretch that every match has, in upper or lower case; empty where none is plain to see.

        Without k and s, which stand for letters beyond ASCII, too, where case does not matter.
        """
        if _INVOLVED.search(self.pattern):
            return ""
        plain = _REPEATED.sub("\0", _CLASS.sub("\0", self.pattern))
        return (
            "" if _INVOLVED_STILL.search(plain) else max(_PLAIN.findall(plain), key=len, default="")
        )

    @property
    def is_free(self) -> bool:
        """Whether a match is one whatever stands before and after it, as far as is plain to see."""
        return not _SURROUNDED.search(self.pattern)

    @property
    def is_parted(self) -> bool:
        """Whether it finds in texts with `PART` between them what it finds in each, as far as is plain to see."""
        return not _OF_THE_ENDS.search(self.pattern)

    def place_finder(self) -> Callable[[bytes, int], int | None]:
        """Says where in bytes it matches first, from a place on. Raises as `finder` does."""
        search = _compiled(self.pattern).search

        def place(text: bytes, start: int) -> int | None:
            """Of one text."""
            found = search(text, start)
            return None if found is None else found.start()

        return place

    def finder(self) -> Callable[[str | bytes], bool]:
        """Says whether it matches somewhere in a text, or in bytes, of which those that are no UTF-8 match nothing.

        Raises `ValueError` that says in words why it is no expression.
        """
        return _finder(self.pattern)


@lru_cache(maxsize=32)
def _finder(pattern: str) -> Callable[[str | bytes], bool]:
    search = _compiled(pattern).search

    def found(text: str | bytes) -> bool:
        """Whether it matches."""
        if isinstance(text, str):
            text = text.encode(errors="replace")
        return search(text) is not None

    return found


@lru_cache(maxsize=32)
def _compiled(pattern: str) -> _Expression:
    import re2  # noqa: PLC0415 - only who asks for an expression pays for it

    options = re2.Options()
    options.case_sensitive = False
    options.dot_nl = True
    options.never_capture = True  # whether it matches is all that is asked
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        compiled: _Expression = re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError) as error:
        raise ValueError(_reason(error)) from error
    return compiled


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    text = reason.decode(errors="replace") if isinstance(reason, bytes) else str(error)
    return text or "it cannot be read"
