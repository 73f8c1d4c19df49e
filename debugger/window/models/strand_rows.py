"""What a call shares with others as a table: how many there are, and the first, the one before and the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject

from debugger.payload.text import elided, visible
from debugger.session.rows import Row
from debugger.session.surroundings import Shared, Strand
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows

_LONGEST = 60


class Column(IntEnum):
    """The columns, from the left."""

    SHARED = 0
    CALLS = 1
    FIRST = 2
    PREVIOUS = 3
    NEXT = 4
    LAST = 5


_TITLES = ("The same", "Calls", "First", "Previous", "Next", "Last")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that calls share."""

    shared: Shared
    value: str
    strand: Strand
    own: int
    """Number of the call itself."""

    def number(self, column: int) -> int:
        """The call that a cell names; 0 where it names none, or the call itself."""
        strand = self.strand
        named = (0, 0, strand.first, strand.previous, strand.next, strand.last)[column]
        return 0 if named == self.own else named

    def text(self, column: int) -> str:
        """What a cell says."""
        if column == Column.SHARED:
            return f"{self.shared.value} {self.value}"
        if column == Column.CALLS:
            return f"{self.strand.count:,}"
        number = self.number(column)
        if number:
            return f"#{number:,}"
        return "this" if column in {Column.FIRST, Column.LAST} else "—"

    @property
    def sentence(self) -> str:
        """All of it, as a screen reader says it."""
        calls = "1 call" if self.strand.count == 1 else f"{self.strand.count:,} calls"
        named = [
            f"{_TITLES[column].lower()} {self.text(column)}"
            for column in (Column.FIRST, Column.PREVIOUS, Column.NEXT, Column.LAST)
            if self.number(column)
        ]
        return ", ".join((f"{self.text(Column.SHARED)}: {calls}", *named))


class StrandRows(PlainRows):
    """A row for each thing that the call names, whether or not others share it."""

    titles = _TITLES
    on_the_right = frozenset(Column) - {Column.SHARED}

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._lines: list[Line] = []

    def show_strands(self, row: Row, strands: Mapping[Shared, Strand]) -> None:
        """Shows what a call shares; while the same things are shared, nothing moves."""
        values = {
            Shared.MESSAGE: row.message_id,
            Shared.VISITOR: row.anonymous_id,
            Shared.USER: row.user_id,
            Shared.EVENT: row.name,
        }
        lines = [
            Line(shared, visible(elided(value, _LONGEST)), strands[shared], row.number)
            for shared in Shared
            if shared in strands and (value := values[shared])
        ]
        if [(line.shared, line.own) for line in lines] == [
            (line.shared, line.own) for line in self._lines
        ]:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def number_at(self, index: Index) -> int:
        """The call that a cell names; 0 where it names none."""
        return self._lines[index.row()].number(index.column()) if index.isValid() else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many things the call names."""
        return 0 if parent.isValid() else len(self._lines)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return self._lines[row].text(column)

    def colour(self, row: int, column: int) -> str | None:
        """A number leads somewhere."""
        if column < Column.FIRST:
            return None
        return self.theme.accent if self._lines[row].number(column) else self.theme.muted

    def tip(self, row: int, column: int) -> str | None:
        """What a click does, where it does something; what may have no room, else."""
        line = self._lines[row]
        if column == Column.SHARED:
            return self.text(row, column)
        return f"Go to call {line.text(column)}" if line.number(column) else None

    def sentence(self, row: int) -> str:
        """All of a row, as a screen reader says it."""
        return self._lines[row].sentence
