"""Texts that are drawn again and again, in one line each: laid out and cut once, a bounded number of them kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTransform

_MOST = 4096
"""Texts that are kept: several times those in sight of a large list."""


class DrawnTexts:
    """Draws in one font, several times as fast as `QPainter.drawText` where a text was drawn before."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._laid_out = lru_cache(_MOST)(self._lay_out)
        self.width = lru_cache(_MOST)(self.metrics.horizontalAdvance)
        """Pixels that a text takes."""

    def draw(self, painter: QPainter, room: QRect, text: str, *, right: bool = False) -> None:
        """Draws a text in the painter's pen, in the middle of the height, cut where there is no room for it."""
        drawn, width, height = self._laid_out(text, room.width())
        left = room.left() + (room.width() - width if right else 0)
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(left, room.top() + (room.height() - height) / 2), drawn)

    def _lay_out(self, text: str, room: int) -> tuple[QStaticText, float, float]:
        """The text with the pixels of its width and its height."""
        if self.metrics.horizontalAdvance(text) > room:
            text = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        drawn = QStaticText(text)
        drawn.setTextFormat(Qt.TextFormat.PlainText)
        drawn.prepare(QTransform(), self.font)
        size = drawn.size()
        return drawn, size.width(), size.height()
