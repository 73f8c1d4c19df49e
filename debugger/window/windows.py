"""The windows of this process: each captures on a port of its own, or shows a saved session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from debugger.window.capturing.capture import DEFAULT_PORT
from debugger.window.looks.appearance import Appearance
from debugger.window.main_window import MainWindow
from debugger.window.remembered.settings import Settings

_STEP = 28
"""Pixels by which a window stands off the one before."""


class Windows(QObject):
    """Opens windows, and knows which file is in which."""

    def __init__(
        self, *, appearance: Appearance, settings: Settings, sessions: Path, rules_file: Path
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._settings = settings
        self._sessions = sessions
        self._rules_file = rules_file
        self.open: list[MainWindow] = []
        """In the order in which they were opened."""

    def make(self) -> MainWindow:
        """A window in which nothing runs yet, and that is not shown yet."""
        window = MainWindow(
            appearance=self._appearance,
            settings=self._settings,
            sessions=self._sessions,
            rules_file=self._rules_file,
            windows=self,
        )
        if self.open:
            before = self.open[-1]
            window.resize(before.size())
            window.move(before.x() + _STEP, before.y() + _STEP)
        self.open.append(window)
        window.closed.connect(self._forget)
        return window

    def capture(self) -> MainWindow:
        """Opens a window that captures into a new session."""
        window = self.make()
        window.begin(port=DEFAULT_PORT, session=None)
        window.show()
        return window

    def look_at(self, path: Path) -> MainWindow:
        """Opens a saved session in a window of its own, or shows the window that it is in."""
        window = self.showing(path)
        if window is None:
            window = self.make()
            window.look_at(path)
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def showing(self, path: Path) -> MainWindow | None:
        """The window that captures into the session at `path`, or shows it; None where none does."""
        wanted = path.resolve()
        return next(
            (each for each in self.open if each.session and each.session.resolve() == wanted), None
        )

    def captures_elsewhere(self, window: MainWindow) -> bool:
        """Whether another of the windows listens, or is about to."""
        return any(each.capture.session for each in self.open if each is not window)

    def close_all(self) -> None:
        """Closes every window in order; the program ends with the last."""
        for window in list(self.open):
            window.close()

    def _forget(self, window: MainWindow) -> None:
        if window in self.open:
            self.open.remove(window)
            window.deleteLater()
