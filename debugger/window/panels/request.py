"""The Request tab: how the event came in, row by row, for reading and copying."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from debugger.payload.text import elided
from debugger.window.looks.appearance import EDGE, captured_font, interface_font
from debugger.window.looks.room import give_columns
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.prepared import Prepared
from debugger.window.models.request_rows import RequestRow, request_rows
from debugger.window.models.row_text import plain_tip
from debugger.window.widgets.copy_action import copying
from debugger.window.widgets.filled_in_sight import FilledInSight

_ROW_HEIGHT = 26

_LONGEST_VALUE = 2_000


class RequestTable(QTableWidget):
    """Names at the left, values at the right; items of a table are never rich text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._theme = theme
        self._rows: list[RequestRow] = []
        self.setObjectName("request")
        self.setAccessibleName("Request")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addAction(copying(self, self.copy))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(SCALE.pixels(_ROW_HEIGHT))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        give_columns(self.horizontalHeader(), {0: 140})

    def show_rows(self, rows: list[RequestRow]) -> None:
        """Shows another request."""
        self._rows = rows
        self.clearSpans()
        self.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            self._fill(number, row)
        self.scrollToTop()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        for number, row in enumerate(self._rows):
            self._fill(number, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The copy key takes the selected rows, `name: value` on each line."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Puts the selected rows on the clipboard."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        lines = [f"{self._rows[row].name}: {self._rows[row].value or ''}" for row in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _fill(self, number: int, row: RequestRow) -> None:
        name = QTableWidgetItem(row.name)
        name.setForeground(QColor(self._theme.muted))
        self.setItem(number, 0, name)
        if row.value is None:
            name.setFont(interface_font(points=9, weight=QFont.Weight.DemiBold))
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            name.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            self.setSpan(number, 0, 1, 2)
            self.setRowHeight(number, SCALE.pixels(_ROW_HEIGHT + 10))
            return
        value = QTableWidgetItem(elided(row.value, _LONGEST_VALUE))
        value.setFont(captured_font(points=9))
        value.setForeground(QColor(self._theme.text))
        value.setToolTip(plain_tip(elided(row.value, _LONGEST_VALUE)))
        value.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name}: {row.value}")
        self.setItem(number, 1, value)
        self.setRowHeight(number, SCALE.pixels(_ROW_HEIGHT))


class RequestPanel(FilledInSight):
    """The table, with the window's edge beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RequestTable(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE - 3, 0, 0, 0)
        layout.addWidget(self.table)

    def fill(self, prepared: Prepared) -> None:
        """Shows another event's request."""
        self.table.show_rows(list(request_rows(prepared.event, reveal_keys=prepared.mask is None)))

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.table.set_theme(theme)
