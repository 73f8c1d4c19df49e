"""A table without a grid, whose rows or cells lead somewhere: by a click, a double click or Enter."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from debugger.window.looks.scale import SCALE

ROW = 28
"""Pixels."""
_ALIGNED = """
QTableView { outline: none; }
QTableView::item { padding: 0px 4px 0px 12px; }
QHeaderView::section { padding: 0px 6px 0px 16px; }
"""


class PlainTable(QTableView):
    """Its headers stand above the texts."""

    entered = Signal(QModelIndex)
    """Enter was pressed on a cell."""

    def __init__(
        self, model: QAbstractItemModel, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setStyleSheet(_ALIGNED)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(SCALE.pixels(ROW))
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with their text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(SCALE.pixels(ROW))

    def height_of_rows(self) -> int:
        """Pixels that the header and all rows take."""
        return self.horizontalHeader().height() + SCALE.pixels(ROW) * self.model().rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current cell."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
