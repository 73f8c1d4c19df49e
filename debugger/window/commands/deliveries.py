"""Deliveries as the window shows them: one dialog, with a ledger that lasts as long as it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from debugger.errors import SessionError
from debugger.window import notices
from debugger.window.background.delivering import Deliveries
from debugger.window.panels.deliveries_dialog import DeliveriesDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class DeliveryCommands:
    """Connects the dialog, the session and the list."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._deliveries = Deliveries(window)
        self._deliveries.failed.connect(self._show_trouble)
        self._dialog: DeliveriesDialog | None = None
        window.live.changed.connect(self._follow)

    def open(self) -> DeliveriesDialog:
        """Shows what became of the messages, beside the window; there is one dialog."""
        if self._dialog is None:
            self._dialog = self._made()
            self._follow()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def close(self) -> None:
        """Ends the thread: the window closes."""
        self._deliveries.close()

    def _rest(self) -> None:
        """The dialog has gone: its thread is not waited for, which may be in the middle of something."""
        if self._dialog is not None:
            self._deliveries.changed.disconnect(self._dialog.show_told)
        self._dialog = None
        self._deliveries.rest()

    def _made(self) -> DeliveriesDialog:
        window = self._window
        dialog = DeliveriesDialog(self._deliveries, window.appearance.theme, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._rest)
        dialog.event_chosen.connect(window.commands.go_to)
        dialog.faults_wanted.connect(window.fault_commands.open)
        window.appearance.changed.connect(dialog.set_theme)
        return dialog

    def _show_trouble(self, error: SessionError) -> None:
        self._window.notices.show_notice(notices.unreadable(error))

    def _follow(self) -> None:
        live = self._window.live
        if self._dialog is not None and live.reader is not None:
            self._deliveries.follow(live.reader.path, live.table.listing.newest)
