"""One call in a window of its own, which stays on that call whatever is selected elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from debugger.payload.text import elided, visible
from debugger.session.rows import StoredEvent
from debugger.window.actions import menus
from debugger.window.actions.table import ACTIONS
from debugger.window.commands import detail
from debugger.window.commands.context_menu import open_context_menu
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.models.row_text import event_text
from debugger.window.panels.detail import DetailPane
from debugger.window.panels.raw import LoadBody
from debugger.window.remembered.settings import Settings

_LONGEST_NAME = 80


class CallWindow(QMainWindow):
    """The pane of a call with its menus; it reads the session only."""

    closed = Signal(object)
    """This window, which is of no use any more."""

    def __init__(
        self,
        event: StoredEvent,
        session: Path,
        theme: Theme,
        settings: Settings,
        load_body: LoadBody,
    ) -> None:
        super().__init__()
        self.number = event.row.number
        self.session = session
        self.detail = DetailPane(theme, self, load_body=load_body, settings=settings)
        slots: dict[str, Callable[[], object]] = {
            **detail.slots(lambda: self.detail),
            "copy-payload": lambda: self.detail.payload.text.copy_payload(),  # noqa: PLW0108
            "context-menu": open_context_menu,
            "close": self.close,
        }
        specs = [spec for spec in ACTIONS if spec.id in slots]
        self.actions_by_id = menus.build(self, slots, specs)
        self.actions_by_id["close"].setStatusTip("Close this window; the call stays in the list")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCentralWidget(self.detail)
        give_room(self, (420, 360), usual=(620, 760))
        name = visible(elided(event_text(event.row)[0], _LONGEST_NAME))
        self.setWindowTitle(f"#{self.number:,} {name} · {visible(session.name)}")
        self.detail.session.surveyor.follow(session, self.number)
        self.detail.show_event(event)
        self.detail.payload.text.setFocus()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Shows every part in another theme."""
        menus.paint(self.actions_by_id, theme)
        self.detail.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ends what looks around the call."""
        self.detail.show_event(None)
        self.detail.session.surveyor.close()
        super().closeEvent(event)
        self.closed.emit(self)
