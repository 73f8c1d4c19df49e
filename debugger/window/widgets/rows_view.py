"""A table of events that paints its rows itself: Qt has each cell painted, which takes several times as long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QTableView, QWidget

from debugger.window.models.event_table import EventTable
from debugger.window.widgets.event_delegate import EventDelegate
from debugger.window.widgets.event_rows import EventRows, Place
from debugger.window.widgets.row_metrics import row_height

if TYPE_CHECKING:
    from debugger.window.looks.theme import Theme

_FOCUS_LINE = 2
"""Pixels."""
_LIT_FOR = 1200
"""Milliseconds that the row of a new error is lit, once."""


class RowsView(QTableView):
    """Scrolls what is painted, and paints only what comes into sight or says something else; is given its model."""

    def __init__(self, table: EventTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._rows = EventRows(table, theme)
        self._fading = QTimer(self, singleShot=True)
        self._fading.timeout.connect(self.viewport().update)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setItemDelegate(EventDelegate(table, self._rows, self))

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on, and in the size of text in force."""
        self._rows.set_theme(theme)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows, and a line under the header that says that the keyboard is here, even with none selected."""
        viewport, region = self.viewport(), event.region()
        painter = QPainter(viewport)
        for part in _parts(region):
            painter.fillRect(part, self._rows.ground)
        self._rows.lit_since = time.time_ns() // 1000 - _LIT_FOR * 1000
        self._rows.set_places(self._places(), viewport.devicePixelRatioF())
        left = self.horizontalHeader().offset()
        painter.translate(-left, 0)
        self._rows.paint(painter, self._rows_in(region), self._is_selected)
        self._fade()
        if self.hasFocus():
            painter.fillRect(left, 0, viewport.width(), _FOCUS_LINE, self._rows.accent)

    def scrollContentsBy(self, right: int, down: int) -> None:
        """Only what comes into sight is painted; the line under the header stays where it is."""
        super().scrollContentsBy(right, down)
        if self.hasFocus():
            for top in (0, down):
                self.viewport().update(0, top, self.viewport().width(), _FOCUS_LINE)

    def _places(self) -> tuple[Place, ...]:
        header = self.horizontalHeader()
        return tuple(
            Place(column, header.sectionPosition(column), header.sectionSize(column))
            for column in range(self.table.columnCount())
            if not header.isSectionHidden(column)
        )

    def _rows_in(self, region: QRegion) -> Iterator[tuple[int, int]]:
        """Rows with their pixels from the top."""
        height, offset = row_height(), self.verticalHeader().offset()
        rows = {
            row
            for part in _parts(region)
            for row in range(
                (part.top() + offset) // height, (part.bottom() + offset) // height + 1
            )
        }
        count = self.table.rowCount()
        return ((row, row * height - offset) for row in sorted(rows) if 0 <= row < count)

    def _is_selected(self, row: int) -> bool:
        return self.selectionModel().isSelected(self.table.index(row, 0))

    def _fade(self) -> None:
        """Has what is lit painted again once that is over."""
        came = self._rows.oldest_lit
        if came is not None:
            left = min(max(0, (came - self._rows.lit_since) // 1000), _LIT_FOR) + 1
            if not self._fading.isActive() or self._fading.remainingTime() > left:
                self._fading.start(left)


def _parts(region: QRegion) -> list[QRect]:
    """PySide's types leave out that a region can be gone through."""
    return [*region]  # type: ignore[misc]
