"""Plain text of any size that never stops the window: it comes in slices, over several turns of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QTextBlock, QTextCursor, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from debugger.window.looks.appearance import captured_font
from debugger.window.widgets.json_colours import column_of

TURN = 0.006
"""Seconds of one turn of the event loop that filling may take."""

_FIRST_TURN = 0.003
"""The same of the turn in which the rows change and what was shown is cleared."""

_FEWEST_ROWS = 1
_MOST_ROWS = 512
"""Rows that are made and inserted together."""

_AT_ONCE = 0.003
"""Seconds that making and inserting those may take, before fewer are taken together."""

Texts = Callable[[int, int], str]
"""The text of the rows from the first number to before the last, joined by line feeds."""


class SlicedText(QPlainTextEdit):
    """Read-only lines, never wrapped; long ones would cost minutes to wrap at words."""

    filled = Signal()
    """Every row is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(captured_font())
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self.document().setDefaultTextOption(option)
        self._count = 0
        self._next = 0
        self._rows_at_once = _FEWEST_ROWS
        self._coloured = 1
        self._texts: Texts = lambda _first, _last: ""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill_some)

    def fill(self, count: int, texts: Texts, *, began: float | None = None) -> None:
        """Shows `count` rows in place of what is shown; what was still coming of that is dropped.

        `began` is when this turn's work on them did, as `perf_counter` tells it: that and clearing what was
        shown may take all of the turn's time.
        """
        began = perf_counter() if began is None else began
        self._count, self._next, self._texts = count, 0, texts
        self.clear()
        self._fill_until(began + _FIRST_TURN)
        if self._next < count:
            self._timer.start()
        else:
            self.filled.emit()

    @property
    def is_filled(self) -> bool:
        """Whether every row is there."""
        return self._next >= self._count

    @property
    def rows_there(self) -> int:
        """How many rows are there already."""
        return self._next

    def count_rows(self, more: int) -> None:
        """Takes note that so many rows came to a text that is there whole; went, where it is negative."""
        self._count += more
        self._next += more

    def rows_arrived(self) -> None:
        """Called when more rows are there."""

    def formats(self, _row: int) -> list[QTextLayout.FormatRange]:
        """The colours of a row, asked for when it comes into sight."""
        return []

    def colour_anew(self) -> None:
        """Asks again for the colours of every row, as it comes into sight."""
        self._coloured += 1
        self.viewport().update()

    def rows_in_sight(self) -> Iterator[tuple[int, int, int]]:
        """Row, top and height in pixels of each row in sight."""
        for block in self._blocks_in_sight():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            yield block.blockNumber(), round(box.top()), round(box.height())

    def place(self, position: int) -> tuple[int, int]:
        """The row and column of a position in the document."""
        block = self.document().findBlock(position)
        return block.blockNumber(), column_of(block.text(), position - block.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Colours the rows that came into sight, then paints."""
        for block in self._blocks_in_sight():
            if block.userState() != self._coloured:
                block.setUserState(self._coloured)
                block.layout().setFormats(self.formats(block.blockNumber()))
                self.document().markContentsDirty(block.position(), block.length())
        super().paintEvent(event)

    def _blocks_in_sight(self) -> Iterator[QTextBlock]:
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        while block.isValid() and block.blockNumber() < self._next:
            if self.blockBoundingGeometry(block).translated(self.contentOffset()).top() > bottom:
                return
            yield block
            block = block.next()

    def _fill_some(self) -> None:
        self._fill_until(perf_counter() + TURN)

    def _fill_until(self, end: float) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while self._next < self._count and perf_counter() < end:
            self._fill_rows(cursor)
        cursor.endEditBlock()
        self.rows_arrived()
        if self._timer.isActive() and self.is_filled:
            self._timer.stop()
            self.filled.emit()

    def _fill_rows(self, cursor: QTextCursor) -> None:
        began = perf_counter()
        last = min(self._next + self._rows_at_once, self._count)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(("\n" if self._next else "") + self._texts(self._next, last))
        self._next = last
        grows = perf_counter() - began < _AT_ONCE
        wanted = self._rows_at_once * 2 if grows else self._rows_at_once // 2
        self._rows_at_once = min(max(wanted, _FEWEST_ROWS), _MOST_ROWS)
