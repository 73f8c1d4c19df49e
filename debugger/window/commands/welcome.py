"""Welcomes who starts the program for the first time, and ends with their first call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from debugger.window.panels.welcome_dialog import WelcomeDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_WELCOMED = "welcomed"


class WelcomeCommands:
    """Shows the welcome once, and whenever it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def offer(self) -> None:
        """Welcomes who was not welcomed yet."""
        if not self._window.settings.number(_WELCOMED, 0):
            self.open()

    def open(self) -> WelcomeDialog:
        """Shows the three steps beside the window."""
        window = self._window
        for shown in window.findChildren(WelcomeDialog):
            shown.raise_()
            shown.activateWindow()
            return shown
        dialog = WelcomeDialog(window.live, window.actions_by_id, window.appearance.theme, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.set_address(window.capture.address)
        window.capture.listening.connect(dialog.set_address)
        window.appearance.changed.connect(dialog.set_theme)
        dialog.show_call.connect(window.commands.go_to)
        dialog.finished.connect(lambda: window.settings.keep(_WELCOMED, 1))
        dialog.show()
        return dialog
