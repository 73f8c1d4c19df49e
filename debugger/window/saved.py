"""What a window shows that does not listen: a saved session, which is only read."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.payload.text import visible
from debugger.session import occupant
from debugger.window.live import Live

_LOOK = 500
"""Milliseconds between two looks at what another program records."""


class SavedSession(QObject):
    """A session that was opened to look at it, also while another program records into it."""

    changed = Signal()
    """Another file, or how it is with it."""

    def __init__(self, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        """The file; None in a window that captures."""
        self.error: SessionError | None = None
        """Why it cannot be shown, where it cannot."""
        self.recorded = False
        """Whether another program records into it."""
        self._live = live
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._follow)

    @property
    def may_go_on(self) -> bool:
        """Whether capturing into it is safe: it is whole, nobody records into it, and it can be written."""
        path = self.path
        return path is not None and not self.error and not self.recorded and _is_writable(path)

    @property
    def name(self) -> str:
        """The file's name, as it is shown; empty in a window that captures."""
        return visible(self.path.name) if self.path else ""

    @property
    def words(self) -> str:
        """How it is with the file, in short."""
        if self.error:
            return "Cannot be opened"
        return "Recorded by another window" if self.recorded else "Saved session · not listening"

    @property
    def instead(self) -> tuple[str, str]:
        """Heading and sentence in place of an empty list; empty in a window that captures."""
        if self.path is None:
            return "", ""
        if self.error:
            return "This file cannot be shown", visible(self.error.message)
        return "There is no call in this session", "None came before it was ended."

    def open(self, path: Path) -> None:
        """Shows the session at `path`, or remembers why it cannot be."""
        self.path, self.error, self.recorded = path, None, False
        try:
            self._live.open(path)
            self._look_whether_recorded()
        except SessionError as error:
            self.error = error
        if self.recorded:
            self._look.start()
        self.changed.emit()

    def leave(self) -> None:
        """The window captures into it from now on."""
        self._look.stop()
        self.path = self.error = None
        self.changed.emit()

    def close(self) -> None:
        """Looks no more."""
        self._look.stop()

    def _follow(self) -> None:
        reader = self._live.reader
        if reader is None:
            return
        try:
            newest = reader.newest()
            self._look_whether_recorded()
        except SessionError as error:
            self._look.stop()
            self._live.trouble.emit(error)
            return
        self._live.arrive(newest)
        if not self.recorded:
            self._look.stop()
            self.changed.emit()

    def _look_whether_recorded(self) -> None:
        if self._live.reader is not None:
            writer = self._live.reader.about().get("writer")
            self.recorded = occupant.is_running(writer or "")


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
