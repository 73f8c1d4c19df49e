"""A scroll bar with a strip beside it that shows where in the list errors and warnings are; a click goes there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from debugger.findings import Severity
from debugger.session.worst_rows import Marked, Worst

if TYPE_CHECKING:
    from debugger.window.looks.theme import Theme

STRIP = 10
"""Pixels; the style sheet keeps as many free at the left of the scroll bar."""
_WIDTHS = {Severity.ERROR: 7, Severity.WARNING: 4}
"""An error's mark is wider than a warning's: never colour alone."""
_HEIGHT = 2
"""Pixels of a mark."""
_NEAR = 4
"""Pixels that a click may miss a mark by."""


class FindingsBar(QScrollBar):
    """Belongs to the list; it is told where the findings are."""

    chosen = Signal(int)
    """The number of a call that has what was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._marked = Marked()
        self._marks: dict[int, Worst] = {}
        self._picture = QPixmap()
        self.setObjectName("findings")
        self.setAccessibleName("Position in the list")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._colours = {each: QColor(theme.severity(each)) for each in _WIDTHS}
        self._draw()

    def show_marked(self, marked: Marked) -> None:
        """Shows where the findings are now."""
        if marked != self._marked:
            self._marked = marked
            self._draw()

    def mark_at(self, y: int) -> Worst | None:
        """The mark at a pixel from the top, or the nearest one close by."""
        near = sorted(range(y - _NEAR, y + _NEAR + 1), key=lambda each: abs(each - y))
        return next((self._marks[each] for each in near if each in self._marks), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._picture.isNull():
            QPainter(self).drawPixmap(0, 0, self._picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the call of a mark; elsewhere it is a scroll bar."""
        place = event.position().toPoint()
        mark = self.mark_at(place.y()) if place.x() < STRIP else None
        if mark is not None:
            self.chosen.emit(mark.number)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Says what a mark is where the pointer rests."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos().y()) if event.pos().x() < STRIP else None
            text = (
                f"{Severity(mark.severity).word.capitalize()} in call {mark.number:,}"
                if mark
                else ""
            )
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _draw(self) -> None:
        """Draws the strip once; scrolling only shows it again."""
        scale = self.devicePixelRatioF()
        height = max(1, self.height())
        self._marks = {
            pixel: worst
            for pixel, worst in self._marked.pixels(max(1, height - _HEIGHT)).items()
            if worst.severity in _WIDTHS
        }
        self._picture = QPixmap(round(STRIP * scale), round(height * scale))
        self._picture.setDevicePixelRatio(scale)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        by_severity = sorted(self._marks.items(), key=lambda each: (each[1].severity, each[0]))
        for severity, marks in groupby(by_severity, key=lambda each: each[1].severity):
            width, colour = _WIDTHS[Severity(severity)], self._colours[Severity(severity)]
            for pixel, _ in marks:
                painter.fillRect(QRect(STRIP - 1 - width, pixel, width, _HEIGHT), colour)
        painter.end()
        self._describe()
        self.update()

    def _describe(self) -> None:
        places = {
            each: sum(worst.severity == each for worst in self._marked.worst.values())
            for each in _WIDTHS
        }
        self.setAccessibleDescription(
            f"Errors in {places[Severity.ERROR]:,} places of the list, "
            f"warnings in {places[Severity.WARNING]:,}"
        )
