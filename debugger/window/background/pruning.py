"""Finds out, in the background, which sessions the person's rule does not keep."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from debugger.session.library import Entry, Keeping, to_go
from debugger.window.background.session_scan import SessionScan


class Pruning(QObject):
    """One look at the folder; deletes nothing."""

    found = Signal(object)
    """A list of `Entry`, where there are any."""

    def __init__(self, folder: Path, rule: Keeping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self._entries: list[Entry] = []
        self._scan = SessionScan(folder, self)
        self._scan.found.connect(self._collect)
        self._scan.finished.connect(self._tell)

    def start(self) -> None:
        """Begins to look, when nothing else wants the machine."""
        self._scan.start(QThread.Priority.IdlePriority)

    def _collect(self, each: Entry) -> None:
        self._entries.append(each)

    def _tell(self) -> None:
        going = to_go(self._entries, self._rule, time.time())
        if going:
            self.found.emit(going)
