"""Which of the list's columns are left out while the list is too narrow to read an event's name beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableView

from debugger.window.looks.scale import SCALE
from debugger.window.models.row_text import Column

_LEAST = 120
"""Pixels of the event's column, in which an ordinary name can be read."""
_LAID_OUT = 300
"""Pixels of a list that has its place; before, it has a width that says nothing."""
_SPARE = (Column.DELTA, Column.SOURCE)
"""What is left out, the first one first: the times and the details tell both of them as well."""


class SpareColumns:
    """Leaves columns out and brings them back; one that the person shows or hides is theirs."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self._header: QHeaderView = table.horizontalHeader()
        self._out: dict[Column, int] = {}
        self._chosen: set[int] = set()

    def fit(self) -> None:
        """Leaves out what there is no room for at the list's width; nothing where the list can be scrolled."""
        width = self._table.viewport().width()
        stretches = self._header.sectionResizeMode(Column.EVENT) is QHeaderView.ResizeMode.Stretch
        if width < SCALE.pixels(_LAID_OUT) or not stretches:
            self.bring_back()
            return
        room = width - self._needed()
        wanted: dict[Column, int] = {}
        for column in _SPARE:
            taken = self._out.get(column, self._header.sectionSize(column))
            if room < SCALE.pixels(_LEAST) and column not in self._chosen and taken:
                wanted[column] = taken
                room += taken
        for column in self._out.keys() - wanted.keys():
            self._header.showSection(column)
        for column in wanted.keys() - self._out.keys():
            self._header.hideSection(column)
        self._out = wanted

    def leaves_out(self, column: int) -> bool:
        """Whether it is hidden for want of room alone."""
        return column in self._out

    def bring_back(self) -> None:
        """Shows what was left out."""
        for column in self._out:
            self._header.showSection(column)
        self._out = {}

    def choose(self, column: int, *, shown: bool) -> None:
        """Shows or hides a column as the person wants it, whatever room there is."""
        self._chosen.add(column)
        self._out = {each: width for each, width in self._out.items() if each != column}
        self._header.setSectionHidden(column, not shown)
        self.fit()

    def forget_choices(self) -> None:
        """Lets the room decide again."""
        self._chosen.clear()

    def _needed(self) -> int:
        """Pixels of all columns but the event's, with those that are left out."""
        shown = sum(
            self._header.sectionSize(column)
            for column in range(self._header.count())
            if column != Column.EVENT and not self._header.isSectionHidden(column)
        )
        return shown + sum(self._out.values())
