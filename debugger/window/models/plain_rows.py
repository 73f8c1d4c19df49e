"""What the small tables have in common: titles, alignment, and what is asked of each cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from debugger.window.looks.theme import Theme
from debugger.window.models.row_text import plain_tip

Index = QModelIndex | QPersistentModelIndex


class PlainRows(QAbstractTableModel):
    """Rows of texts; those below say which, how many there are, and what is special about a cell."""

    titles: ClassVar[Sequence[str]] = ()
    on_the_right: ClassVar[Collection[int]] = ()
    """Columns of figures, which stand below each other by their ends."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.theme = theme
        self.layoutChanged.emit()

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        raise NotImplementedError

    def sentence(self, row: int) -> str:
        """All of a row, as a screen reader says it."""
        raise NotImplementedError

    def icon(self, row: int, column: int) -> QIcon | None:  # noqa: ARG002 - for those that have some
        """What stands before a cell's text."""
        return None

    def colour(self, row: int, column: int) -> str | None:  # noqa: ARG002 - likewise
        """A cell's colour, where it is not that of text."""
        return None

    def tip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - likewise
        """What is told of a cell that is pointed at, as plain text: it may have been captured."""
        return None

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as there are titles."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles, aligned with what is below them."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, icon, alignment, colour, tip and spoken sentence of a cell."""
        row, column = index.row(), index.column()
        answer: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                answer = self.text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                answer = self.sentence(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                answer = self._alignment(column)
            case Qt.ItemDataRole.DecorationRole:
                answer = self.icon(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                tip = self.tip(row, column)
                answer = plain_tip(tip) if tip else None
            case Qt.ItemDataRole.ForegroundRole:
                colour = self.colour(row, column)
                answer = QColor(colour) if colour else None
        return answer

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column in self.on_the_right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
