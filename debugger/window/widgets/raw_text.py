"""Bytes as plain text, with the place where reading them failed."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from debugger.events import Problem
from debugger.findings import Severity
from debugger.payload.layout import Span
from debugger.window.looks.theme import Theme
from debugger.window.models.raw_rows import LONGEST_ROW, RawRows
from debugger.window.widgets.json_colours import JsonColours, underline, units
from debugger.window.widgets.sliced_text import SlicedText
from debugger.wire.masking import KeyMask

_BAR = 3

_MOST_WRAPPED = 100_000
"""Bytes that are wrapped at the width of the view; to wrap a megabyte anew takes a third of a second."""

_WRAPPED_ROW = 20_000
"""Characters of a line that are wrapped as one."""

_ANYWHERE = QTextOption.WrapMode.WrapAnywhere
_NOWHERE = QTextOption.WrapMode.NoWrap


class RawText(SlicedText):
    """Shows `RawRows`. A row's block has the row's number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colours = JsonColours(theme)
        self._rows = RawRows(b"")
        self._place: tuple[int, int] | None = None
        self._wanted = False
        self.document().setDocumentMargin(16)
        self.setAccessibleName("Raw bytes")

    def show_bytes(self, body: bytes, problem: Problem | None, mask: KeyMask | None = None) -> None:
        """Shows other bytes, from the start or from where reading failed."""
        wraps = len(body) <= _MOST_WRAPPED
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if wraps else mode.NoWrap)
        self.setWordWrapMode(_ANYWHERE if wraps else _NOWHERE)
        self._rows = RawRows(body, longest=_WRAPPED_ROW if wraps else LONGEST_ROW, mask=mask)
        self._place = None
        if problem is not None and not problem.of_whole:
            mark = body.startswith(b"\xef\xbb\xbf") and problem.line == 1
            self._place = self._rows.place_of(problem.line, problem.column + mark)
        self._wanted = self._place is not None
        self.fill(len(self._rows), self._rows.texts)

    @property
    def marked_row(self) -> int | None:
        """The row where reading failed."""
        return None if self._place is None else self._place[0]

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self._colours = JsonColours(theme)
        self.colour_anew()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, and what else can be done here."""
        menu = self.createStandardContextMenu()
        if self.actions():
            menu.addSeparator()
            menu.addActions(self.actions())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def rows_arrived(self) -> None:
        """Goes to where reading failed, once that is there."""
        if self._wanted and self._place is not None and self._place[0] < self.rows_there:
            self._wanted = False
            row, column = self._place
            block = self.document().findBlockByNumber(row)
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + units(block.text(), column))
            self.setTextCursor(cursor)
            self.centerCursor()

    def formats(self, row: int) -> list[QTextLayout.FormatRange]:
        """Escapes stand out; where reading failed, a wave."""
        pieces = self._rows.pieces(row)
        ranges = self._colours.ours(pieces)
        if self._place is not None and row == self._place[0]:
            text = "".join(piece.shown for piece in pieces)
            column = min(self._place[1], max(0, len(text) - 1))
            ranges.append(underline(text, Span(column, column + 1), self._theme.error))
        return ranges

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground of the line where reading failed, then the text."""
        painter = QPainter(self.viewport())
        for row, top, _ in self.rows_in_sight():
            if row == self.marked_row:
                line_top, height = self._marked_line(top)
                width = self.viewport().width()
                painter.fillRect(
                    QRect(0, line_top, width, height),
                    QColor(self._theme.strongly_lit(Severity.ERROR)),
                )
                painter.fillRect(QRect(0, line_top, _BAR, height), QColor(self._theme.error))
        painter.end()
        super().paintEvent(event)

    def _marked_line(self, top: int) -> tuple[int, int]:
        """Top and height in pixels of the one line, of those a row is wrapped into, where reading failed."""
        row, column = self._place or (0, 0)
        block = self.document().findBlockByNumber(row)
        line = block.layout().lineForTextPosition(units(block.text(), column))
        return top + round(line.y()), round(line.height())

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection with its lines whole."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(
            self._rows.copied(
                self.place(cursor.selectionStart()), self.place(cursor.selectionEnd())
            )
        )
        return data
