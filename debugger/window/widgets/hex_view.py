"""Bytes in hexadecimal as a table, of which only the rows in sight are made."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from debugger.window.looks.appearance import captured_font
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.hex_rows import HexRows
from debugger.window.models.plain_rows import PlainRows
from debugger.window.widgets.copy_action import copying
from debugger.window.widgets.plain_table import PlainTable
from debugger.wire.masking import KeyMask

_ROW = 20
"""Pixels."""

_WIDTHS = (32, 16, 8, 4)
"""Bytes on a row: as many as there is room for."""

_BESIDE = 28
"""Pixels beside the text of a cell."""


class HexTable(PlainRows):
    """A row for each `HexRows` has."""

    titles = ("Offset", "Bytes", "Text")

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.rows = HexRows(b"")

    def show_rows(self, rows: HexRows) -> None:
        """Shows other bytes."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return (self.rows.offset, self.rows.hexadecimal, self.rows.text)[column](row)

    def sentence(self, row: int) -> str:
        """All of a row."""
        return f"{self.rows.offset(row)}: {self.rows.hexadecimal(row)}; {self.rows.text(row)}"

    def colour(self, _row: int, column: int) -> str | None:
        """Offsets muted, text as strings are."""
        return (self.theme.muted, None, self.theme.json_string)[column]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """In the font of captured text."""
        if role == Qt.ItemDataRole.FontRole:
            return captured_font(points=9)
        return super().data(index, role)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """As many as the bytes take."""
        return 0 if parent.isValid() else len(self.rows)


class HexView(PlainTable):
    """Rows are selected together, and copied as lines of a dump."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.table = HexTable(theme)
        super().__init__(self.table, name="Raw bytes in hexadecimal", parent=parent)
        self.table.setParent(self)
        self._body = b""
        self._mask: KeyMask | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addAction(copying(self, self.copy))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)

    def show_bytes(self, body: bytes, mask: KeyMask | None = None) -> None:
        """Shows other bytes, from the start."""
        self._body, self._mask = body, mask
        self.table.show_rows(HexRows(body, self._width(), mask))
        self.scrollToTop()
        self._share_out()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.table.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts as many bytes on a row as there is room for, and stays at the same place."""
        super().resizeEvent(event)
        width, before = self._width(), self.table.rows.width
        if width != before:
            offset = max(0, self.rowAt(0)) * before
            self.table.show_rows(HexRows(self._body, width, self._mask))
            self.scrollTo(
                self.table.index(offset // width, 0), QAbstractItemView.ScrollHint.PositionAtTop
            )
        self._share_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The copy key takes the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, as lines of a dump."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = (self.table.rows.dump(row, row + 1) for row in chosen)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(SCALE.pixels(_ROW))

    def _width(self) -> int:
        room = self.viewport().width()
        return next((width for width in _WIDTHS if sum(self._needed(width)) <= room), _WIDTHS[-1])

    def _share_out(self) -> None:
        for column, needed in enumerate(self._needed(self.table.rows.width)[:2]):
            self.setColumnWidth(column, needed)

    def _needed(self, width: int) -> tuple[int, int, int]:
        """Pixels of each column, for so many bytes on a row."""
        metrics = QFontMetrics(captured_font(points=9))
        digits = max(6, len(f"{len(self._body):x}"))
        beside = SCALE.pixels(_BESIDE)
        letters = (digits, 3 * width, width)
        offset, pairs, text = (metrics.horizontalAdvance("0" * each) + beside for each in letters)
        return offset, pairs, text
