"""Paints a cell of the list in one go: text by tone, findings as shapes with numbers, batches as a bracket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from debugger.events import Transport
from debugger.findings import Severity, Verdict
from debugger.payload.text import elided, visible
from debugger.session.marks import Mark
from debugger.session.rows import Row
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, interface_font
from debugger.window.looks.scale import SCALE
from debugger.window.models.event_table import RIGHT_ALIGNED, EventTable
from debugger.window.models.row_text import Batch, Column, Line, Tone, answer_word
from debugger.window.widgets.drawn_texts import DrawnTexts

if TYPE_CHECKING:
    from debugger.window.looks.theme import Theme

ROW_HEIGHT = 28
PADDING = 8
"""Between a cell's edge and its text; the header's style has the same."""
ICON = 14
_GAP = 3
"""Between an icon and the number beside it."""
_BETWEEN = 8
"""Between a number and the next icon."""
_DOT = 7

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
_MIRRORED = "mirrored"
_SELECTED = QStyle.StateFlag.State_Selected.value
_MUTED = frozenset({Column.NUMBER, Column.TIME, Column.DELTA, Column.SOURCE})
SMALL = frozenset({Column.NUMBER, Column.TIME, Column.DELTA, Column.SOURCE})
"""Columns in smaller type."""


class EventDelegate(QStyledItemDelegate):
    """Draws the rows of an `EventTable`; it asks the table for a line, not Qt for roles."""

    def __init__(self, table: EventTable, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.new_since = 0
        """Microseconds since 1970 UTC: an error that came later lights its row."""
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on, and in the size of text in force."""
        self._icon = SCALE.pixels(ICON)
        self._words = DrawnTexts(interface_font())
        self._small = DrawnTexts(interface_font(points=9))
        slanted = interface_font()
        slanted.setItalic(True)
        self._fault = DrawnTexts(slanted)
        self._letter = interface_font(points=8, weight=QFont.Weight.Bold)
        self._theme = theme
        self._selection = QColor(theme.selection)
        self._lit = QColor(theme.lit_error)
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._on_colour = QColor(theme.background)
        self._error, self._accent = QColor(theme.error), QColor(theme.accent)
        self._severities = {severity: QColor(theme.severity(severity)) for severity in Severity}

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown = self._table.line(index.row())
        text = self._table.text(shown, index.column()) if shown else ""
        drawn = self._small if index.column() in SMALL else self._words
        width = drawn.width(text) + 2 * PADDING
        return QSize(width + (PADDING if index.column() == Column.NUMBER else 0), row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: Any = option
        cell: QRect = state.rect
        column = index.column()
        shown = self._table.line(index.row())
        if state.state.value & _SELECTED:  # Python's enumerations take as long as a text
            painter.fillRect(cell, self._selection)
            if column == Column.NUMBER:
                painter.fillRect(QRect(cell.left(), cell.top(), 3, cell.height()), self._accent)
        elif shown is not None and shown.row.errors and shown.row.received_at > self.new_since:
            painter.fillRect(cell, self._lit)
        elif shown is not None and shown.row.mark.colour:
            painter.fillRect(cell, QColor(self._theme.marked(shown.row.mark.colour)))
        if shown is None:
            return
        if column == Column.MARKS:
            self._paint_marks(painter, cell, shown.row.mark)
        elif column == Column.FINDINGS:
            self._paint_findings(painter, cell, shown)
        else:
            self._paint_words(painter, cell, shown, column)

    def _paint_words(self, painter: QPainter, cell: QRect, shown: Line, column: int) -> None:
        """The cell's text, with what belongs beside it."""
        if column == Column.NUMBER:
            self._paint_bracket(painter, cell, shown.batch)
        room = cell.adjusted(PADDING, 0, -PADDING, 0)
        if column == Column.EVENT and shown.row.answer:
            room.setWidth(room.width() - self._paint_answer(painter, room, shown))
        if column == Column.EVENT and shown.row.verdict is not Verdict.KEPT:
            room.setWidth(room.width() - self._paint_verdict(painter, room, shown))
        if column == Column.EVENT and shown.row.transport is Transport.MIRROR:
            room.setWidth(room.width() - self._paint_mirrored(painter, room, shown))
        text = self._table.text(shown, column)
        if column == Column.SOURCE and (look := self._table.look_of(shown.row.sender)):
            text = f"{look.name} {visible(elided(shown.row.sender.version, 20))}".strip()
            room.setLeft(room.left() + self._paint_source(painter, room, look.colour))
        self._paint_text(painter, room, shown, column, text)

    def _paint_source(self, painter: QPainter, room: QRect, colour: str) -> int:
        """Draws the source's dot before its name; returns the width that takes."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.sources[colour]))
        middle = room.top() + room.height() / 2
        painter.drawEllipse(QRectF(room.left(), middle - _DOT / 2, _DOT, _DOT))
        painter.restore()
        return _DOT + 6

    def _paint_text(
        self, painter: QPainter, room: QRect, shown: Line, column: int, text: str
    ) -> None:
        colour, drawn = self._look(shown, column)
        painter.setPen(colour)
        drawn.draw(painter, room, text, right=column in RIGHT_ALIGNED)

    def _look(self, shown: Line, column: int) -> tuple[QColor, DrawnTexts]:
        if column == Column.EVENT and shown.tone is Tone.FAULT:
            return self._error, self._fault
        muted = (
            column in _MUTED
            or (column == Column.EVENT and shown.tone is Tone.MUTED)
            or (column == Column.USER and shown.anonymous)
        )
        return self._muted if muted else self._text, self._small if column in SMALL else self._words

    def _paint_marks(self, painter: QPainter, cell: QRect, mark: Mark) -> None:
        """Star, colour and note in places of their own; the colour is a letter too, never colour alone."""
        left = cell.left() + 4
        if mark.starred:
            self._draw_icon(painter, left, cell, "star-filled", QColor(self._theme.marks["yellow"]))
        if mark.colour:
            colour = QColor(self._theme.marks[mark.colour])
            box = QRect(
                left + self._icon + 3,
                cell.top() + (cell.height() - self._icon) // 2,
                self._icon,
                self._icon,
            )
            painter.fillRect(box, colour)
            painter.setFont(self._letter)
            painter.setPen(self._on_colour)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), mark.colour[0].upper())
        if mark.note:
            self._draw_icon(painter, left + 2 * (self._icon + 3), cell, "sticky-note", self._text)

    def _paint_findings(self, painter: QPainter, cell: QRect, shown: Line) -> None:
        """Each severity's icon with its number; what has no room is dots, not half an icon."""
        left = cell.left() + PADDING
        for severity, count in counted(shown.row):
            width = self._icon + _GAP + self._words.width(str(count))
            room = QRect(left, cell.top(), width, cell.height())
            painter.setPen(self._severities[severity])
            if room.right() > cell.right():
                self._words.draw(painter, room, "…")
                return
            self._draw_icon(
                painter, left, cell, icons.SEVERITY_ICONS[severity], self._severities[severity]
            )
            self._words.draw(painter, room.adjusted(self._icon + _GAP, 0, 0, 0), str(count))
            left += width + _BETWEEN

    def _paint_verdict(self, painter: QPainter, room: QRect, shown: Line) -> int:
        """Draws what Segment does with it at the right of the name; returns the width that takes."""
        word = shown.row.verdict.value
        words = self._small.width(word) + 4
        name = self._words.width(shown.texts[Column.EVENT])
        if name + PADDING + self._icon + words > room.width():
            word, words = "", 0  # the icon is always there; the name gives way to it
        self._draw_icon(painter, room.right() - words - self._icon, room, "ban", self._error)
        painter.setPen(self._error)
        self._small.draw(painter, room, word, right=True)
        return words + self._icon + PADDING

    def _paint_answer(self, painter: QPainter, room: QRect, shown: Line) -> int:
        """Draws that a fault was answered, at the right of the name; returns the width that takes."""
        word = answer_word(shown.row.answer)
        words = self._small.width(word) + 4
        left = room.right() - words - self._icon
        self._draw_icon(painter, left, room, "refresh-cw", self._severities[Severity.WARNING])
        painter.setPen(self._severities[Severity.WARNING])
        self._small.draw(painter, room, word, right=True)
        return words + self._icon + PADDING

    def _paint_mirrored(self, painter: QPainter, room: QRect, shown: Line) -> int:
        """Writes that it is a copy, where the name leaves room; returns the width that takes."""
        width = self._small.width(_MIRRORED)
        name = self._words.width(shown.texts[Column.EVENT])
        if name + PADDING + width > room.width():
            return 0
        painter.setPen(self._muted)
        self._small.draw(painter, room, _MIRRORED, right=True)
        return width + PADDING

    def _paint_bracket(self, painter: QPainter, cell: QRect, batch: Batch) -> None:
        """A bracket in the left margin joins the rows that came in one request."""
        if batch is Batch.ALONE:
            return
        left, middle = cell.left() + EDGE // 2, cell.top() + cell.height() // 2
        top = middle - 4 if batch is Batch.FIRST else cell.top()
        bottom = middle + 4 if batch is Batch.LAST else cell.bottom()
        painter.setPen(self._muted)
        painter.drawLine(left, top, left, bottom)
        if batch is Batch.FIRST:
            painter.drawLine(left, top, left + 4, top)
        if batch is Batch.LAST:
            painter.drawLine(left, bottom, left + 4, bottom)

    def _draw_icon(
        self, painter: QPainter, left: int, cell: QRect, name: str, colour: QColor
    ) -> None:
        scale = painter.device().devicePixelRatioF()
        picture = icons.pixmap(name, colour.name(), self._icon, scale)
        painter.drawPixmap(left, cell.top() + (cell.height() - self._icon) // 2, picture)


def row_height() -> int:
    """Pixels of a row of the list."""
    return SCALE.pixels(ROW_HEIGHT)


def marks_width() -> int:
    """Pixels of a place for star, colour and note each."""
    return 4 + 3 * (SCALE.pixels(ICON) + 3)


def counted(row: Row) -> list[tuple[Severity, int]]:
    """The severities of which something was found in an event, the worst first, and how often."""
    counts = (row.errors, row.warnings, row.advice)
    return [each for each in zip(_SEVERITIES, counts, strict=True) if each[1]]


def count_width(metrics: QFontMetrics, count: int) -> int:
    """Pixels of a severity's icon with its number."""
    return SCALE.pixels(ICON) + _GAP + metrics.horizontalAdvance(str(count))


def findings_width(metrics: QFontMetrics, counts: Sequence[int]) -> int:
    """Pixels of a cell with so many findings of each severity."""
    numbers = sum(count_width(metrics, count) for count in counts)
    return 2 * PADDING + numbers + _BETWEEN * (len(counts) - 1)
