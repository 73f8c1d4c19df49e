"""Looks through every kept session in a thread of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from debugger.session import library
from debugger.session.schema import SUFFIX
from debugger.window.background.worker_thread import give_way


class SessionScan(QThread):
    """Tells of one session after the other."""

    found = Signal(object, int, int)
    """An `Entry`; which one it is, and of how many."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def run(self) -> None:
        """In the thread."""
        give_way()
        paths = sorted(self._folder.glob(f"*{SUFFIX}"), reverse=True)
        for place, path in enumerate(paths, 1):
            if self.isInterruptionRequested():
                return
            try:
                each = library.entry(path)
            except OSError:  # deleted meanwhile
                continue
            self.found.emit(each, place, len(paths))

    def stop(self) -> None:
        """Ends it before its end, and waits for that."""
        self.requestInterruption()
        self.wait()
