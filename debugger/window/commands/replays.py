"""Sending again as the window does it: one dialog, and the way from it to the calls that came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt

from debugger.errors import SessionError
from debugger.replaying.destination import host_of, is_here
from debugger.replaying.preparing import HEADER
from debugger.session.rows import StoredEvent
from debugger.window import notices
from debugger.window.panels.replay_dialog import ReplayDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_LOOKED_AT = 50
"""Calls that are looked through for the first that came of it; others may come meanwhile."""


class ReplayCommands:
    """Connects the dialog, the session and the list."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._dialog: ReplayDialog | None = None
        self._last_before: int | None = None
        """The last call before sending began; None where it does not come here."""

    def open(self) -> ReplayDialog | None:
        """Asks what to send, beside the window; None while there is no session."""
        window = self._window
        reader = window.live.reader
        if reader is None:
            return None
        if self._dialog is not None and self._dialog.process.running:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return self._dialog
        if self._dialog is not None:
            self._dialog.close()
        dialog = self._dialog = ReplayDialog(
            reader.path,
            window.commands.scopes(),
            window.capture.address_to_be,
            window.appearance.theme,
            window,
            config=window.rules.in_force,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.started.connect(self._remember)
        dialog.process.ended.connect(self._offer_new)
        dialog.new_wanted.connect(self._go_to_new)
        dialog.event_chosen.connect(window.commands.go_to)
        window.appearance.changed.connect(dialog.set_theme)
        dialog.show()
        return dialog

    def close(self) -> None:
        """Stops what is being sent."""
        if self._dialog is not None:
            self._dialog.stop()

    def _forget(self) -> None:
        self._dialog = None

    def _remember(self, to: str) -> None:
        reader = self._window.live.reader
        ours = self._window.capture.where
        ports = () if ours is None else (ours.port, ours.https_port)
        comes_here = is_here(host_of(to)) and _port(to) in ports
        self._last_before = reader.newest() if reader is not None and comes_here else None

    def _offer_new(self) -> None:
        reader = self._window.live.reader
        before = self._last_before
        if self._dialog is None or reader is None or before is None:
            return
        if reader.newest() > before:
            self._dialog.offer_new()

    def _go_to_new(self) -> None:
        reader = self._window.live.reader
        if reader is None or self._last_before is None:
            return
        first = self._last_before + 1
        try:
            numbers = range(first, min(first + _LOOKED_AT, reader.newest() + 1))
            first = next((each for each in numbers if _is_replayed(reader.event(each))), first)
        except SessionError as error:
            self._window.notices.show_notice(notices.unreadable(error))
            return
        self._window.commands.go_to(first)


def _is_replayed(event: StoredEvent) -> bool:
    return any(name == HEADER.lower() for name, _ in event.request.headers)


def _port(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    return str(parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0))
