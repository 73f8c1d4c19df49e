"""Where the two halves of the window stand: side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from debugger.window.settings import Settings

SIDE_BY_SIDE = 1100
"""Pixels of width from which the details stand beside the list."""

_SHARES = {Qt.Orientation.Horizontal: (62, 38), Qt.Orientation.Vertical: (38, 62)}


class Halves(QSplitter):
    """A splitter that turns with the window's width and remembers its sizes for each way."""

    def __init__(self, first: QWidget, second: QWidget, settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self.setObjectName("halves")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(first)
        self.addWidget(second)
        first.setMinimumSize(360, 160)
        second.setMinimumSize(360, 200)
        self._restore()
        self.splitterMoved.connect(self._remember)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = (
            Qt.Orientation.Horizontal
            if event.size().width() >= SIDE_BY_SIDE
            else Qt.Orientation.Vertical
        )
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self._restore()
        super().resizeEvent(event)

    def _restore(self) -> None:
        """Gives each half its share; the sizes that are kept are shares too."""
        first, second = _SHARES[self.orientation()]
        first = self._settings.number(f"{self._name()}-first", first)
        second = self._settings.number(f"{self._name()}-second", second)
        self.setStretchFactor(0, max(1, first))
        self.setStretchFactor(1, max(1, second))
        self.setSizes([max(1, first) * 10, max(1, second) * 10])

    def _remember(self) -> None:
        first, second = self.sizes()
        self._settings.keep(f"{self._name()}-first", first)
        self._settings.keep(f"{self._name()}-second", second)

    def _name(self) -> str:
        side = self.orientation() is Qt.Orientation.Horizontal
        return "halves/side-by-side" if side else "halves/stacked"
