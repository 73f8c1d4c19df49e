"""Prepares events for the panels, a large one over many turns of the event loop; the last asked for only.

A thread would not help: it would hold Python's lock while it works, and every call that Qt makes back
into Python, hundreds in one painting of the list, would wait milliseconds for it.
"""

from __future__ import annotations

from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.session.rows import StoredEvent
from debugger.window.models.prepared import Prepared, preparing

_TURN = 0.006
"""Seconds of one turn of the event loop that preparing may take."""


class Preparing(QObject):
    """Hands on what is prepared; an event that is no longer wanted is dropped."""

    prepared = Signal(object)
    """The `Prepared` of the event asked for last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Generator[None, None, Prepared] | None = None
        self._done: Prepared | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    @property
    def is_busy(self) -> bool:
        """Whether the event asked for last is still being prepared."""
        return self._steps is not None or self._done is not None

    def ask(self, event: StoredEvent, *, reveal_keys: bool = False) -> None:
        """Prepares an event, from the next turn on: in this one the list paints its selection."""
        self._done = None
        self._steps = preparing(event, reveal_keys=reveal_keys)
        self._timer.start()

    def forget(self) -> None:
        """Drops what is being prepared."""
        self._timer.stop()
        self._steps = self._done = None

    def _work(self) -> None:
        if self._done is not None:
            done = self._done
            self.forget()
            self.prepared.emit(done)
            return
        end = perf_counter() + _TURN
        while self._steps is not None and perf_counter() < end:
            try:
                next(self._steps)
            except StopIteration as done:  # it is shown in a turn of its own
                self._steps, self._done = None, done.value
