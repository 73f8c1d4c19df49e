"""Labels for captured text: only ever plain text, and cut with an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from debugger.payload.text import visible
from debugger.window.models.row_text import plain_tip


def label(text: str = "", *, tone: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of plain text; `tone` is one that the style sheet knows: muted, strong, heading."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if tone:
        made.setProperty("tone", tone)
    return made


class ElidedLabel(QLabel):
    """One line of captured text; what does not fit is in the tooltip."""

    def __init__(self, *, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if tone:
            self.setProperty("tone", tone)

    def say(self, text: str) -> None:
        """Shows `text`, with what nobody would see as escapes."""
        shown = visible(text)
        self.setText(shown)
        self.setAccessibleName(shown)
        self.setAccessibleDescription(shown)  # in place of the tooltip, which is markup

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        self.setToolTip("" if shown == self.text() else plain_tip(self.text()))
