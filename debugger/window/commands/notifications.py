"""Messages on the desktop and sounds, where the person asked for them and the system has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from debugger.window.notifying import Notifier
from debugger.window.panels.notify_dialog import NotifyDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class NotifyCommands:
    """Connects what is found with the desktop."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.notifier = Notifier(window.live, window.settings, window)
        self.notifier.told.connect(self._tell)
        self._tray: QSystemTrayIcon | None = None
        self._number = 0

    def open(self) -> NotifyDialog:
        """Asks what to be told of."""
        dialog = NotifyDialog(
            self.notifier.wish(),
            shows_messages=_shows_messages(),
            theme=self._window.appearance.theme,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.notifier.choose)
        dialog.open()
        return dialog

    def close(self) -> None:
        """Takes the icon off the desktop, and ends the thread."""
        self.notifier.close()
        if self._tray is not None:
            self._tray.hide()

    def _tell(self, title: str, words: str, number: int) -> None:
        wish = self.notifier.wish()
        if wish.sound:
            QApplication.beep()
        if wish.message and not self._window.isActiveWindow():
            self._number = number
            QApplication.alert(self._window)
            if _shows_messages():
                self._icon().showMessage(title, words, self._window.windowIcon())

    def _icon(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self._window)
            self._tray.setToolTip("Track Debugger")
            self._tray.messageClicked.connect(self._show_call)
            self._tray.activated.connect(self._show_window)
        self._tray.show()
        return self._tray

    def _show_window(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _show_call(self) -> None:
        self._show_window()
        self._window.commands.go_to(self._number)


def _shows_messages() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
