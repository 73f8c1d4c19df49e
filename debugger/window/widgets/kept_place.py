"""Where a person is in a list: what is selected, what is looked at, what is in sight; kept while other rows go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

_SELECT = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """The place in a list whose rows are all as high, before some of them leave or others come in between."""

    view: QTableView
    selected: tuple[tuple[int, int], ...]
    """Spans of rows, each without its end."""
    current: int
    """The row that is looked at; -1 where none is."""
    top: int
    """The first row in sight."""
    above: int
    """Pixels of it that are out of sight."""

    @classmethod
    def of(cls, view: QTableView) -> KeptPlace:
        """Where the person is now."""
        chosen = view.selectionModel()
        spans = sorted((part.top(), part.bottom() + 1) for part in list(chosen.selection()))  # type: ignore[call-overload]
        top, above = divmod(view.verticalScrollBar().value(), _row_height(view))
        looks = chosen.hasSelection() and view.currentIndex().isValid()
        current = view.currentIndex().row() if looks else -1
        return cls(view, tuple(spans), current, top, above)

    def restore(self, moved: Callable[[int], int]) -> None:
        """Selects what is left of the selection, or the row that stands where it was, and scrolls back.

        `moved` says of a row before how many rows come before it now.
        """
        view, rows = self.view, self.view.model().rowCount()
        if self.current >= 0 and rows:
            self._restore_selection(moved, rows)
        view.executeDelayedItemsLayout()
        view.verticalScrollBar().setValue(moved(self.top) * _row_height(view) + self.above)

    def _restore_selection(self, moved: Callable[[int], int], rows: int) -> None:
        spans = [(moved(start), moved(end)) for start, end in self.selected]
        spans = [(start, end) for start, end in spans if start < end]
        current = min(moved(self.current), rows - 1)
        if not spans:
            spans = [(current, current + 1)]
        elif not any(start <= current < end for start, end in spans):
            current = spans[0][0]
        self._select(spans, current)

    def _select(self, spans: list[tuple[int, int]], current: int) -> None:
        model, chosen = self.view.model(), QItemSelection()
        last = model.columnCount() - 1
        for start, end in spans:
            chosen.select(model.index(start, 0), model.index(end - 1, last))
        index = model.index(current, 0)
        selection = self.view.selectionModel()
        selection.setCurrentIndex(index, _SELECT.NoUpdate)
        selection.select(chosen, _SELECT.ClearAndSelect)


def _row_height(view: QTableView) -> int:
    return view.verticalHeader().defaultSectionSize()
