"""A short judgement in a rounded frame: an icon and words, in one colour on its own ground."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from debugger.window.looks.appearance import interface_font
from debugger.window.looks.icons import icon
from debugger.window.looks.scale import SCALE

_PADDING = 8
_ICON = 14
_GAP = 6
_HEIGHT = 24


class Chip(QWidget):
    """Says one thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self._icon = ""
        self._colour = self._ground = "#000000"
        self.setFont(interface_font(points=9, weight=QFont.Weight.Medium))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *, icon_name: str, colour: str, ground: str) -> None:
        """Shows `text` with an icon; colours are `#RRGGBB`."""
        self._text, self._icon, self._colour, self._ground = text, icon_name, colour, ground
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = self.fontMetrics().horizontalAdvance(self._text)
        icon_width = SCALE.pixels(_ICON)
        return QSize(2 * _PADDING + icon_width + _GAP + words + 2, SCALE.pixels(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words when it must be."""
        return QSize(2 * _PADDING + SCALE.pixels(_ICON), SCALE.pixels(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        size = SCALE.pixels(_ICON)
        if self._icon:
            top = (self.height() - size) // 2
            icon(self._icon, self._colour, _ICON).paint(painter, QRect(_PADDING, top, size, size))
        room = self.rect().adjusted(_PADDING + size + _GAP, 0, -_PADDING, 0)
        painter.setPen(QColor(self._colour))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
