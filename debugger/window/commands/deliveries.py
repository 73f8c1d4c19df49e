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
        self._deliveries: Deliveries | None = None
        self._dialog: DeliveriesDialog | None = None
        window.live.changed.connect(self._follow)

    def open(self) -> DeliveriesDialog:
        """Shows what became of the messages, beside the window; there is one dialog."""
        if self._dialog is None:
            window = self._window
            self._deliveries = Deliveries(window)
            self._deliveries.failed.connect(self._show_trouble)
            self._dialog = DeliveriesDialog(self._deliveries, window.appearance.theme, window)
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.finished.connect(self.close)
            self._dialog.event_chosen.connect(window.commands.go_to)
            self._dialog.faults_wanted.connect(window.fault_commands.open)
            window.appearance.changed.connect(self._dialog.set_theme)
            self._follow()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def close(self) -> None:
        """Ends the ledger; the dialog has gone."""
        if self._deliveries is not None:
            self._deliveries.close()
            self._deliveries.deleteLater()
        self._dialog = self._deliveries = None

    def _show_trouble(self, error: SessionError) -> None:
        self._window.notices.show_notice(notices.unreadable(error))

    def _follow(self) -> None:
        live = self._window.live
        if self._deliveries is not None and live.reader is not None:
            self._deliveries.follow(live.reader.path, live.table.listing.newest)
