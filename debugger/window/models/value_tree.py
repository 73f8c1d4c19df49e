"""The payload as a tree of a Qt model; members are read when their parent is opened, a lot at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor

from debugger.window.looks.appearance import captured_font, interface_font
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.payload_values import PayloadValues, Value
from debugger.window.models.row_text import plain_tip

AT_ONCE = 500
"""Members of one object or array that are read together; a row offers the next."""

_ROW = 24
"""Pixels."""

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    VALUE = 1
    TYPE = 2


_TITLES = ("Name", "Value", "Type")


@dataclass(slots=True)
class _Node:
    parent: int
    """-1 at the top."""
    place: int
    line: int | None
    """On which its value begins; None for the row that offers more."""
    ahead: Iterator[int] | None = None
    """The lines of the members that are not read yet; None before any was."""
    unread: int = 0
    members: list[int] = field(default_factory=list)
    value: Value | None = None
    """Once it was looked at."""


class ValueTree(QAbstractItemModel):
    """Rows of `Value`; nothing in it is editable."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: PayloadValues | None = None
        self._nodes: list[_Node] = []

    def show_values(self, values: PayloadValues | None) -> None:
        """Shows another payload."""
        self.beginResetModel()
        self._values = values
        self._nodes = []
        if values is not None and 0 in values.layout.folds:
            self._nodes = [_Node(-1, 0, 0, unread=values.layout.folds[0].items)]
            self._read(0)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.layoutChanged.emit()

    def value_at(self, index: Index) -> Value | None:
        """The value on a row; None for the row that offers more."""
        return self._value(self._node(index)) if index.isValid() else None

    def read_on(self, index: Index) -> None:
        """Reads the next members, where the row offers more."""
        if not index.isValid() or self._node(index).line is not None:
            return
        parent, above = self._node(index).parent, self.parent(index)
        last = len(self._nodes[parent].members) - 1
        self.beginRemoveRows(above, last, last)
        self._nodes[parent].members.pop()
        self.endRemoveRows()
        more = min(AT_ONCE, self._nodes[parent].unread)
        more += self._nodes[parent].unread > more
        self.beginInsertRows(above, last, last + more - 1)
        self._read(parent)
        self.endInsertRows()

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Always three."""
        return len(Column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The members that are read."""
        if parent.isValid() and parent.column():
            return 0
        number = self._number(parent)
        return len(self._nodes[number].members) if number < len(self._nodes) else 0

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own signature
        """Whether there are members, read or not."""
        node = self._nodes[self._number(parent)] if self._nodes else None
        return node is not None and bool(node.members or node.unread)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether an object or array was not looked into yet."""
        node = self._nodes[self._number(parent)] if self._nodes else None
        return node is not None and node.ahead is None and node.unread > 0

    def fetchMore(self, parent: Index) -> None:
        """Looks into it."""
        number = self._number(parent)
        unread = self._nodes[number].unread
        rows = min(AT_ONCE, unread) + (unread > AT_ONCE)
        self.beginInsertRows(parent, 0, rows - 1)
        self._read(number)
        self.endInsertRows()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a member."""
        number = self._number(parent)
        members = self._nodes[number].members if number < len(self._nodes) else []
        if not (0 <= row < len(members) and 0 <= column < len(Column)):
            return QModelIndex()
        return self.createIndex(row, column, members[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The index of the object or array that a value is a member of."""
        above = self._node(index).parent if index.isValid() else 0
        return self.createIndex(self._nodes[above].place, 0, above) if above > 0 else QModelIndex()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, font, colour and spoken sentence of a cell."""
        if not index.isValid():
            return None
        node, column = self._node(index), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(node)[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(filter(None, self._texts(node)))
            case _:
                return self._look(node, column, role)

    def _look(self, node: _Node, column: Column, role: int) -> object:
        match role:
            case Qt.ItemDataRole.FontRole:
                return (
                    interface_font(points=9) if column is Column.TYPE else captured_font(points=9)
                )
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._texts(node)[column])
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(0, SCALE.pixels(_ROW))
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(node, column)
        return None

    def _texts(self, node: _Node) -> tuple[str, str, str]:
        value = self._value(node)
        if value is None:
            left = self._nodes[node.parent].unread
            return (f"{left:,} more", "Enter shows the next", "")
        return (value.name, value.shown, value.kind)

    def _colour(self, node: _Node, column: Column) -> QColor:
        value = self._value(node)
        kind = value.kind if value else ""
        holds = kind in {"object", "array"}
        if column is Column.TYPE or not kind or (column is Column.VALUE and holds):
            return QColor(self._theme.muted)
        if column is Column.NAME:
            return QColor(self._theme.json_key)
        return QColor(
            {"string": self._theme.json_string, "number": self._theme.json_number}.get(
                kind, self._theme.json_constant
            )
        )

    def _value(self, node: _Node) -> Value | None:
        """Made when it is looked at: hundreds at once would take too long."""
        if node.value is None and node.line is not None and self._values is not None:
            node.value = self._values.at(node.line)
        return node.value

    def _read(self, number: int) -> None:
        """Reads the next members of a node, and leaves a row for those after them."""
        assert self._values is not None  # noqa: S101 - there is a node
        node = self._nodes[number]
        if node.ahead is None:
            assert node.line is not None  # noqa: S101 - what offers more has no members
            node.ahead = self._values.members(node.line)
        for line in islice(node.ahead, AT_ONCE):
            fold = self._values.layout.folds.get(line)
            unread = 0 if fold is None else fold.items
            self._add(_Node(number, len(node.members), line, unread=unread))
            node.unread -= 1
        if node.unread > 0:
            self._add(_Node(number, len(node.members), None))

    def _add(self, node: _Node) -> None:
        self._nodes[node.parent].members.append(len(self._nodes))
        self._nodes.append(node)

    def _number(self, index: Index) -> int:
        return index.internalId() if index.isValid() else 0

    def _node(self, index: Index) -> _Node:
        return self._nodes[index.internalId()]
