"""Paints rows of the list: text by tone, findings as shapes with numbers, batches as a bracket."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter

from debugger.events import Transport
from debugger.findings import Severity, Verdict
from debugger.payload.text import elided, visible
from debugger.session.marks import Mark
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, interface_font
from debugger.window.looks.scale import SCALE
from debugger.window.models.event_table import RIGHT_ALIGNED, EventTable, SourceLook
from debugger.window.models.row_text import Batch, Column, Line, Tone, answer_word
from debugger.window.widgets.drawing import Drawing
from debugger.window.widgets.drawn_texts import DrawnTexts, Side
from debugger.window.widgets.row_metrics import (
    BETWEEN,
    GAP,
    ICON,
    PADDING,
    SMALL,
    counted,
    row_height,
)

if TYPE_CHECKING:
    from debugger.window.looks.theme import Theme

_DOT = 8
_BAR = 3
"""Pixels of the bar before a selected row."""
_MIRRORED = "mirrored"
_MUTED = frozenset({Column.NUMBER, Column.TIME, Column.DELTA, Column.SOURCE})
_MOST = 512
"""Rows that are kept as they were laid out: several times those in sight of a high list."""


class Place(NamedTuple):
    """A column that is shown."""

    column: int
    left: int
    """Pixels from the first column's left."""
    width: int


class _Says(NamedTuple):
    """All that a row says: it looks the same as long as this is."""

    shown: Line
    time: str
    values: tuple[str, ...]
    look: SourceLook | None


