"""Remembers what a function of captured text answers, but never a long text: memory must not grow with them."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST = 512
"""Characters of a text that is remembered."""

LARGEST_MESSAGE = 64 * 1024
"""Bytes of a message of which anything is remembered; Segment takes half of that."""

Result = TypeVar("Result")


def digest(value: object) -> int | None:
    """A number that tells one JSON value from another in this process; None for one that is not quite JSON."""
    try:  # version 2 is the last in which the bytes depend on the value alone
        return hash(marshal.dumps(value, 2))  # type: ignore[arg-type]
    except ValueError:
        return None


def remembered(most: int) -> Callable[[Callable[[str], Result]], Callable[[str], Result]]:
    """As `lru_cache(most)`, for functions of one text; asked about a long one they work it out anew."""

    def remembering(function: Callable[[str], Result]) -> Callable[[str], Result]:
        kept = lru_cache(maxsize=most)(function)

        @wraps(function)
        def asked(text: str) -> Result:
            return kept(text) if len(text) <= LONGEST else function(text)

        return asked

    return remembering
