"""Sessions that a crash left: looked for beside the window, offered once it is known, opened from the File menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from debugger.session.folder import Unfinished
from debugger.window import notices
from debugger.window.background.unfinished_scan import UnfinishedScan
from debugger.window.panels.unfinished_dialog import UnfinishedDialog
from debugger.window.remembered import put_off

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class UnfinishedCommands:
    """Offers what was left, and asks which of it to open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._dialog: UnfinishedDialog | None = None

    def offer(self) -> None:
        """Looks for what was left, and says so if there is something that was not put off."""
        self._look(self._offer)

    def open(self) -> UnfinishedDialog:
        """Asks which of the sessions to open that were left without an orderly end."""
        dialog = self._dialog = UnfinishedDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._open)
        dialog.finished.connect(self._forget)
        dialog.open()
        self._look(self._show)
        return dialog

    def _look(self, tell: Callable[[Sequence[Unfinished]], None]) -> None:
        """Tells of those but the one that is captured into; of nothing where the window closes before."""
        scan = UnfinishedScan(self._window.capture.sessions, self._window)

        def told(found: Sequence[Unfinished] | None) -> None:
            if found is not None:
                tell([each for each in found if each.path != self._window.capture.session])

        scan.done.connect(told)
        scan.finished.connect(scan.deleteLater)
        scan.start()

    def _offer(self, left: Sequence[Unfinished]) -> None:
        newest = put_off.first_to_offer(left, self._window.settings)
        if newest:
            self._window.notices.show_notice(
                notices.unfinished(
                    newest,
                    open_it=lambda: self._open(newest),
                    later=lambda: put_off.put_off(left, self._window.settings),
                )
            )

    def _show(self, left: Sequence[Unfinished]) -> None:
        if self._dialog is not None:
            self._dialog.show_left(left)

    def _forget(self) -> None:
        self._dialog = None

    def _open(self, left: Unfinished) -> None:
        self._window.notices.withdraw(notices.UNFINISHED)
        self._window.capture.open(left.path)
