"""The schema of an event as it really is: each property with the share of calls that have it, and its types."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject

from debugger.payload.pointer import split
from debugger.payload.text import elided, visible
from debugger.schema.kind import Kind, Place
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows

_LONGEST = 120
_ALL = 100


class Column(IntEnum):
    """The columns, from the left."""

    PROPERTY = 0
    SHARE = 1
    CALLS = 2
    TYPES = 3


class SchemaRows(PlainRows):
    """A row for each property, in the order in which they came first, members below what holds them."""

    titles = ("Property", "Share", "Calls", "Types")
    on_the_right = frozenset({Column.SHARE, Column.CALLS})

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._places: Sequence[tuple[str, Place]] = ()
        self._calls = 0

    def show_kind(self, kind: Kind) -> None:
        """Shows the properties of an event, or other counts of them."""
        places = sorted(kind.places.items(), key=lambda each: split(each[0]))
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
        pointer, place = self._places[row]
        match column:
            case Column.PROPERTY:
                return _named(pointer)
            case Column.SHARE:
                return share_words(place.calls, self._calls)
            case Column.CALLS:
                return f"{place.calls:,}"
            case _:
                return types_words(place)

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


def share_words(part: int, whole: int) -> str:
    """A share in percent that says 100% only of all, and 0% of none."""
    if not whole or part == whole:
        return "100%" if whole else "—"
    percent = _ALL * part / whole
    if percent < 1:
        return "<1%"
    return ">99%" if percent > _ALL - 1 else f"{percent:.0f}%"


def types_words(place: Place) -> str:
    """`number`, or with counts where there are several: `number 118, string 2`."""
    most_first = sorted(place.types.items(), key=lambda each: (-each[1], each[0]))
    if len(most_first) == 1:
        return most_first[0][0]
    return ", ".join(f"{name} {calls:,}" for name, calls in most_first)


def _named(pointer: str) -> str:
    parts = [elided(part, _LONGEST) for part in split(pointer)]
    text = parts[0] + "".join("[]" if part == "*" else f".{part}" for part in parts[1:])
    return visible(elided(text, _LONGEST))
