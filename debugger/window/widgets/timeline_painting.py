"""Paints the bars of a timeline: a stack a bucket, each severity with a colour and a pattern of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter

from debugger.findings import Severity
from debugger.session.timeline import SEVERITIES, Stack
from debugger.window.looks.appearance import interface_font
from debugger.window.looks.theme import mixed

if TYPE_CHECKING:
    from debugger.window.looks.theme import Theme

SWATCH = 10
"""Pixels of a square in the legend."""
_LEAST = 2
"""Pixels of a severity that is there at all."""
_PATTERN_FROM = 4
"""Pixels of width from which a pattern can be told."""

CLEAN = 0
_PATTERNS = {
    Severity.WARNING: Qt.BrushStyle.BDiagPattern,
    Severity.ADVICE: Qt.BrushStyle.HorPattern,
}
_WORDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "advice",
    CLEAN: "clean",
}


class TimelinePainting:
    """What a theme makes of stacks."""

    def __init__(self, theme: Theme) -> None:
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on, and in the size of text in force."""
        self.font: QFont = interface_font(points=8)
        self.metrics = QFontMetrics(self.font)
        self.ground, self.line = QColor(theme.background), QColor(theme.line)
        self.text, self.muted = QColor(theme.text), QColor(theme.muted)
        self.accent = QColor(theme.accent)
        self.span = QColor(theme.selection)
        self._fills = {int(each): QColor(theme.severity(each)) for each in Severity}
        self._fills[CLEAN] = QColor(mixed(theme.background, theme.muted, 0.45))
        self._behind = QColor(theme.muted)
        self._behind.setAlphaF(0.25)

    def paint_bar(self, painter: QPainter, bar: QRect, stack: Stack, tallest: int) -> None:
        """A stack in the room of a bar that is as tall as `tallest`: errors at the foot, clean calls at the top."""
        foot = bar.bottom() + 1
        for severity in range(SEVERITIES - 1, -1, -1):
            if stack[severity]:
                height = max(_LEAST, round(stack[severity] * bar.height() / tallest))
                top = max(bar.top(), foot - height)
                self._fill(painter, QRect(bar.left(), top, bar.width(), foot - top), severity)
                foot = top

    def paint_behind(self, painter: QPainter, bar: QRect, calls: int, tallest: int) -> None:
        """All calls, behind those that a filter leaves."""
        height = min(bar.height(), max(1, round(calls * bar.height() / tallest)))
        painter.fillRect(bar.adjusted(0, bar.height() - height, 0, 0), self._behind)

    def paint_legend(
        self, painter: QPainter, right: int, top: int, there: Mapping[int, int]
    ) -> int:
        """The severities that are there, from the right; returns where it begins."""
        painter.setFont(self.font)
        for severity in range(SEVERITIES):
            if there.get(severity):
                word = _WORDS[severity]
                right -= self.metrics.horizontalAdvance(word)
                painter.setPen(self.muted)
                painter.drawText(QPoint(right, top + self.metrics.ascent()), word)
                right -= SWATCH + 4
                swatch_top = top + (self.metrics.height() - SWATCH) // 2
                self._fill(painter, QRect(right, swatch_top, SWATCH, SWATCH), severity)
                right -= 12
        return right

    def _fill(self, painter: QPainter, room: QRect, severity: int) -> None:
        painter.fillRect(room, self._fills[severity])
        pattern = _PATTERNS.get(Severity(severity)) if severity else None
        if pattern is not None and room.width() >= _PATTERN_FROM and room.height() > _LEAST:
            painter.fillRect(room, QBrush(self.ground, pattern))
