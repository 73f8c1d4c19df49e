"""The payload as lines of text: coloured, folded, marked by findings, and copied as it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from debugger.findings import Severity
from debugger.payload.layout import Span, lay_out
from debugger.payload.marks import NO_MARKS, marked_span
from debugger.window.looks.theme import Theme
from debugger.window.models.payload_rows import PayloadRows
from debugger.window.models.payload_search import Match
from debugger.window.models.pieces import Piece
from debugger.window.widgets.gutter import Gutter
from debugger.window.widgets.json_colours import JsonColours, lit, underline, units
from debugger.window.widgets.sliced_text import SlicedText

_MOST_IN_PLACE = 2_000
"""Rows that are folded or unfolded in one turn of the event loop; more of them are filled in anew."""

_BAR = 3
"""Width of the bar at the lit line, in pixels."""


class PayloadText(SlicedText):
    """Shows `PayloadRows`. A row's block has the row's number."""

    finding_chosen = Signal(int)
    """The index of the finding whose marked line was clicked."""

    line_chosen = Signal(int)
    """The index of a line without findings that was clicked."""

    hovered = Signal(int, QPoint)
    """The row on which the mouse rests, and where on the screen."""

    find_wanted = Signal()
    """The key for looking for a text was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = PayloadRows(lay_out(b""), NO_MARKS)
        self._colours = JsonColours(theme)
        self._lit: int | None = None
        self._lit_line: int | None = None
        self._wanted: int | None = None
        self._found: Mapping[int, Sequence[Match]] = {}
        self._current: Match | None = None
        self._gutter = Gutter(self)
        self._gutter.setFont(self.font())
        self.setAccessibleName("Payload")
        self.setCursorWidth(2)
        self.updateRequest.connect(self._follow_update)
        self.cursorPositionChanged.connect(self._gutter.update)

    @property
    def last_number(self) -> int:
        """The largest line number."""
        return len(self.rows.layout.lines)

    @property
    def caret_row(self) -> int:
        """The row that the caret is on."""
        return self.textCursor().blockNumber()

    def show_rows(self, rows: PayloadRows) -> None:
        """Shows another payload, from where it stops being JSON or else from the start; nothing of it is lit."""
        self.rows = rows
        self._lit = self._lit_line = self._wanted = self._current = None
        self._found = {}
        broken = rows.layout.problem_line
        self._refill(row=rows.row_of_line(broken) if broken else 0)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours; text, folds and place stay."""
        self.theme = theme
        self._colours = JsonColours(theme)
        self.colour_anew()
        self._gutter.update()

    def light_finding(self, finding: int | None) -> None:
        """Lights the line of a finding, unfolds and scrolls to it; None puts the light out."""
        self._lit, self._lit_line = finding, None
        if finding is not None:
            self._unfold_lines(self.rows.folded_around_finding(finding))
            self._show_row(self.rows.row_of_finding(finding))
        self._repaint()

    def light_line(self, line: int) -> None:
        """Lights a line and brings it into sight."""
        self._lit, self._lit_line = None, line
        self._unfold_lines(self.rows.folded_around(line))
        self._show_row(self.rows.row_of_line(line))
        self._repaint()

    def show_matches(self, found: Mapping[int, Sequence[Match]], current: Match | None) -> None:
        """Lights what was looked for, by line, and one of the matches above the others."""
        self._found, self._current = found, current
        self.colour_anew()

    def go_to_match(self, match: Match) -> None:
        """Unfolds what hides a match, and puts the caret on it."""
        self._unfold_lines(self.rows.folded_around(match.line))
        row = self.rows.row_of_line(match.line)
        self._show_row(row)
        if row is not None and row < self.rows_there:
            block = self.document().findBlockByNumber(row)
            cursor = QTextCursor(block)
            column = min(units(block.text(), match.span.start), len(block.text()))
            cursor.setPosition(block.position() + column)
            self.setTextCursor(cursor)

    @property
    def lit_row(self) -> int | None:
        """The row that is lit, when one is and is not folded away."""
        if self._lit is not None:
            return self.rows.row_of_finding(self._lit)
        return None if self._lit_line is None else self.rows.row_of_line(self._lit_line)

    def toggle_fold(self, row: int) -> None:
        """Folds what begins on a row, or unfolds it."""
        began = perf_counter()
        was_folded = self.rows.is_folded(row)
        change = self.rows.unfold(row) if was_folded else self.rows.fold(row)
        if not change.size:
            return
        if not self.is_filled or change.size > _MOST_IN_PLACE:
            self._refill(row=row, began=began)
        elif was_folded:
            self._replace(row, 1, 1 + change.size)
        else:
            self._replace(row, 1 + change.size, 1)

    def fold_here(self, *, fold: bool) -> None:
        """Folds what begins on the caret's row, or unfolds it."""
        if self.rows.is_folded(self.caret_row) is not fold:
            self.toggle_fold(self.caret_row)

    def fold_to(self, depth: int) -> None:
        """Folds every object and array that is so deep or deeper; the outermost has depth 0."""
        began = perf_counter()
        self.rows.fold_to(depth)
        self._refill(row=0, began=began)

    def unfold_all(self) -> None:
        """Shows every line."""
        began = perf_counter()
        self.rows.unfold_all()
        self._refill(row=0, began=began)

    def activate_row(self, row: int) -> None:
        """Chooses the finding that marks a row; where there are several, each time the next one."""
        findings = self.rows.findings(row)
        line = self.rows.line(row)
        if findings:
            at = findings.index(self._lit) + 1 if self._lit in findings else 0
            self.finding_chosen.emit(findings[at % len(findings)])
        elif line is not None:
            self.line_chosen.emit(line)

    def paint_ground(self, painter: QPainter, row: int, box: QRect) -> None:
        """Paints the ground of a row: that of a mark, of a ghost, or of the lit line."""
        findings = self.rows.findings(row)
        if row == self.lit_row:
            painter.fillRect(box, QColor(self._lit_ground(findings)))
        elif findings:
            painter.fillRect(box, QColor(self.theme.lit(self.rows.marks.worst(findings))))

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as it came: without ghosts, and whole where the view cuts short."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(
            self.rows.copied(self.place(cursor.selectionStart()), self.place(cursor.selectionEnd()))
        )
        return data

    @property
    def caret_pointer(self) -> str:
        """The JSON Pointer of the caret's line."""
        return self.pointer_of(self.caret_row)

    def pointer_of(self, row: int) -> str:
        """The JSON Pointer of a row."""
        ghost = self.rows.ghost(row)
        return ghost.pointer if ghost else self.rows.layout.pointer(self.rows.line(row) or 0)

    def copy_value(self) -> None:
        """Puts the value on the caret's line on the clipboard, exactly as sent."""
        line = self.rows.line(self.caret_row)
        if line is not None:
            QGuiApplication.clipboard().setText(self.rows.layout.value_text(line))

    def copy_path(self) -> None:
        """Puts the JSON Pointer of the caret's line on the clipboard."""
        QGuiApplication.clipboard().setText(self.caret_pointer)

    def copy_payload(self) -> None:
        """Puts the whole payload on the clipboard, exactly as sent."""
        QGuiApplication.clipboard().setText(self.rows.layout.source)

    def rows_arrived(self) -> None:
        """Goes to the row that was asked for, once it is there."""
        if self._wanted is not None and self._wanted < self.rows_there:
            row, self._wanted = self._wanted, None
            self._show_row(row)

    def formats(self, row: int) -> list[QTextLayout.FormatRange]:
        """The colours of a row, with a wave under a wrong value."""
        pieces = self.rows.pieces(row)
        line = self.rows.line(row)
        broken = self.rows.layout.problem_line
        is_json = line is not None and (broken is None or line <= broken)
        ranges = self._colours.ranges(pieces, lexed=is_json)
        severity = self._severity(row)
        if severity is not None and line is not None:
            text = "".join(piece.shown for piece in pieces)
            ranges.append(
                underline(text, self._shown_span(row, line), self.theme.severity(severity))
            )
        return ranges + self._matches(line, pieces)

    def event(self, event: QEvent) -> bool:
        """The slash belongs to the payload while the caret is in it, not to the filter."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Slash
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the finding, a slash looks for a text."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activate_row(self.caret_row)
        elif event.key() == Qt.Key.Key_Slash:
            self.find_wanted.emit()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Where the mouse rests, the value there is explained."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self.hovered.emit(self.cursorForPosition(event.pos()).blockNumber(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, not a drag, chooses the finding of the line."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.activate_row(self.cursorForPosition(event.position().toPoint()).blockNumber())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the margin as high as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground of the rows in sight, then the text."""
        painter = QPainter(self.viewport())
        for row, top, height in self.rows_in_sight():
            self.paint_ground(painter, row, QRect(0, top, self.viewport().width(), height))
            if row == self.lit_row:
                severity = self._severity(row)
                bar = self.theme.accent if severity is None else self.theme.severity(severity)
                painter.fillRect(QRect(0, top, _BAR, height), QColor(bar))
        painter.end()
        super().paintEvent(event)

    def _matches(self, line: int | None, pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
        here = self._found.get(line, ()) if line is not None else ()
        text = "".join(piece.shown for piece in pieces) if here else ""
        plain, strong = (
            (self.theme.found, self.theme.text),
            (self.theme.accent, self.theme.on_accent),
        )
        return [
            lit(text, match.span, *(strong if match == self._current else plain)) for match in here
        ]

    def _shown_span(self, row: int, line: int) -> Span:
        """The marked columns as shown, where escapes are longer than what they stand for."""
        span = marked_span(self.rows.layout, line)
        return Span(self.rows.shown_column(row, span.start), self.rows.shown_column(row, span.end))

    def _severity(self, row: int) -> Severity | None:
        findings = self.rows.findings(row)
        return self.rows.marks.worst(findings) if findings else None

    def _lit_ground(self, findings: tuple[int, ...]) -> str:
        if not findings:
            return self.theme.selection
        return self.theme.strongly_lit(self.rows.marks.worst(findings))

    def _unfold_lines(self, lines: list[int]) -> None:
        for line in lines:
            row = self.rows.row_of_line(line)
            if row is not None:
                self.toggle_fold(row)

    def _show_row(self, row: int | None) -> None:
        if row is None:
            return
        if row >= self.rows_there:
            self._wanted = row
            return
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(row)))
        if row not in [seen for seen, _, _ in list(self.rows_in_sight())[1:-2]]:
            self.centerCursor()

    def _refill(self, *, row: int | None, began: float | None = None) -> None:
        self.fill(len(self.rows), self.rows.texts, began=began)
        self._place_gutter()
        self._show_row(row)
        if row == 0:
            self.horizontalScrollBar().setValue(0)

    def _replace(self, row: int, old: int, new: int) -> None:
        """Puts `new` rows where `old` ones stand in the document, from `row` on."""
        first = self.document().findBlockByNumber(row)
        last = self.document().findBlockByNumber(row + old - 1)
        cursor = QTextCursor(first)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self.rows.texts(row, row + new))
        self.count_rows(new - old)
        for changed in (row, row + new - 1):
            self.document().findBlockByNumber(changed).setUserState(-1)
        self._show_row(row)
        self._repaint()

    def _place_gutter(self) -> None:
        width = self._gutter.sizeHint().width()
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), width, inside.height()))

    def _follow_update(self, _box: QRect, _scrolled: int) -> None:
        self._gutter.update()

    def _repaint(self) -> None:
        self._gutter.update()
        self.viewport().update()
