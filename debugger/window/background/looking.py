"""Looks for a text in the payload that is shown, over as many turns of the event loop as it takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.window.models.payload_rows import PayloadRows
from debugger.window.models.payload_search import MOST, Match, searching

_TURN = 0.006
"""Seconds of one turn of the event loop that looking may take."""


class Looking(QObject):
    """The matches in their order, and which of them is the current one."""

    changed = Signal()
    """More is found, or another one is the current one."""
    arrived = Signal(object)
    """The `Match` that is the current one now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[Match] = []
        self.by_line: dict[int, list[Match]] = {}
        self.current: int | None = None
        """The number of the current match from 0."""
        self._first: int | None = None
        self._steps: Generator[list[Match], None, None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    @property
    def is_busy(self) -> bool:
        """Whether there may be more."""
        return self._steps is not None

    @property
    def result(self) -> str:
        """In words: `3 of 12`, `Not found`."""
        more = "+" if len(self.found) == MOST else ""
        if self.is_busy:
            return f"{len(self.found):,} so far…"
        if not self.found:
            return "Not found"
        if self.current is None:
            return f"{len(self.found):,}{more} found"
        return f"{self.current + 1:,} of {len(self.found):,}{more}"

    def look(self, rows: PayloadRows, needle: str, *, start: int | None) -> None:
        """Looks for a text; with a `start`, the first match on that line or after it becomes the current one."""
        self.found, self.by_line = [], {}
        self.current, self._first = None, start
        self._timer.stop()
        self._steps = searching(rows, needle) if needle else None
        self._work()
        if self.is_busy:
            self._timer.start()

    def step(self, step: int, line: int) -> None:
        """Goes on to the next match, or back, from the current one or else from a line; round at the ends."""
        if not self.found:
            return
        if self.current is None:
            place = bisect_left(self.found, line, key=lambda match: match.line)
            self.current = (place if step > 0 else place - 1) % len(self.found)
        else:
            self.current = (self.current + step) % len(self.found)
        self.arrived.emit(self.found[self.current])
        self.changed.emit()

    def _work(self) -> None:
        end = perf_counter() + _TURN
        while self._steps is not None and perf_counter() < end:
            more = next(self._steps, None)
            if more is None:
                self._steps = None
                self._timer.stop()
            else:
                self.found += more
                for match in more:
                    self.by_line.setdefault(match.line, []).append(match)
        self._arrive()
        self.changed.emit()

    def _arrive(self) -> None:
        if self._first is None or not self.found:
            return
        place = bisect_left(self.found, self._first, key=lambda match: match.line)
        if place == len(self.found) and self.is_busy:
            return
        self._first = None
        self.current = place % len(self.found)
        self.arrived.emit(self.found[self.current])
