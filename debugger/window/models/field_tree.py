"""The inspectors' fields as a Qt model: field, expected, received, verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QIcon

from debugger.window.looks.appearance import captured_font, interface_font
from debugger.window.looks.icons import SEVERITY_ICONS, icon
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.field_rows import FieldRow, Standing
from debugger.window.models.row_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 28
"""Pixels."""


class Column(IntEnum):
    """The columns, from the left."""

    FIELD = 0
    EXPECTED = 1
    RECEIVED = 2
    VERDICT = 3


_TITLES = {
    Column.FIELD: "Field",
    Column.EXPECTED: "Expected",
    Column.RECEIVED: "Received",
    Column.VERDICT: "Verdict",
}

_ICONS = {
    Standing.DOCUMENTED: "check",
    Standing.INHERITED: "check",
    Standing.ABSENT: "circle-dashed",
    Standing.UNKNOWN: "minus",
    Standing.YOURS: "minus",
}


@dataclass(slots=True)
class _Node:
    row: FieldRow
    parent: int
    """-1 at the top."""
    place: int
    members: list[int] = field(default_factory=list)


class FieldTree(QAbstractItemModel):
    """A tree of `FieldRow`; nothing in it is editable."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._nodes: list[_Node] = []
        self._top: list[int] = []

    def show_rows(self, rows: tuple[FieldRow, ...]) -> None:
        """Shows other fields."""
        self.beginResetModel()
        self._nodes = []
        self._top = [self._add(row, -1, place) for place, row in enumerate(rows)]
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.layoutChanged.emit()

    def field_at(self, index: Index) -> FieldRow | None:
        """The field that a row of the view shows."""
        return self._nodes[index.internalId()].row if index.isValid() else None

    def index_of(self, place: str) -> QModelIndex:
        """The row of the field at a JSON Pointer, or of the nearest one around it; invalid when there is none."""
        best = None
        for number, node in enumerate(self._nodes):
            here = node.row.pointer
            around = here and (place == here or place.startswith(here + "/"))
            if around and (best is None or len(here) > len(self._nodes[best].row.pointer)):
                best = number
        return QModelIndex() if best is None else self.createIndex(self._nodes[best].place, 0, best)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Always four."""
        return len(Column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The members of a field."""
        if not parent.isValid():
            return len(self._top)
        return len(self._nodes[parent.internalId()].members) if parent.column() == 0 else 0

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a field's member."""
        numbers = self._nodes[parent.internalId()].members if parent.isValid() else self._top
        if not (0 <= row < len(numbers) and 0 <= column < len(Column)):
            return QModelIndex()
        return self.createIndex(row, column, numbers[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The index of the object that a field is a member of."""
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[index.internalId()].parent
        return QModelIndex() if above < 0 else self.createIndex(self._nodes[above].place, 0, above)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        row = self.field_at(index)
        if row is None or row.standing is Standing.HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles, aligned with what is below them."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, colour, icon and spoken sentence of a cell."""
        row = self.field_at(index)
        if row is None:
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.name, row.expected, row.received, row.verdict)[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._place_of(index)} {row.sentence}"
            case _:
                return self._look(row, column, role)

    def _look(self, row: FieldRow, column: Column, role: int) -> object:
        looks: dict[int, Callable[[FieldRow, Column], object]] = {
            Qt.ItemDataRole.FontRole: _font,
            Qt.ItemDataRole.ForegroundRole: self._colour,
            Qt.ItemDataRole.DecorationRole: self._icon,
            Qt.ItemDataRole.ToolTipRole: _tooltip,
            Qt.ItemDataRole.SizeHintRole: lambda _row, _column: QSize(0, SCALE.pixels(ROW_HEIGHT)),
        }
        look = looks.get(role)
        return look(row, column) if look else None

    def _add(self, row: FieldRow, parent: int, place: int) -> int:
        number = len(self._nodes)
        node = _Node(row, parent, place)
        self._nodes.append(node)
        node.members = [self._add(member, number, at) for at, member in enumerate(row.members)]
        return number

    def _place_of(self, index: Index) -> str:
        return f"Row {index.row() + 1} of {self.rowCount(self.parent(index))}:"

    def _colour(self, row: FieldRow, column: Column) -> QColor:
        if row.severity is not None and column is Column.VERDICT:
            return QColor(self._theme.severity(row.severity))
        quiet = row.standing in {Standing.ABSENT, Standing.HEADING} and row.severity is None
        if quiet or column is Column.EXPECTED:
            return QColor(self._theme.muted)
        if column is Column.VERDICT:
            documented = row.standing is Standing.DOCUMENTED
            return QColor(self._theme.ok if documented else self._theme.muted)
        return QColor(self._theme.text)

    def _icon(self, row: FieldRow, column: Column) -> QIcon | None:
        if column is not Column.VERDICT:
            return None
        if row.severity is not None:
            return icon(SEVERITY_ICONS[row.severity], self._theme.severity(row.severity))
        colour = self._theme.ok if row.standing is Standing.DOCUMENTED else self._theme.muted
        name = _ICONS.get(row.standing)
        return icon(name, colour) if name else None


def _font(row: FieldRow, column: Column) -> QFont:
    if row.standing is Standing.HEADING:
        return interface_font(points=9, weight=QFont.Weight.DemiBold)
    if column in {Column.FIELD, Column.RECEIVED}:
        return captured_font(points=9)
    return interface_font(points=9)


def _tooltip(row: FieldRow, column: Column) -> str | None:
    text = (row.about, row.expected, row.received, row.verdict)[column]
    return plain_tip(text) if text else None
