"""A scroll bar with a strip beside it that shows where in the list errors and warnings are; a click goes there."""

from __future__ import annotations

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
from debugger.session.worst_rows import Strip, Worst

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
    stretched = Signal(int)
    """Pixels from the first mark to the last one that there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.findings = Strip()
        """Where they are."""
        self._picture = QPixmap()
        self.setObjectName("findings")
        self.setAccessibleName("Position in the list")
        self.set_theme(theme)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._colours = {each: QColor(theme.severity(each)) for each in _WIDTHS}
        self._redraw()

    def show_findings(self, findings: Strip) -> None:
        """Shows where the findings are now."""
        if findings != self.findings:
            self.findings = findings
            self._redraw()
            self._describe()

    def mark_at(self, y: int) -> Worst | None:
        """The mark at a pixel from the top, or the nearest one close by."""
        near = sorted(range(y - _NEAR, y + _NEAR + 1), key=lambda each: abs(each - y))
        worst = (self.findings.worst.get(each) for each in near)
        return next((each for each in worst if each and each.severity in _WIDTHS), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()
        self.stretched.emit(self.height() - _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._picture.isNull():
            self._picture = self._draw()
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

    def _redraw(self) -> None:
        self._picture = QPixmap()
        self.update()

    def _draw(self) -> QPixmap:
        """Draws the strip once; scrolling only shows it again."""
        scale = self.devicePixelRatioF()
        picture = QPixmap(round(STRIP * scale), round(max(1, self.height()) * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        for severity, top, height in sorted(self.findings.runs):
            if severity in _WIDTHS:
                width = _WIDTHS[Severity(severity)]
                room = QRect(STRIP - 1 - width, top, width, height - 1 + _HEIGHT)
                painter.fillRect(room, self._colours[Severity(severity)])
        painter.end()
        return picture

    def _describe(self) -> None:
        places = self.findings.places
        self.setAccessibleDescription(
            f"Errors in {places.get(Severity.ERROR, 0):,} places of the list, "
            f"warnings in {places.get(Severity.WARNING, 0):,}"
        )
