"""The schema of an event as it really is: each property with the share of calls that have it, and its types."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject

from debugger.schema.kind import Kind, Place
from debugger.schema.words import COLUMNS, in_rows, row_words
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows


class Column(IntEnum):
    """The columns, from the left."""

    PROPERTY = 0
    SHARE = 1
    CALLS = 2
    TYPES = 3


class SchemaRows(PlainRows):
    """A row for each property, members below what holds them."""

    titles = COLUMNS
    on_the_right = frozenset({Column.SHARE, Column.CALLS})

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._places: Sequence[tuple[str, Place]] = ()
        self._calls = 0

    def show_kind(self, kind: Kind) -> None:
        """Shows the properties of an event, or other counts of them."""
        places = in_rows(kind)
        same = [name for name, _ in places] == [name for name, _ in self._places]
        if not same:
            self.beginResetModel()
        self._places, self._calls = places, kind.calls
        if not same:
            self.endResetModel()
        elif places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(places) - 1, len(Column) - 1))

    def pointer_at(self, row: int) -> str:
        """The JSON Pointer of a row, with `*` for indexes."""
        return self._places[row][0]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many properties there are."""
        return 0 if parent.isValid() else len(self._places)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return row_words(*self._places[row], self._calls)[column]

    def colour(self, row: int, column: int) -> str | None:
        """More than one type, or not always there, is what one looks for."""
        place = self._places[row][1]
        if column == Column.TYPES and len([each for each in place.types if each != "null"]) > 1:
            return self.theme.warning
        return self.theme.muted if column == Column.CALLS else None

    def tip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - of the whole row
        """All of it."""
        return self.sentence(row)

    def sentence(self, row: int) -> str:
        """`properties.revenue: in 98% of the calls, 120; number in 118, string in 2`."""
        texts = [self.text(row, column) for column in Column]
        return f"{texts[0]}: in {texts[1]} of the calls, {texts[2]}; {texts[3]}"
