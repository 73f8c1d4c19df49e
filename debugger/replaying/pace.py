"""When each request is due: with the gaps that there were, stretched or shrunk, or at once."""

from __future__ import annotations

import math

from debugger.errors import UsageError

FAST = 0.0
"""The pace that leaves no gaps."""

ORIGINAL = 1.0
_LARGEST = 1e6


def pace_from(text: str) -> float:
    """How many times as fast as it came: `original` is 1, `fast` is `FAST`. Raises `UsageError`."""
    if text in ("original", "fast"):
        return ORIGINAL if text == "original" else FAST
    try:
        pace = float(text)
    except ValueError:
        pace = math.nan
    if not 1 / _LARGEST <= pace <= _LARGEST:
        raise UsageError(
            f"{text} is no pace.", "Write original, fast, or how many times as fast: 10, 0.5."
        )
    return pace


class Schedule:
    """Says of each request, in the order in which they came, how long after the first it is due."""

    def __init__(self, pace: float) -> None:
        self._pace = pace
        self._first: int | None = None
        self._latest = 0

    def due(self, received_at: int) -> float:
        """Seconds from the start for what came then, in microseconds.

        A clock that was set back while they came makes none due before the one that came before it.
        """
        if self._first is None:
            self._first = received_at
        self._latest = max(self._latest, received_at - self._first)
        return self._latest / 1_000_000 / self._pace if self._pace else 0.0
