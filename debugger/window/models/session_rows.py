"""The kept sessions as Qt's table model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from debugger.payload.text import elided, visible
from debugger.session.library import Entry
from debugger.session.words import length_words, size_words
from debugger.window.models.row_text import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()

SORT = int(Qt.ItemDataRole.UserRole)
"""The role that rows are sorted by."""
SEARCH = SORT + 1
"""The role that is searched: every text of the row."""


class SessionColumn(IntEnum):
    """The columns, from the left."""

    NAME = 0
    STARTED = 1
    LENGTH = 2
    APPS = 3
    CALLS = 4
    ERRORS = 5
    SIZE = 6
    STATE = 7


TITLES = ("Name", "Started", "Length", "Apps", "Calls", "Errors", "Size", "State")
_RIGHT = {SessionColumn.LENGTH, SessionColumn.CALLS, SessionColumn.ERRORS, SessionColumn.SIZE}

_SORTED: dict[int, Callable[[Entry], object]] = {
    SessionColumn.NAME: lambda each: each.path.name.lower(),
    SessionColumn.STARTED: lambda each: each.started_at,
    SessionColumn.LENGTH: lambda each: each.length,
    SessionColumn.APPS: lambda each: ", ".join(each.apps).lower(),
    SessionColumn.CALLS: lambda each: each.counts.events,
    SessionColumn.ERRORS: lambda each: each.counts.errors,
    SessionColumn.SIZE: lambda each: each.size,
    SessionColumn.STATE: lambda each: each.state.value,
}


class SessionTable(QAbstractTableModel):
    """A row for each session, in the order in which they were found."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(TITLES):
            if role == Qt.ItemDataRole.DisplayRole:
                return TITLES[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: _Index, role: int = 0) -> object:
        each = self.entries[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return texts(each)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(texts(each)[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == SORT:
            return _sortable(_SORTED[column](each))
        if role == SEARCH:
            return " ".join(texts(each))
        return None

    def add(self, found: Entry) -> None:
        """One more."""
        count = len(self.entries)
        self.beginInsertRows(QModelIndex(), count, count)
        self.entries.append(found)
        self.endInsertRows()

    def clear(self) -> None:
        """Forgets all."""
        self.beginResetModel()
        self.entries = []
        self.endResetModel()


def texts(each: Entry) -> tuple[str, ...]:
    """The row's cells."""
    readable = not each.trouble
    more = f" and {len(each.apps) - 2} more" if len(each.apps) > 2 else ""
    return (
        elided(visible(each.path.stem), 80),
        _moment(each.started_at) if each.started_at else "—",
        length_words(each.length) if each.length else "—",
        (visible(", ".join(each.apps[:2])) + more) or "—",
        f"{each.counts.events:,}" if readable else "—",
        f"{each.counts.errors:,}" if readable else "—",
        size_words(each.size),
        each.state.value.capitalize() + (" · older format" if each.is_older else ""),
    )


def _moment(microseconds: int) -> str:
    return f"{datetime.fromtimestamp(microseconds / 1_000_000).astimezone():%Y-%m-%d %H:%M}"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _sortable(value: object) -> object:
    """Numbers as floating point: Qt takes whole ones for 32 bits."""
    return float(value) if isinstance(value, int) else value
