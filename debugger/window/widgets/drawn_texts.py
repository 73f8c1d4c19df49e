"""Texts that are drawn again and again, in one line each: laid out and cut once, a bounded number of them kept."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform

_MOST = 4096
"""Texts that are kept: several times those in sight of a large list."""


class Side(Enum):
    """Where in its room a text stands."""

    LEFT = auto()
    MIDDLE = auto()
    RIGHT = auto()


class DrawnTexts:
    """Texts in one font, drawn several times as fast as by `QPainter.drawText` where they were drawn before."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._laid_out = lru_cache(_MOST)(self._lay_out)
        self.width = lru_cache(_MOST)(self.metrics.horizontalAdvance)
        """Pixels that a text takes."""

    def placed(self, room: QRect, text: str, side: Side = Side.LEFT) -> tuple[QPointF, QStaticText]:
        """A text in the middle of a room's height, cut where there is no room for it, and where it is drawn."""
        drawn, width, height = self._laid_out(text, room.width())
        left = float(room.left())
        if side is Side.RIGHT:
            left += room.width() - width
        elif side is Side.MIDDLE:
            left += (room.width() - width) / 2
        return QPointF(left, room.top() + (room.height() - height) / 2), drawn

    def _lay_out(self, text: str, room: int) -> tuple[QStaticText, float, float]:
        """The text with the pixels of its width and its height."""
        if self.metrics.horizontalAdvance(text) > room:
            text = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        drawn = QStaticText(text)
        drawn.setTextFormat(Qt.TextFormat.PlainText)
        drawn.prepare(QTransform(), self.font)
        size = drawn.size()
        return drawn, size.width(), size.height()
