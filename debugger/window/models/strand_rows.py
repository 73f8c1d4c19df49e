"""What a call shares with others as a table: how many there are, and the first, the one before and the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from debugger.payload.text import elided, visible
from debugger.session.rows import Row
from debugger.session.surroundings import Shared, Strand
from debugger.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_LONGEST = 60


class Column(IntEnum):
    """The columns, from the left."""

    SHARED = 0
    CALLS = 1
    FIRST = 2
    PREVIOUS = 3
    NEXT = 4
    LAST = 5


_TITLES = ("The same", "Calls", "First", "Previous", "Next", "Last")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that calls share."""

    shared: Shared
    value: str
    strand: Strand
    own: int
    """Number of the call itself."""

    def number(self, column: int) -> int:
        """The call that a cell names; 0 where it names none, or the call itself."""
        strand = self.strand
        named = (0, 0, strand.first, strand.previous, strand.next, strand.last)[column]
        return 0 if named == self.own else named

    def text(self, column: int) -> str:
        """What a cell says."""
        if column == Column.SHARED:
            return f"{self.shared.value} {self.value}"
        if column == Column.CALLS:
            return f"{self.strand.count:,}"
        number = self.number(column)
        if number:
            return f"#{number:,}"
        return "this" if column in {Column.FIRST, Column.LAST} else "—"

    @property
    def sentence(self) -> str:
        """All of it, as a screen reader says it."""
        calls = "1 call" if self.strand.count == 1 else f"{self.strand.count:,} calls"
        named = [
            f"{_TITLES[column].lower()} {self.text(column)}"
            for column in (Column.FIRST, Column.PREVIOUS, Column.NEXT, Column.LAST)
            if self.number(column)
        ]
        return ", ".join((f"{self.text(Column.SHARED)}: {calls}", *named))


class StrandRows(QAbstractTableModel):
    """A row for each thing that the call names, whether or not others share it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[Line] = []

    def show_strands(self, row: Row, strands: Mapping[Shared, Strand]) -> None:
        """Shows what a call shares; while the same things are shared, nothing moves."""
        values = {
            Shared.MESSAGE: row.message_id,
            Shared.VISITOR: row.anonymous_id,
            Shared.USER: row.user_id,
            Shared.EVENT: row.name,
        }
        lines = [
            Line(shared, visible(elided(value, _LONGEST)), strands[shared], row.number)
            for shared in Shared
            if shared in strands and (value := values[shared])
        ]
        if [(line.shared, line.own) for line in lines] == [
            (line.shared, line.own) for line in self._lines
        ]:
            self._lines = lines
            self.dataChanged.emit(
                self.index(0, 0), self.index(max(len(lines) - 1, 0), len(Column) - 1)
            )
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.layoutChanged.emit()

    def number_at(self, index: Index) -> int:
        """The call that a cell names; 0 where it names none."""
        return self._lines[index.row()].number(index.column()) if index.isValid() else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many things the call names."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Always six."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles, aligned with what is below them."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, alignment, colour and spoken sentence of a cell."""
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.sentence
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole if column >= Column.FIRST:
                return QColor(self._theme.accent if line.number(column) else self._theme.muted)
            case Qt.ItemDataRole.ToolTipRole if line.number(column):
                return f"Go to call {line.text(column)}"
            case _:
                return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == Column.SHARED else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
