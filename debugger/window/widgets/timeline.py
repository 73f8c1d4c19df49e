"""Calls over time, stacked by severity: drag or Shift+arrows select a stretch, wheel or + and - look nearer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from debugger.query.times import Stretch
from debugger.session.timeline import SECOND, SEVERITIES, WIDTHS, Stack
from debugger.window.background.overlooking import Seen
from debugger.window.looks.appearance import EDGE
from debugger.window.looks.scale import SCALE
from debugger.window.models.time_view import TimeView, clock, length_words, ticks
from debugger.window.models.time_words import said, stack_words
from debugger.window.widgets.timeline_painting import TimelinePainting

if TYPE_CHECKING:
    from debugger.window.looks.theme import Theme

_CAPTION, _BARS, _AXIS = 16, 36, 16
"""Pixels at the ordinary size of text."""
"""Pixels."""
_NARROWEST = 4
"""Pixels of a bar."""
_TICK = 96
"""Pixels that the text of a tick may take."""
_DRAG = 3
"""Pixels that the pointer moves before a press is a drag."""
_FAR = 100_000
"""Pixels beside the bars at which what is farther away is taken to be: Qt counts pixels in 32 bits."""
_ZOOM = 0.8
_STEP = 120
"""What Qt gives for a step of the wheel."""


def _height() -> int:
    return 8 + SCALE.pixels(_CAPTION) + SCALE.pixels(_BARS) + SCALE.pixels(_AXIS)


class Timeline(QWidget):
    """Shows what is `Seen` of a list; what is selected of it is a part of the filter."""

    stretch_chosen = Signal(object)
    """A `Stretch`: calls of this time alone are wanted; of any with two Nones."""
    view_changed = Signal(object)
    """The span that is looked at from nearer; None for all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TimeView()
        self.whole_behind = True
        """Whether all calls are shown behind those that the filter leaves."""
        self._seen = Seen()
        self._stretch: Stretch | None = None
        self._stacks: dict[int, Stack] = {}
        self._behind: dict[int, Stack] = {}
        self._width = WIDTHS[0]
        self._pressed: QPoint | None = None
        self._dragged: tuple[int, int] | None = None
        self._cursor: int | None = None
        self._anchor: int | None = None
        self._painting = TimelinePainting(theme)
        self.setObjectName("timeline")
        self.setAccessibleName("Timeline of the calls")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_height())
        self.setCursor(Qt.CursorShape.CrossCursor)

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._painting.set_theme(theme)
        self.update()

    def show_seen(self, seen: Seen) -> None:
        """Shows what is counted by now."""
        self._seen = seen
        if self.view.follow(seen.whole):
            self.view_changed.emit(self.view.span)
        self._arrange()

    def show_stretch(self, stretch: Stretch | None) -> None:
        """Marks the time that the filter leaves."""
        if stretch != self._stretch:
            self._stretch = stretch
            if stretch is None:
                self._anchor = None
            self._arrange()

    def show_behind(self, *, wanted: bool) -> None:
        """Shows all calls behind those that the filter leaves, or these alone."""
        self.whole_behind = wanted
        self._arrange()

    def begin_anew(self) -> None:
        """Another session: all of it is looked at."""
        self.view.show_all()
        self._cursor = self._anchor = None
        self.view_changed.emit(None)

    def sizeHint(self) -> QSize:
        return QSize(400, _height())

    # Where things are

    def _room(self) -> QRect:
        top = 4 + SCALE.pixels(_CAPTION) + 2
        return QRect(EDGE, top, max(1, self.width() - 2 * EDGE), SCALE.pixels(_BARS))

    def _x(self, moment: int) -> int:
        room, (start, end) = self._room(), self.view.shown(self._seen.whole)
        away = (moment - start) * room.width() // (end - start)
        return room.left() + min(max(away, -_FAR), _FAR)

    def _moment(self, x: int) -> int:
        room, (start, end) = self._room(), self.view.shown(self._seen.whole)
        inside = min(max(x - room.left(), 0), room.width())
        return start + (end - start) * inside // room.width()

    def _arrange(self) -> None:
        """Joins buckets to bars that are wide enough to be seen."""
        start, end = self.view.shown(self._seen.whole)
        most = max(1, self._room().width() // _NARROWEST)
        needed = next((width for width in WIDTHS if width * most >= end - start), WIDTHS[-1])
        bars = self._seen.all if self._seen.shown is None else self._seen.shown
        self._width = max(needed, bars.width, self._seen.all.width)
        self._stacks = bars.joined(self._width)
        behind = self._seen.shown is not None and self.whole_behind
        self._behind = self._seen.all.joined(self._width) if behind else {}
        self._describe()
        self.update()

    def _in_view(self, stacks: dict[int, Stack]) -> dict[int, Stack]:
        start, end = self.view.shown(self._seen.whole)
        first, last = start // self._width, (end - 1) // self._width
        return {bucket: stack for bucket, stack in stacks.items() if first <= bucket <= last}

    # What is painted

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting, room = self._painting, self._room()
        painter.fillRect(self.rect(), painting.ground)
        self._paint_stretch(painter, room)
        self._paint_bars(painter, room)
        painter.setPen(painting.line)
        painter.drawLine(room.left(), room.bottom() + 1, room.right(), room.bottom() + 1)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        self._paint_axis(painter, room)
        self._paint_caption(painter, room)
        if self.hasFocus():
            painter.setPen(painting.accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_bars(self, painter: QPainter, room: QRect) -> None:
        shown, behind = self._in_view(self._stacks), self._in_view(self._behind)
        tallest = max(map(sum, (*shown.values(), *behind.values())), default=1)
        painter.setClipRect(room)
        for bucket, stack in behind.items():
            self._painting.paint_behind(painter, self._bar(bucket, room), sum(stack), tallest)
        for bucket, stack in shown.items():
            self._painting.paint_bar(painter, self._bar(bucket, room), stack, tallest)
        painter.setClipping(False)

    def _bar(self, bucket: int, room: QRect) -> QRect:
        left, right = self._x(bucket * self._width), self._x((bucket + 1) * self._width)
        return QRect(left, room.top(), max(2, right - left - 1), room.height())

    def _paint_stretch(self, painter: QPainter, room: QRect) -> None:
        ends = self._ends()
        if ends is not None:
            left, right = (max(room.left(), min(room.right(), self._x(end))) for end in ends)
            ground = QRect(left, room.top() - 2, max(1, right - left), room.height() + 2)
            painter.fillRect(ground, self._painting.span)
            for x in (left, right):
                painter.fillRect(x, ground.top(), 2, ground.height(), self._painting.accent)
        if self._cursor is not None and self.hasFocus():
            bar = self._bar(self._cursor // self._width, room)
            painter.setPen(self._painting.accent)
            painter.drawRect(bar.adjusted(-1, -2, 1, 0))

    def _ends(self) -> tuple[int, int] | None:
        """The stretch that is dragged or that the filter leaves."""
        if self._dragged:
            return self._dragged
        if self._stretch is None:
            return None
        first, last = self.view.all_of(self._seen.whole)
        start, end = self._stretch
        return (first if start is None else start), (last if end is None else end)

    def _paint_axis(self, painter: QPainter, room: QRect) -> None:
        painting = self._painting
        painter.setFont(painting.font)
        painter.setPen(painting.muted)
        free = room.left()
        if not self._seen.whole.latest:
            return
        for moment, text in ticks(self.view.shown(self._seen.whole), max(1, room.width() // _TICK)):
            x, width = self._x(moment), painting.metrics.horizontalAdvance(text)
            left = min(max(room.left(), x - width // 2), room.right() - width)
            if left >= free:
                painter.drawLine(x, room.bottom() + 1, x, room.bottom() + 4)
                painter.drawText(left, room.bottom() + 4 + painting.metrics.ascent(), text)
                free = left + width + 8

    def _paint_caption(self, painter: QPainter, room: QRect) -> None:
        painting = self._painting
        shown = self._in_view(self._stacks)
        there = {each: sum(stack[each] for stack in shown.values()) for each in range(SEVERITIES)}
        begins = painting.paint_legend(painter, room.right(), 4, there)
        painter.setPen(painting.muted)
        text = painting.metrics.elidedText(
            self._caption(shown), Qt.TextElideMode.ElideRight, max(0, begins - room.left())
        )
        painter.drawText(QPoint(room.left(), 4 + painting.metrics.ascent()), text)

    def _caption(self, shown: dict[int, Stack]) -> str:
        tallest = max(map(sum, (*shown.values(), *self._in_view(self._behind).values())), default=0)
        parts = [f"{length_words(self._width)} a bar", f"tallest {tallest:,}"]
        if self._seen.shown is not None:
            parts.append("what the filter leaves" + (", of all" if self.whole_behind else ""))
        if self.view.span:
            parts.append("nearer: double-click to see all")
        if self._seen.counted < 1:
            parts.append(f"counting, {self._seen.counted:.0%}")
        return " · ".join(parts)

    def _describe(self) -> None:
        """In words, for who does not see it."""
        words = said(self.view.shown(self._seen.whole), self._in_view(self._stacks), self._width)
        ends = self._ends()
        if ends and self._seen.whole.latest:
            words += (
                f" The filter leaves {clock(ends[0], SECOND - 1)} to {clock(ends[1], SECOND - 1)}."
            )
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # What the person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a stretch."""
        if event.button() is Qt.MouseButton.LeftButton and self._seen.whole.latest:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws it as far as the pointer is."""
        if self._pressed is None:
            return
        x = event.position().toPoint().x()
        if self._dragged or abs(x - self._pressed.x()) >= _DRAG:
            start, end = sorted((self._moment(self._pressed.x()), self._moment(x)))
            self._dragged = start, max(end, start + 1)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Selects it; a click puts the cursor there."""
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        dragged, self._dragged, self._pressed = self._dragged, None, None
        if dragged:
            self._choose(*self._rounded(*dragged))
        else:
            self._cursor = self._anchor = self._moment(event.position().toPoint().x())
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Looks at all again."""
        self._pressed = None
        self._look(self.view.show_all)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Looks nearer or farther; sideways, at what is earlier or later."""
        turned, aside = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not aside:
            turned, aside = 0, turned
        whole = self._seen.whole
        if aside:
            self._look(lambda: self.view.move(whole, -aside / _STEP / 8))
        elif turned:
            around = self._moment(event.position().toPoint().x())
            self._look(lambda: self.view.zoom(whole, _ZOOM ** (turned / _STEP), around))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Escape clears the stretch before it clears the filter; the tooltip says what a bar is."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and (self._dragged or self._stretch or self.view.span)
        ):
            event.accept()
            return True
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def tip_at(self, x: int) -> str:
        """What the bar at this pixel is."""
        bucket = self._moment(x) // self._width
        start = bucket * self._width
        stack = self._stacks.get(bucket, (0,) * SEVERITIES)
        begins = clock(start, self._width)
        return f"{begins}, {length_words(self._width)}: {stack_words(stack)}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, with Shift they extend the stretch; + and - zoom, 0 shows all, Esc clears."""
        key, whole = event.key(), self._seen.whole
        if not whole.latest:  # nothing is counted yet, so no time is known
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if key == Qt.Key.Key_Left else 1, extend=shifted)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self._look(lambda: self.view.zoom(whole, _ZOOM, self._middle()))
        elif key == Qt.Key.Key_Minus:
            self._look(lambda: self.view.zoom(whole, 1 / _ZOOM, self._middle()))
        elif key == Qt.Key.Key_0:
            self._look(self.view.show_all)
        elif key == Qt.Key.Key_Escape and self._leave():
            pass
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._cursor is not None:
            self._choose(*self._rounded(self._cursor, self._cursor + 1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._cursor is None and self._seen.whole.latest:
            self._cursor = self._anchor = self.view.shown(self._seen.whole)[1] - 1

    def _leave(self) -> bool:
        """Gives up what is dragged, the stretch, or the nearer view; False where there is none."""
        if self._dragged:
            self._dragged = self._pressed = None
            self.update()
        elif self._stretch:
            self.stretch_chosen.emit((None, None))
        elif self.view.span:
            self._look(self.view.show_all)
        else:
            return False
        return True

    def _step(self, bars: int, *, extend: bool) -> None:
        first, last = self.view.all_of(self._seen.whole)
        at = last - 1 if self._cursor is None else self._cursor
        moved = min(max(at + bars * self._width, first), last - 1)
        self._cursor = moved
        if extend:
            self._anchor = at if self._anchor is None else self._anchor
            start, end = sorted((self._anchor, moved))
            self._choose(*self._rounded(start, end + 1))
        else:
            self._anchor = moved
        self._look(lambda: self.view.reveal(self._seen.whole, moved))
        self.setAccessibleDescription(self.tip_at(self._x(moved)))

    def _look(self, change: Callable[[], object]) -> None:
        before = self.view.span
        change()
        if self.view.span != before:
            self.view_changed.emit(self.view.span)
        self._arrange()

    def _middle(self) -> int:
        start, end = self.view.shown(self._seen.whole)
        inside = self._cursor is not None and start <= self._cursor < end
        return self._cursor if inside and self._cursor is not None else (start + end) // 2

    def _rounded(self, start: int, end: int) -> tuple[int, int]:
        """Whole bars."""
        return start // self._width * self._width, -(-end // self._width) * self._width

    def _choose(self, start: int, end: int) -> None:
        self.stretch_chosen.emit((start, end))
