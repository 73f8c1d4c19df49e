"""What a person does with the window while it is measured, a step at a time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from debugger.session.groups import Grouping
from debugger.window.background.search import Found
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from debugger.window.panels.compare_dialog import CompareDialog
from debugger.window.panels.groups_dialog import GroupsDialog

HAND = 16
"""Milliseconds between two things that the person does."""
FILTERS = (
    "Order 7",
    "properties.revenue>500",
    "event:Order* -user:u-12 context.library.name:analytics*",
    "/Order [0-9]{2}$/",
    "rule:currency-*",
    "properties.products[].sku:A-77*",
)
_SORTED = (Column.EVENT, Column.USER, Column.TIME)
_BOTH = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@contextmanager
def hand(act: Callable[[], object], every: int = HAND) -> Iterator[None]:
    """While it lasts, something is done again and again."""
    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(every)
    yield
    timer.stop()


class Hand:
    """What a person does with the window, a step at a time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._random = random.Random(7)  # noqa: S311 - the same places in every run
        self._steps = 0
        self._left = ""
        self._filter = 0
        self.keys: list[float] = []
        """Milliseconds that each key took."""
        self.searches: list[float] = []
        """Milliseconds from the start of a search to its first hits."""
        self._asked = 0.0
        window.live._searcher._asked.connect(self._note_search)
        window.live._searcher.found.connect(self._note_hits)

    def scroll(self) -> None:
        """Three rows by the wheel; now and then the handle is drawn elsewhere."""
        bar = self._window.pane.list.verticalScrollBar()
        self._steps += 1
        if self._steps % 30 == 0:
            bar.setValue(self._random.randrange(max(1, bar.maximum())))
        else:
            bar.setValue(max(0, bar.value() - 3 * 28))

    def type_key(self) -> None:
        """The next character of a filter; at its end, the next filter."""
        line = self._window.filter_bar.line
        if not self._left:
            line.clear()
            self._left = FILTERS[self._filter % len(FILTERS)] + "\0" * 8  # time to look
            self._filter += 1
        key, self._left = self._left[0], self._left[1:]
        if key != "\0":
            begun = perf_counter()
            QTest.keyClicks(line, key)
            self.keys.append((perf_counter() - begun) * 1000)

    def switch(self) -> None:
        """Another call, another page and another inspector, in turn."""
        self._steps += 1
        detail, pane = self._window.detail, self._window.pane.list
        if self._steps % 3 == 0:
            pane.select(self._random.randrange(1, self._window.live.table.listing.head))
        elif self._steps % 3 == 1:
            detail.show_page(self._steps // 3 % detail.pages.count())
        else:
            detail.show_part(self._steps // 3 % detail.parts.count())

    def turn_timeline(self) -> None:
        """The wheel over the timeline: nearer, aside, and back."""
        timeline = self._window.timeline_commands.timeline
        self._steps += 1
        turned, aside = ((120, 0), (0, 120), (0, -120), (-120, 0))[self._steps // 6 % 4]
        at = QPointF(self._random.randrange(timeline.width()), timeline.height() / 2)
        turn = QWheelEvent(
            at,
            timeline.mapToGlobal(at),
            QPoint(),
            QPoint(aside, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt takes it by its place
        )
        QApplication.sendEvent(timeline, turn)

    def group(self) -> None:
        """Other groups, or another one of them, with what is in it."""
        self._steps += 1
        dialog = self._window.findChild(GroupsDialog)
        if not isinstance(dialog, GroupsDialog):
            self._window.group_commands.open(Grouping.EVENT)
        elif self._steps % 5 == 0:
            dialog.group_by(list(Grouping)[self._steps // 5 % len(Grouping)])
        elif rows := dialog.rows.rowCount():
            dialog.table.selectRow(self._random.randrange(rows))

    def compare(self) -> None:
        """Two other calls side by side."""
        self.put_away()
        events = self._window.pane.list
        for command in (_BOTH | QItemSelectionModel.SelectionFlag.Clear, _BOTH):
            row = self._random.randrange(events.table.rowCount())
            events.selectionModel().select(events.table.index(row, 0), command)
        self._window.commands.compare()

    def sort(self) -> None:
        """By another column, or the other way round."""
        self._window.column_commands.sorting.toggle(_SORTED[self._steps // 2 % len(_SORTED)])
        self._steps += 1

    def put_away(self) -> None:
        """Closes the dialogs that were opened."""
        for kind in (GroupsDialog, CompareDialog):
            for dialog in self._window.findChildren(kind):
                dialog.close()

    def _note_search(self) -> None:
        self._asked = perf_counter()

    def _note_hits(self, found: Found) -> None:
        if found.search.live:
            return
        if self._asked and found.hits:
            self.searches.append((perf_counter() - self._asked) * 1000)
        if found.hits or found.progress >= 1:  # where there are none, nothing is waited for
            self._asked = 0.0
