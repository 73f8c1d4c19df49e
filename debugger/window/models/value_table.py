"""The values of a payload as a table that can be sorted: path, value, type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from debugger.window.looks.appearance import captured_font, interface_font
from debugger.window.looks.theme import Theme
from debugger.window.models.payload_values import Value
from debugger.window.models.plain_rows import PlainRows


class Column(IntEnum):
    """The columns, from the left."""

    PATH = 0
    VALUE = 1
    TYPE = 2


_SORT: Mapping[int, Callable[[Value], tuple[object, ...]]] = {
    Column.PATH: lambda value: (value.path.casefold(), value.line),
    Column.VALUE: lambda value: (*value.sort_key, value.line),
    Column.TYPE: lambda value: (value.kind, value.line),
}


class ValueTable(PlainRows):
    """A row for each value that holds no others."""

    titles = ("Path", "Value", "Type")

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.values: list[Value] = []
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_values(self, values: list[Value]) -> None:
        """Shows other values, sorted as those before."""
        self.beginResetModel()
        self.values = values
        self._put_in_order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; by none (-1) they stand as in the payload."""
        self._sorted = column, order
        self.beginResetModel()
        self._put_in_order()
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        value = self.values[row]
        return (value.path, value.shown, value.kind)[column]

    def sentence(self, row: int) -> str:
        """All of a row."""
        value = self.values[row]
        return f"{value.path}: {value.shown}, {value.kind}"

    def colour(self, row: int, column: int) -> str | None:
        """Values as in the payload, types muted."""
        if column == Column.TYPE:
            return self.theme.muted
        if column == Column.PATH:
            return None
        kinds = {"string": self.theme.json_string, "number": self.theme.json_number}
        return kinds.get(self.values[row].kind, self.theme.json_constant)

    def tip(self, row: int, column: int) -> str | None:
        """The whole of what may not fit."""
        return self.text(row, column)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Captured text in its font."""
        if role == Qt.ItemDataRole.FontRole:
            plain = index.column() == Column.TYPE
            return interface_font(points=9) if plain else captured_font(points=9)
        return super().data(index, role)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """As many as there are values."""
        return 0 if parent.isValid() else len(self.values)

    def _put_in_order(self) -> None:
        column, order = self._sorted
        key = _SORT.get(column, lambda value: (value.line,))
        self.values.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)
