"""The line under the payload that says where the caret is and what the value there means; hovering says it, too."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from debugger.events import Message
from debugger.payload.text import elided, visible
from debugger.window.background.explaining import Question, explaining
from debugger.window.looks.appearance import EDGE, GRID, captured_font
from debugger.window.models.prepared import Prepared
from debugger.window.widgets.labels import ElidedLabel
from debugger.window.widgets.payload_text import PayloadText
from debugger.wire.masking import KeyMask

_PATIENCE = 40
"""Milliseconds that the caret stays on a line before it is told what is there."""

_LONGEST_PLACE = 300
_MOST_FOR_PLACE = 0.42


class MeaningLine(QWidget):
    """Follows the caret and the mouse in the payload."""

    def __init__(self, text: PayloadText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._message = Message(payload=b"")
        self._mask: KeyMask | None = None
        self._hovered: tuple[str, QPoint, QRect] | None = None
        self.place = ElidedLabel(tone="muted")
        self.meaning = ElidedLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(EDGE, GRID, EDGE, GRID)
        line.setSpacing(3 * GRID)
        self.place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.place.setFont(captured_font(points=9))
        line.addWidget(self.place)
        line.addWidget(self.meaning, 1)
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self._ask_at_caret)
        self._at_caret = explaining(self)
        self._at_caret.answered.connect(self._say)
        self._at_mouse = explaining(self)
        self._at_mouse.answered.connect(self._say_at_mouse)
        text.cursorPositionChanged.connect(self._soon.start)
        text.filled.connect(self._soon.start)
        text.hovered.connect(self._ask_at_mouse)

    def show_prepared(self, prepared: Prepared) -> None:
        """Tells of another event's values."""
        self._message, self._mask = prepared.message, prepared.mask
        self._hovered = None
        self._at_mouse.ask(None)
        self._soon.start()

    def say_all(self) -> None:
        """Shows at the caret all that is known of the value there."""
        box = self._text.cursorRect()
        corner = self._text.viewport().mapToGlobal(box.bottomLeft())
        self._ask(self._text.caret_row, corner, QRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves what the value means more than half of the width."""
        super().resizeEvent(event)
        self.place.setMaximumWidth(round(event.size().width() * _MOST_FOR_PLACE))

    def _ask_at_caret(self) -> None:
        row = self._text.caret_row
        if row < len(self._text.rows):
            self._at_caret.ask(Question(self._text.pointer_of(row), self._message, self._mask))

    def _ask_at_mouse(self, row: int, corner: QPoint) -> None:
        box = next(
            (QRect(0, top, self._text.viewport().width(), height)
             for seen, top, height in self._text.rows_in_sight() if seen == row),
            QRect(),
        )  # fmt: skip
        self._ask(row, corner, box)

    def _ask(self, row: int, corner: QPoint, box: QRect) -> None:
        if row < len(self._text.rows):
            place = self._text.pointer_of(row)
            self._hovered = place, corner, box
            self._at_mouse.ask(Question(place, self._message, self._mask))

    def _say(self, question: Question, sentences: tuple[str, ...]) -> None:
        self.place.say(self._shown(question.place) or "the whole payload")
        self.meaning.say(" ".join(sentences))
        self._text.setAccessibleDescription(f"{self.place.text()}: {self.meaning.text()}")

    def _say_at_mouse(self, question: Question, sentences: tuple[str, ...]) -> None:
        place = question.place
        if self._hovered is None or self._hovered[0] != place:
            return
        _, corner, box = self._hovered
        lines = (self._shown(place) or "The whole payload", *map(visible, sentences))
        words = "".join(f"<p style='margin: 2px'>{escape(line)}</p>" for line in lines)
        QToolTip.showText(corner, words, self._text.viewport(), box)

    def _shown(self, place: str) -> str:
        shown = elided(place, _LONGEST_PLACE)
        return visible(self._mask.masked(shown) if self._mask else shown)
