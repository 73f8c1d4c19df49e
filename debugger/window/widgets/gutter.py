"""The margin left of the payload: line numbers, severities by shape, and arrows that fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from debugger.window.looks.appearance import captured_font
from debugger.window.looks.icons import SEVERITY_ICONS, icon
from debugger.window.looks.scale import SCALE

if TYPE_CHECKING:
    from debugger.window.widgets.payload_text import PayloadText

_EDGE = 8
_ICON = 14
_GAP = 4
_ARROW = 16


def _arrow() -> int:
    return SCALE.pixels(_ARROW)


class Gutter(QWidget):
    """Draws what belongs to the rows that `PayloadText` shows."""

    def __init__(self, text: PayloadText) -> None:
        super().__init__(text)
        self._text = text
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Wide enough for the largest line number."""
        digits = max(2, len(str(self._text.last_number)))
        numbers = self.fontMetrics().horizontalAdvance("0") * digits
        return QSize(_EDGE + SCALE.pixels(_ICON) + _GAP + numbers + _GAP + _arrow() + _GAP, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._text.theme.background))
        for row, top, height in self._text.rows_in_sight():
            self._text.paint_ground(painter, row, QRect(0, top, self.width(), height))
            self._paint_row(painter, row, top, height)

    def _paint_row(self, painter: QPainter, row: int, top: int, height: int) -> None:
        rows, theme = self._text.rows, self._text.theme
        findings = rows.findings(row)
        if findings:
            severity = rows.marks.worst(findings)
            icon(SEVERITY_ICONS[severity], theme.severity(severity), _ICON).paint(
                painter, QRect(_EDGE, top, SCALE.pixels(_ICON), height)
            )
            if len(findings) > 1:
                painter.setFont(captured_font(points=7))
                painter.setPen(QColor(theme.severity(severity)))
                place = QRect(0, top, _EDGE, height)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(min(len(findings), 9)))
                painter.setFont(self.font())
        line = rows.line(row)
        if line is not None:
            lit = row == self._text.caret_row
            painter.setPen(QColor(theme.text if lit else theme.muted))
            right = self.width() - _GAP - _arrow() - _GAP
            painter.drawText(
                QRect(0, top, right, height), Qt.AlignmentFlag.AlignRight, str(line + 1)
            )
        if rows.is_foldable(row):
            name = "chevron-right" if rows.is_folded(row) else "chevron-down"
            icon(name, theme.muted, _ICON).paint(painter, self._arrow(top, height))

    def _arrow(self, top: int, height: int) -> QRect:
        return QRect(self.width() - _GAP - _arrow(), top, _arrow(), height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Folds by the arrow, and elsewhere goes to the finding of the row."""
        row = self._row_at(event.position().toPoint())
        if row is None:
            return
        if self._is_over_arrow(event.position().toPoint(), row):
            self._text.toggle_fold(row)
        else:
            self._text.activate_row(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click does something."""
        place = event.position().toPoint()
        row = self._row_at(place)
        acts = row is not None and (
            self._is_over_arrow(place, row) or bool(self._text.rows.findings(row))
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)

    def _is_over_arrow(self, place: QPoint, row: int) -> bool:
        return (
            self._text.rows.is_foldable(row) and place.x() >= self.width() - _GAP - _arrow() - _GAP
        )

    def _row_at(self, place: QPoint) -> int | None:
        for row, top, height in self._text.rows_in_sight():
            if top <= place.y() < top + height:
                return row
        return None
