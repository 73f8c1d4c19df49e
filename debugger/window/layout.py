"""How the window's room is shared: the list beside the details where it is wide, the payload above its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from debugger.window.looks.room import give_room
from debugger.window.looks.scale import SCALE
from debugger.window.remembered.settings import Settings

SIDE_BY_SIDE = 1100
"""Pixels of width from which the details stand beside the list."""

Shares = Mapping[Qt.Orientation, tuple[int, int]]
"""What the first and the second part get of the room, for each way they can stand."""

_HALVES: Shares = {Qt.Orientation.Horizontal: (62, 38), Qt.Orientation.Vertical: (38, 62)}


class SharedRoom(QSplitter):
    """A splitter of two parts that remembers, for each way they stand, how the person shared the room."""

    def __init__(self, name: str, shares: Shares, settings: Settings | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._shares = shares
        self._settings = settings
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._remember)

    def turn(self, orientation: Qt.Orientation) -> None:
        """Puts the parts side by side or one below the other, each with its share."""
        self.setOrientation(orientation)
        self.share()

    def share(self) -> None:
        """Gives each part what the person gave it last, or its ordinary share."""
        sizes: Sequence[int] = self._shares[self.orientation()]
        if self._settings:
            sizes = list(map(self._settings.number, self._names(), sizes))
        for number, size in enumerate(sizes):
            self.setStretchFactor(number, max(1, size))
        self.setSizes([max(1, size) * 10 for size in sizes])

    def _remember(self) -> None:
        if self._settings:
            for name, size in zip(self._names(), self.sizes(), strict=True):
                self._settings.keep(name, size)

    def _names(self) -> tuple[str, str]:
        side = self.orientation() is Qt.Orientation.Horizontal
        way = "side-by-side" if side else "stacked"
        return f"{self.objectName()}/{way}-first", f"{self.objectName()}/{way}-second"


def orientation_for(width: int) -> Qt.Orientation:
    """How the list and the details stand to each other in a window of this width."""
    wide = width >= SCALE.pixels(SIDE_BY_SIDE)
    return Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical


class Halves(SharedRoom):
    """The list and the details, which turn with the window's width."""

    def __init__(self, first: QWidget, second: QWidget, settings: Settings) -> None:
        super().__init__("halves", _HALVES, settings)
        self.addWidget(first)
        self.addWidget(second)
        give_room(first, (360, 160))
        give_room(second, (360, 200))
        self.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = orientation_for(event.size().width())
        if wanted is not self.orientation():
            self.turn(wanted)
        super().resizeEvent(event)
