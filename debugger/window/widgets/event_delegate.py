"""Says how wide a column of the list is at most; the list paints its rows itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from debugger.window.models.event_table import EventTable
from debugger.window.models.row_text import Column
from debugger.window.widgets.event_rows import EventRows
from debugger.window.widgets.row_metrics import PADDING, SMALL, row_height


class EventDelegate(QStyledItemDelegate):
    """Measures cells of an `EventTable` as `EventRows` draws them."""

    def __init__(self, table: EventTable, rows: EventRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._rows = rows

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown = self._table.line(index.row())
        text = self._table.text(shown, index.column()) if shown else ""
        drawn = self._rows.small if index.column() in SMALL else self._rows.words
        width = drawn.width(text) + 2 * PADDING
        return QSize(width + (PADDING if index.column() == Column.NUMBER else 0), row_height())
