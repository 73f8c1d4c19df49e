"""The list as Qt's table model: a thin view of a listing, whose rows are read when they are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from debugger.errors import SessionError
from debugger.events import Source
from debugger.payload.text import elided, visible
from debugger.query.tree import Path
from debugger.query.writing import path_name
from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.window.models.listing import Listing
from debugger.window.models.pages import Pages
from debugger.window.models.row_text import TITLES, Column, Line, marks_tip, plain_tip, sentence

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()

# Plain integers: comparing with Qt's enumerations in data() costs three times as much as the rest of it.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_MAY_BE_CUT = frozenset({Column.EVENT, Column.USER, Column.SOURCE})
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE_TEXT = int(Qt.ItemDataRole.AccessibleTextRole)
_HORIZONTAL = Qt.Orientation.Horizontal

_LONGEST_TITLE = 40
"""Characters."""

RIGHT_ALIGNED = frozenset({Column.NUMBER, Column.DELTA})


class SourceLook(NamedTuple):
    """How a source is shown in the list."""

    name: str
    colour: str
    """One of `debugger.sources.colours.COLOURS`."""


def _no_value(_number: int, _path: Path) -> str:
    return ""


def _clock(shown: Line) -> str:
    return shown.texts[Column.TIME]


def _no_look(_source: Source) -> SourceLook | None:
    return None


class EventTable(QAbstractTableModel):
    """Rows of a session; every change of what is shown goes through here, so that views follow it."""

    began = Signal()
    """Other calls are shown, in order of arrival."""
    exchanging = Signal()
    """Some calls are about to leave, or to come in between."""
    exchanged = Signal(object)
    """They have; a `Moved`."""
    added = Signal(int, int)
    """The first and the last row, in order of arrival, of calls that came; while another order holds, they are
    not shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing = Listing()
        self.pages = Pages(self.listing)
        self.look_of: Callable[[Source], SourceLook | None] = _no_look
        """What a source is called and in which colour it is shown; None leaves it to the library's name."""
        self.paths: tuple[Path, ...] = ()
        """Paths into the payload whose values are columns, after those of `Column`."""
        self.value_of: Callable[[int, Path], str] = _no_value
        """What stands at a path in the event of a number; empty where nothing does, or while it is read."""
        self.time_of: Callable[[Line], str] = _clock
        """What the column of the time says."""
        self.time_title = TITLES[Column.TIME]
        self.unreadable: SessionError | None = None
        """Why the file could not be read last time, if it could not."""

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.listing)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(TITLES) + len(self.paths)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            shown = self.line(index.row())
            return self.text(shown, index.column()) if shown else ""
        if role == _ACCESSIBLE_TEXT:
            shown = self.line(index.row())
            return sentence(shown) if shown else ""
        if role == _TOOL_TIP:
            return self._tip(index)
        return None

    def _tip(self, index: _Index) -> str | None:
        """The marks in words; what may have no room, whole."""
        shown, column = self.line(index.row()), index.column()
        if shown is None:
            return None
        if column == Column.MARKS:
            return marks_tip(shown.row) if shown.row.mark else None
        cut = column in _MAY_BE_CUT or column >= len(TITLES)
        return plain_tip(self.text(shown, column)) if cut else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation is not _HORIZONTAL or not 0 <= section < self.columnCount():
            return None
        if role == _DISPLAY:
            return self.title(section)
        if role == _TOOL_TIP and section >= len(TITLES):
            return plain_tip(visible(path_name(self.paths[section - len(TITLES)])))
        if role == _ACCESSIBLE_TEXT and section == Column.MARKS:
            return "Marks"
        if role == _ALIGNMENT:
            side = (
                Qt.AlignmentFlag.AlignRight
                if section in RIGHT_ALIGNED
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def title(self, column: int) -> str:
        """What stands above a column."""
        if column >= len(TITLES):
            name = path_name(self.paths[column - len(TITLES)]).removeprefix("properties.")
            return visible(elided(name, _LONGEST_TITLE))
        return self.time_title if column == Column.TIME else TITLES[column]

    def text(self, shown: Line, column: int) -> str:
        """What a cell says."""
        if column >= len(TITLES):
            return self.value_of(shown.row.number, self.paths[column - len(TITLES)])
        return self.time_of(shown) if column == Column.TIME else shown.texts[column]

    def add_path(self, path: Path) -> None:
        """Makes the values at a path the last column."""
        last = self.columnCount()
        self.beginInsertColumns(QModelIndex(), last, last)
        self.paths = (*self.paths, path)
        self.endInsertColumns()

    def remove_path(self, path: Path) -> None:
        """Takes the column of a path away."""
        index = self.paths.index(path)
        column = len(TITLES) + index
        self.beginRemoveColumns(QModelIndex(), column, column)
        self.paths = self.paths[:index] + self.paths[index + 1 :]
        self.endRemoveColumns()

    def tell_time(self, of: Callable[[Line], str], title: str) -> None:
        """Says the time in another way."""
        self.time_of, self.time_title = of, title
        self.headerDataChanged.emit(_HORIZONTAL, Column.TIME, Column.TIME)

    def line(self, row: int) -> Line | None:
        """The row as it is painted; None where the file does not give it, `unreadable` then says why."""
        try:
            return self.pages.line(row)
        except SessionError as error:
            self.unreadable = error
        except IndexError:
            pass  # a number that the file no longer holds
        return None

    def row(self, row: int) -> Row | None:
        """The summary in this row."""
        shown = self.line(row)
        return shown.row if shown else None

    def read_from(self, reader: SessionReader | None) -> None:
        """Shows another session from its first event, without a filter."""
        with self._beginning():
            self.listing.reset()
            self.pages.read_from(reader)

    def read_again(self) -> None:
        """Reads the rows anew that are looked at: what was found about them may have changed."""
        self.pages.forget()
        if len(self.listing):
            last = self.index(len(self.listing) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def arrive(self, newest: int) -> int:
        """Takes in what was captured up to `newest`; returns how many events more there are to show."""
        more = self.listing.coming(newest)
        if self.listing.hits is not None or not more:
            return self.listing.arrive(newest)
        count = self.listing.found
        with self._adding(count, count + more - 1):
            self.listing.arrive(newest)
        return more

    def resume(self) -> int:
        """Shows what was held back while paused; returns how many events more there are to show."""
        self.listing.paused = False
        return self.arrive(self.listing.newest)

    def prepend(self, hits: array[int]) -> None:
        """Adds hits, ascending, that are all older than those shown."""
        if hits and self.listing.hits is not None:
            with self._adding(0, len(hits) - 1):
                self.listing.hits = hits + self.listing.hits

    def append(self, hits: array[int]) -> None:
        """Adds hits, ascending, that are all newer than those shown."""
        if hits and self.listing.hits is not None:
            count = len(self.listing.hits)
            with self._adding(count, count + len(hits) - 1):
                self.listing.hits.extend(hits)

    def put_in_order(self, numbers: array[int] | None) -> None:
        """Shows the calls in this order, or in that of their arrival with None."""
        if numbers is not None or self.listing.order is not None:
            self.beginResetModel()
            self.listing.order = numbers
            self.pages.forget()
            self.endResetModel()

    def restrict(self, hits: array[int] | None) -> None:
        """Shows only `hits`, ascending, or all again with None."""
        with self._beginning():
            self.listing.hits = hits

    def exchange(self, numbers: Sequence[int], hits: array[int]) -> None:
        """Shows of these ascending numbers only `hits` from now on, ascending too; all others stay."""
        if self.listing.hits is None:
            return
        after = self.listing.with_hits(numbers, hits)
        if after != self.listing.hits:
            self.exchanging.emit()
            self.beginResetModel()
            moved = self.listing.exchange(after)
            self.pages.forget()
            self.endResetModel()
            self.exchanged.emit(moved)

    def clear(self) -> int:
        """Hides what is shown; returns how many that were."""
        with self._beginning():
            return self.listing.clear()

    def show_cleared(self, *, only_last: bool) -> None:
        """Shows again what the last clear hid, or all that was ever hidden."""
        with self._beginning():
            if only_last:
                self.listing.undo_clear()
            else:
                self.listing.show_cleared()

    @contextmanager
    def _beginning(self) -> Iterator[None]:
        """Other calls are shown, in order of arrival."""
        self.beginResetModel()
        self.listing.order = None
        yield
        self.pages.forget()
        self.endResetModel()
        self.began.emit()

    @contextmanager
    def _adding(self, first: int, last: int) -> Iterator[None]:
        """Rows come between others, unless these are in another order."""
        if self.listing.order is not None:
            yield
        else:
            self.beginInsertRows(QModelIndex(), first, last)
            yield
            if first:
                self.pages.forget_after(first)
            else:
                self.pages.forget()
            self.endInsertRows()
        self.added.emit(first, last)
