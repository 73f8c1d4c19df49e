"""The menu of a row of the list: what its cells offer, and what is done with the call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from debugger.payload.text import elided, visible
from debugger.window.models.cells import Cell
from debugger.window.panels.copy_as_menu import CopyAsMenu
from debugger.window.widgets.filter_offers import offer_cell

_ACTIONS = ("star", "note", "own-window", "copy-payload", "copy-name", "copy-row", "export")
_LONGEST = 40


class RowMenu(QMenu):
    """The entries of cells are made anew each time it opens; those of the call stay."""

    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""
    column_unwanted = Signal(object)
    """A path that is to be a column no more."""
    copied_as = Signal(str)
    """The selected call is to be copied in the format of this name."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        for name in _ACTIONS:
            self.addAction(actions[name])
        for name in ("copy-payload", "export"):
            self.insertSeparator(actions[name])
        self.copy_as = CopyAsMenu(parent)
        self.copy_as.chosen.connect(self.copied_as)
        self.insertMenu(actions["export"], self.copy_as)
        self._first = self.actions()[0]
        self._cells = QMenu(self)
        """Holds what the cells offer."""

    def offer(self, cell: Cell | None, others: Sequence[tuple[str, Cell]]) -> None:
        """Offers what can be done with a cell, and in a menu below with the others, each by its column's name."""
        for action in self._cells.actions():
            self.removeAction(action)
        self._cells.deleteLater()
        self._cells = QMenu(self)
        if cell is not None:
            self._add(self._cells, cell)
        if others:
            below = self._cells.addMenu("Other columns" if cell is not None else "Columns")
            for name, other in others:
                words = f"{name}: {visible(elided(other.value, _LONGEST))}".replace("&", "&&")
                self._add(below.addMenu(words), other)
        self._cells.addSeparator()
        self.insertActions(self._first, self._cells.actions())

    def _add(self, menu: QMenu, cell: Cell) -> None:
        offer_cell(menu, cell, self.filter_wanted.emit)
        if cell.path is not None:
            path = cell.path
            menu.addAction("Take this column away", lambda: self.column_unwanted.emit(path))
