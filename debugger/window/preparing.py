"""Prepares events for the panels: small ones at once, large ones in a thread, the last asked for only."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from debugger.session.rows import StoredEvent
from debugger.window.models.prepared import prepare

AT_ONCE = 50_000
"""Bytes of a payload that is prepared without a thread: a few milliseconds of work."""


class Preparing(QObject):
    """Hands on what is prepared; an event that is no longer wanted is dropped."""

    prepared = Signal(object)
    """The `Prepared` of the event asked for last."""

    done = Signal(int, object)
    """From the thread: the number of a request and its `Prepared`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool.globalInstance()
        self._wanted = 0
        self.is_busy = False
        """Whether the event asked for last is still being prepared."""
        self.done.connect(self._hand_on)

    def ask(self, event: StoredEvent) -> bool:
        """Prepares an event; whether it was done at once."""
        self.forget()
        if len(event.payload) <= AT_ONCE:
            self.prepared.emit(prepare(event))
            return True
        self.is_busy = True
        self._pool.start(_Preparation(self, self._wanted, event))
        return False

    def forget(self) -> None:
        """Drops what is being prepared."""
        self._wanted += 1
        self.is_busy = False

    def is_wanted(self, number: int) -> bool:
        """Whether the result of this request is still wanted."""
        return number == self._wanted

    def _hand_on(self, number: int, prepared: object) -> None:
        if self.is_wanted(number):
            self.is_busy = False
            self.prepared.emit(prepared)


class _Preparation(QRunnable):
    def __init__(self, owner: Preparing, number: int, event: StoredEvent) -> None:
        super().__init__()
        self._owner = owner
        self._number = number
        self._event = event

    def run(self) -> None:
        """Prepares, unless another event was asked for meanwhile or the pane is gone."""
        if not isValid(self._owner) or not self._owner.is_wanted(self._number):
            return
        made = prepare(self._event)
        if isValid(self._owner):
            self._owner.done.emit(self._number, made)
