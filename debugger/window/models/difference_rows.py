"""Two calls side by side as a table: how they differ at each place, and what stands there in either."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from debugger.comparing.payloads import Difference, Way
from debugger.payload.text import visible
from debugger.spec.wording import dotted
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import PlainRows

WORDS = {Way.GONE: "− gone", Way.NEW: "+ new", Way.CHANGED: "≠ changed", Way.SAME: "same"}  # noqa: RUF001


class Column(IntEnum):
    """The columns, from the left."""

    WAY = 0
    PLACE = 1
    BEFORE = 2
    AFTER = 3


class DifferenceRows(PlainRows):
    """A row for each place that is shown."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.titles = ("", "Place", "", "")  # type: ignore[misc]  # those of two calls, not of the class
        self.differences: Sequence[Difference] = ()

    def show_differences(self, differences: Sequence[Difference], names: tuple[str, str]) -> None:
        """Shows other places; `names` are the two calls."""
        self.beginResetModel()
        self.titles = ("", "Place", *map(visible, names))  # type: ignore[misc]
        self.differences = differences
        self.endResetModel()

    def rowCount(self, _parent: object = None) -> int:
        """As many as are shown."""
        return len(self.differences)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        each = self.differences[row]
        if column == Column.WAY:
            return WORDS[each.way]
        if column == Column.PLACE:
            return dotted(each.pointer)
        return visible(each.before if column == Column.BEFORE else each.after)

    def sentence(self, row: int) -> str:
        """`properties.revenue changed: 20, then "20"`."""
        each = self.differences[row]
        values = visible(", then ".join(value for value in (each.before, each.after) if value))
        return f"{dotted(each.pointer)} {each.way}: {values}"

    def colour(self, row: int, column: int) -> str | None:
        """That of the difference; what is the same stands back."""
        way = self.differences[row].way
        if way is Way.SAME:
            return self.theme.muted
        if column != Column.WAY:
            return None
        return {Way.GONE: self.theme.error, Way.NEW: self.theme.ok}.get(way, self.theme.warning)

    def tip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - the same for all cells
        """All of a row, for what is cut."""
        return self.sentence(row)
