"""Work on files in a thread of its own: told how far it is, and stopped when asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from debugger.errors import TrackDebuggerError
from debugger.window.background.worker_thread import give_way

Report = Callable[[float], bool]
"""Told the part from 0 to 1 that is done; answers whether to go on."""


class Task(QThread):
    """Carries out one piece of work; whatever it opens belongs to its thread."""

    progressed = Signal(float)
    done = Signal(object)
    """What the work gave back; None where it was stopped."""
    failed = Signal(object)
    """A `TrackDebuggerError`."""

    def __init__(self, work: Callable[[Report], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._outcome: object = None
        self._error: TrackDebuggerError | None = None
        self.finished.connect(self._tell)

    def run(self) -> None:
        """In the thread."""
        give_way()
        try:
            outcome = self._work(self._report)
            self._outcome = None if self.isInterruptionRequested() else outcome
        except TrackDebuggerError as error:
            self._error = error

    def stop(self) -> None:
        """Has it end soon, and waits for that."""
        self.requestInterruption()
        self.wait()

    def _tell(self) -> None:
        """Once the thread has ended: who hears it may let go of the task, which must not run then."""
        if self._error is not None:
            self.failed.emit(self._error)
        else:
            self.done.emit(self._outcome)

    def _report(self, done: float) -> bool:
        self.progressed.emit(done)
        return not self.isInterruptionRequested()
