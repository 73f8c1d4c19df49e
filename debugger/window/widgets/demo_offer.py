"""For who has no app at hand: the demo shop, opened in the browser or by its address."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from debugger.window.looks import icons
from debugger.window.looks.appearance import GRID
from debugger.window.looks.theme import Theme
from debugger.window.widgets.labels import label


class DemoOffer(QWidget):
    """One line of the empty page; hidden while nothing listens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ""
        self._opened = QPushButton("Open the demo shop", self)
        self._opened.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        self._copied = QToolButton(self)
        self._copied.setProperty("kind", "flat")
        self._copied.setAccessibleName("Copy the address of the demo shop")
        self._copied.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._page))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(label("No app at hand?", tone="muted"))
        row.addWidget(self._opened)
        row.addWidget(self._copied)
        self.set_theme(theme)
        self.set_address("")

    def set_address(self, address: str) -> None:
        """Where we listen: `http://localhost:8765`; empty while we don't."""
        self._page = demo_page(address)
        self._opened.setToolTip(f"Open {self._page} in the browser: a shop whose calls come here")
        self._copied.setToolTip(f"Copy {self._page}")
        self.setVisible(bool(address))

    def set_theme(self, theme: Theme) -> None:
        """Draws the icon in another theme's colours."""
        self._copied.setIcon(icons.icon("copy", theme.muted))


def demo_page(address: str) -> str:
    """The address of the demo shop of a receiver; empty where there is none."""
    return f"{address}/demo" if address else ""