class EventRows:
    """Draws rows of an `EventTable`, each laid out once as long as it says the same and the columns stay."""

    def __init__(self, table: EventTable, theme: Theme) -> None:
        self._table = table
        self._places: tuple[Place, ...] = ()
        self._scale = 1.0
        self._kept: dict[int, tuple[_Says, Drawing]] = {}
        self.lit_since = 0
        """Microseconds since 1970 UTC: an error that came later lights its row."""
        self.oldest_lit: int | None = None
        """When the earliest came of the rows that were lit when they were painted last; None where none was."""
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on, and in the size of text in force."""
        self._kept.clear()
        self._theme = theme
        self._icon = SCALE.pixels(ICON)
        self.words = DrawnTexts(interface_font())
        self.small = DrawnTexts(interface_font(points=9))
        slanted = interface_font()
        slanted.setItalic(True)
        self._fault = DrawnTexts(slanted)
        self._letter = DrawnTexts(interface_font(points=8, weight=QFont.Weight.Bold))
        self.ground, self._selection = QColor(theme.background), QColor(theme.selection)
        self._lit = QColor(theme.lit_error)
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._error, self.accent = QColor(theme.error), QColor(theme.accent)
        self._severities = {severity: QColor(theme.severity(severity)) for severity in Severity}

    def set_places(self, places: tuple[Place, ...], scale: float) -> None:
        """Draws these columns from now on, for a screen with so many pixels for one."""
        if (places, scale) != (self._places, self._scale):
            self._places, self._scale = places, scale
            self._kept.clear()

    def paint(
        self, painter: QPainter, rows: Iterable[tuple[int, int]], selected: Callable[[int], bool]
    ) -> None:
        """Paints rows, each at so many pixels from the top; the painter's origin is the first column's left."""
        height = row_height()
        right = max((place.left + place.width for place in self._places), default=0)
        self.oldest_lit = None
        for row, top in rows:
            shown = self._table.line(row)
            room = QRect(0, top, right, height)
            if selected(row):
                painter.fillRect(room, self._selection)
                painter.fillRect(QRect(self._bar(), top, _BAR, height), self.accent)
            elif shown is not None:
                painter.fillRect(room, self._ground(shown))
            if shown is not None:
                painter.translate(0, top)
                self._drawing(shown).draw(painter)
                painter.translate(0, -top)

    def _bar(self) -> int:
        """The left of the column of the number, wherever that was put."""
        return next((each.left for each in self._places if each.column == Column.NUMBER), -_BAR)

    def _ground(self, shown: Line) -> QColor:
        if shown.row.errors and shown.row.received_at > self.lit_since:
            lit = (self.oldest_lit, shown.row.received_at)
            self.oldest_lit = min(each for each in lit if each is not None)
            return self._lit
        if shown.row.mark.colour:
            return QColor(self._theme.marked(shown.row.mark.colour))
        return self.ground

    def _drawing(self, shown: Line) -> Drawing:
        table = self._table
        says = _Says(
            shown,
            table.time_of(shown),
            tuple(table.value_of(shown.row.number, path) for path in table.paths),
            table.look_of(shown.row.sender),
        )
        kept = self._kept.get(shown.row.number)
        if kept is not None and kept[0] == says:
            return kept[1]
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]  # all at once would take as long as a frame
        drawing = self._laid_out(says)
        self._kept[shown.row.number] = says, drawing
        return drawing

    def _laid_out(self, says: _Says) -> Drawing:
        drawing, height = Drawing(), row_height()
        for column, left, width in self._places:
            cell = QRect(left, 0, width, height)
            if column == Column.MARKS:
                self._put_marks(drawing, cell, says.shown.row.mark)
            elif column == Column.FINDINGS:
                self._put_findings(drawing, cell, says.shown)
            else:
                self._put_words(drawing, cell, says, column)
        return drawing

    def _put_words(self, drawing: Drawing, cell: QRect, says: _Says, column: int) -> None:
        """The cell's text, with what belongs beside it."""
        shown = says.shown
        room = cell.adjusted(PADDING, 0, -PADDING, 0)
        text = self._table.text(shown, column)
        if column == Column.NUMBER:
            self._put_bracket(drawing, cell, shown.batch)
        elif column == Column.EVENT:
            self._put_beside_the_name(drawing, room, shown)
        elif column == Column.SOURCE and says.look:
            text = f"{says.look.name} {visible(elided(shown.row.sender.version, 20))}".strip()
            self._put_icon(drawing, room, "dot", self._theme.sources[says.look.colour], _DOT)
            room.setLeft(room.left() + _DOT + 5)
        colour, texts = self._look(shown, column)
        side = Side.RIGHT if column in RIGHT_ALIGNED else Side.LEFT
        drawing.write(texts, colour, room, text, side)

    def _look(self, shown: Line, column: int) -> tuple[QColor, DrawnTexts]:
        if column == Column.EVENT and shown.tone is Tone.FAULT:
            return self._error, self._fault
        muted = (
            column in _MUTED
            or (column == Column.EVENT and shown.tone is Tone.MUTED)
            or (column == Column.USER and shown.anonymous)
        )
        return self._muted if muted else self._text, self.small if column in SMALL else self.words

    def _put_marks(self, drawing: Drawing, cell: QRect, mark: Mark) -> None:
        """Star, colour and note in places of their own; the colour is a letter too, never colour alone."""
        place = cell.adjusted(4, 0, 0, 0)
        step = self._icon + 3
        if mark.starred:
            self._put_icon(drawing, place, "star-filled", self._theme.marks["yellow"])
        if mark.colour:
            top = cell.top() + (cell.height() - self._icon) // 2
            box = QRect(place.left() + step, top, self._icon, self._icon)
            drawing.fill(box, QColor(self._theme.marks[mark.colour]))
            letter = mark.colour[0].upper()
            drawing.write(self._letter, self.ground, box, letter, Side.MIDDLE)
        if mark.note:
            self._put_icon(
                drawing, place.adjusted(2 * step, 0, 0, 0), "sticky-note", self._theme.text
            )

    def _put_findings(self, drawing: Drawing, cell: QRect, shown: Line) -> None:
        """Each severity's icon with its number; what has no room is dots, not half an icon."""
        left = cell.left() + PADDING
        for severity, count in counted(shown.row):
            colour = self._severities[severity]
            width = self._icon + GAP + self.words.width(str(count))
            room = QRect(left, cell.top(), width, cell.height())
            if room.right() > cell.right():
                drawing.write(self.words, colour, room, "…")
                return
            self._put_icon(drawing, room, icons.SEVERITY_ICONS[severity], colour.name())
            drawing.write(self.words, colour, room.adjusted(self._icon + GAP, 0, 0, 0), str(count))
            left += width + BETWEEN

    def _put_beside_the_name(self, drawing: Drawing, room: QRect, shown: Line) -> None:
        """At the right of the name, which gives way to it: the answer, the verdict, and that it is a copy."""
        if shown.row.answer:
            word = answer_word(shown.row.answer)
            self._put_at_the_right(drawing, room, "refresh-cw", self._theme.warning, word)
        if shown.row.verdict is not Verdict.KEPT:
            self._put_verdict(drawing, room, shown)
        if shown.row.transport is Transport.MIRROR:
            width = self.small.width(_MIRRORED)
            if self._name_width(shown) + width <= room.width():
                drawing.write(self.small, self._muted, room, _MIRRORED, Side.RIGHT)
                room.setWidth(room.width() - width - PADDING)

    def _put_verdict(self, drawing: Drawing, room: QRect, shown: Line) -> None:
        """What Segment does with it: the icon is always there, the word where the name leaves room."""
        word = shown.row.verdict.value
        if self._name_width(shown) + self._icon + self.small.width(word) + 4 > room.width():
            word = ""
        self._put_at_the_right(drawing, room, "ban", self._theme.error, word)

    def _name_width(self, shown: Line) -> int:
        return self.words.width(shown.texts[Column.EVENT]) + PADDING

    def _put_at_the_right(
        self, drawing: Drawing, room: QRect, icon: str, colour: str, word: str
    ) -> None:
        """Takes the room of an icon with a word."""
        words = self.small.width(word) + 4 if word else 0
        place = QRect(room)
        place.setLeft(room.right() - words - self._icon)
        self._put_icon(drawing, place, icon, colour)
        drawing.write(self.small, QColor(colour), room, word, Side.RIGHT)
        room.setWidth(room.width() - words - self._icon - PADDING)

    def _put_bracket(self, drawing: Drawing, cell: QRect, batch: Batch) -> None:
        """A bracket in the left margin joins the rows that came in one request."""
        if batch is Batch.ALONE:
            return
        left, middle = cell.left() + EDGE // 2, cell.top() + cell.height() // 2
        top = middle - 4 if batch is Batch.FIRST else cell.top()
        bottom = middle + 4 if batch is Batch.LAST else cell.bottom()
        drawing.fill(QRect(left, top, 1, bottom - top + 1), self._muted)
        if batch is not Batch.INNER:
            end = top if batch is Batch.FIRST else bottom
            drawing.fill(QRect(left, end, 5, 1), self._muted)

    def _put_icon(
        self, drawing: Drawing, room: QRect, name: str, colour: str, size: int = 0
    ) -> None:
        """At the left of a room."""
        size = size or self._icon
        picture = icons.pixmap(name, colour, size, self._scale)
        drawing.put(room.left(), room.top() + (room.height() - size) // 2, picture)
