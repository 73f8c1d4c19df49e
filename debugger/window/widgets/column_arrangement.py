"""How the list's columns are arranged: which are shown, in which order, how wide."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView

from debugger.query.tree import Path
from debugger.window.models.row_text import TITLES, Column
from debugger.window.widgets.event_list import EventList

_NAMES = {Column.NUMBER: "Number", Column.MARKS: "Marks", Column.DELTA: "Δ, since the row above"}
MOST_PATHS = 20
"""Columns of paths: each is read for every row in sight."""
_STEP = 10
"""Pixels by which a column becomes narrower or wider."""


class ColumnArrangement:
    """Changes the header of a list; a column is named by its place in the table."""

    def __init__(self, events: EventList) -> None:
        self._table = events.table
        self._header = events.horizontalHeader()
        self._spare = events.spare
        self._as_at_first = self._header.saveState()

    @property
    def in_order(self) -> list[int]:
        """The columns from the left, with those that are hidden."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def name(self, column: int) -> str:
        """What a column is called, also where its title is a sign."""
        named = {int(each): name for each, name in _NAMES.items()}
        return named.get(column) or self._table.title(column)

    def path(self, column: int) -> Path | None:
        """The path whose values a column shows; None of a column that every session has."""
        return self._table.paths[column - len(TITLES)] if column >= len(TITLES) else None

    def is_shown(self, column: int) -> bool:
        """Whether it is, or would be with more room."""
        return self.is_left_out(column) or not self._header.isSectionHidden(column)

    def is_left_out(self, column: int) -> bool:
        """Whether it is hidden for want of room alone."""
        return self._spare.leaves_out(column)

    def may_be_hidden(self, column: int) -> bool:
        """The event's column takes the room that is left, and stays."""
        return column != Column.EVENT

    def width(self, column: int) -> int | None:
        """Pixels, 0 while it is hidden; None where it takes what is left."""
        if self._header.sectionResizeMode(column) is QHeaderView.ResizeMode.Stretch:
            return None
        return self._header.sectionSize(column)

    def show(self, column: int, *, shown: bool) -> None:
        """Shows or hides it."""
        if self.may_be_hidden(column):
            self._spare.choose(column, shown=shown)

    def move(self, column: int, by: int) -> None:
        """Moves it so many places to the right, or to the left."""
        place = self._header.visualIndex(column)
        self._header.moveSection(place, max(0, min(self._header.count() - 1, place + by)))

    def widen(self, column: int, steps: int) -> None:
        """Makes it wider, or narrower, but where it takes what is left."""
        width = self.width(column)
        if width:
            least = self._header.minimumSectionSize()
            self._header.resizeSection(column, max(least, width + steps * _STEP))
            self._spare.fit()

    def reset(self) -> None:
        """As at first, without the columns of paths."""
        for path in self._table.paths:
            self._table.remove_path(path)
        self._spare.bring_back()
        self._spare.forget_choices()
        self._header.restoreState(self._as_at_first)
        self._spare.fit()
