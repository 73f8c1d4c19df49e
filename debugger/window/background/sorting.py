"""Puts the list in the order of a column, in a thread with its own reader; arrival order is the third click."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.errors import SessionError
from debugger.session.ordering import Order, Sortable
from debugger.session.reader import SessionReader
from debugger.window.background.worker_thread import WorkerThread
from debugger.window.live import Live
from debugger.window.models.row_text import TITLES, Column

SORTABLE = {
    Column.NUMBER: Sortable.NUMBER,
    Column.MARKS: Sortable.MARKS,
    Column.TIME: Sortable.TIME,
    Column.TYPE: Sortable.TYPE,
    Column.EVENT: Sortable.EVENT,
    Column.USER: Sortable.USER,
    Column.SOURCE: Sortable.SOURCE,
    Column.FINDINGS: Sortable.FINDINGS,
}
"""The time since the row above is no order: it depends on one."""


@dataclass(frozen=True, slots=True)
class _Question:
    generation: int
    path: Path
    order: Order
    numbers: Sequence[int]


class _Worker(QObject):
    """Lives in the thread."""

    ordered = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: sorting for an older question stops soon."""

    def run(self, question: _Question) -> None:
        """Sorts."""
        try:
            reader = SessionReader.open(question.path)
            try:
                self._sort(reader, question)
            finally:
                reader.close()
        except SessionError as error:
            self.failed.emit(question.generation, error)

    def _sort(self, reader: SessionReader, question: _Question) -> None:
        numbers = array("q")

        def wanted() -> bool:
            return question.generation == self.generation

        for piece in reader.ordered(question.order, question.numbers, wanted):
            numbers.extend(piece)
        if wanted():
            self.ordered.emit(question.generation, numbers)


class Sorting(QObject):
    """The order of the list of a `Live`: it is put into it once, and what comes then waits."""

    changed = Signal()
    """`column`, `descending` or `is_busy` are not what they were."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.column: int | None = None
        """The one that the list is sorted by, or is being; None in order of arrival."""
        self.descending = False
        self.is_busy = False
        """Whether it is still being sorted."""
        self._waits = False
        self._live = live
        self._generation = 0
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.ordered.connect(self._take)
        self._worker.failed.connect(self._fail)
        live.table.began.connect(self._sort_again)
        live.table.exchanged.connect(self._sort_what_is_left)
        live.changed.connect(self._sort_once_found)
        live.table.columnsRemoved.connect(self.leave)

    def toggle(self, column: int) -> None:
        """Sorts by a column, the other way round, or not any more."""
        if column != self.column:
            if column < len(TITLES) and Column(column) not in SORTABLE:
                return
            self.column, self.descending = column, False
        elif not self.descending:
            self.descending = True
        else:
            self.leave()
            return
        self._ask()

    def leave(self) -> None:
        """Shows the calls in the order of their arrival again."""
        if self.column is not None:
            self.column, self.descending = None, False
            self._cancel()
            self._live.table.put_in_order(None)
            self.changed.emit()

    def close(self) -> None:
        """Ends the thread."""
        self.column = None
        self._cancel()
        self._thread.end()

    def _cancel(self) -> None:
        self._generation += 1
        self._worker.generation = self._generation
        self.is_busy = False

    def _ask(self) -> None:
        self._cancel()
        live, column = self._live, self.column
        if column is None or live.reader is None:
            return
        self.is_busy = True
        self.changed.emit()
        self._waits = live.progress is not None  # until all hits are found
        if self._waits:
            return
        listing = live.table.listing
        numbers: Sequence[int] = (
            range(listing.base + 1, listing.head + 1) if listing.hits is None else listing.hits[:]
        )
        by = (
            SORTABLE[Column(column)]
            if column < len(TITLES)
            else live.table.paths[column - len(TITLES)]
        )
        self._thread.begin()
        self._asked.emit(
            _Question(self._generation, live.reader.path, Order(by, self.descending), numbers)
        )

    def _sort_again(self) -> None:
        """Other calls are in the list: they are sorted too."""
        if self.column is not None:
            self._ask()

    def _sort_what_is_left(self) -> None:
        """Calls have left the list: an order that was asked for before still has them."""
        if self.is_busy:
            self._ask()

    def _sort_once_found(self) -> None:
        if self.column is not None and self.is_busy and self._waits and self._live.progress is None:
            self._ask()

    def _take(self, generation: int, numbers: array[int]) -> None:
        if generation == self._generation:
            self.is_busy = False
            self._live.table.put_in_order(numbers)
            self.changed.emit()

    def _fail(self, generation: int, error: SessionError) -> None:
        if generation == self._generation:
            self.leave()
            self.failed.emit(error)
