"""How soon a receiver that ended unexpectedly is started again, and when to stop trying."""

from __future__ import annotations

from collections import deque

DELAYS = (0.0, 0.5, 1.0, 2.0, 2.0)
"""Seconds before the first, second … start anew within `SPAN`; after the last it is the person's turn."""
SPAN = 60.0
"""Seconds after which an end is forgotten."""


class Restarts:
    """Remembers when the receiver ended."""

    def __init__(self) -> None:
        self._ends: deque[float] = deque()

    def delay(self, now: float) -> float | None:
        """Seconds to wait before starting anew after an end at `now`; None when it has ended too often."""
        while self._ends and now - self._ends[0] > SPAN:
            self._ends.popleft()
        tried = len(self._ends)
        self._ends.append(now)
        return DELAYS[tried] if tried < len(DELAYS) else None

    def forget(self) -> None:
        """Starts counting anew: the person asked for another try."""
        self._ends.clear()
