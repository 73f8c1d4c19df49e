"""Says why the list is empty, and offers the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from debugger.window.looks.appearance import EDGE, GRID


class EmptyPage(QWidget):
    """A heading, a sentence and a button in the middle of an empty list."""

    chosen = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _centred("heading")
        self._why = _centred("muted")
        self._button = QPushButton("Show all calls", self)
        self._button.clicked.connect(self.chosen)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addSpacing(GRID)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, why: str, offer: str) -> None:
        """Shows these words; without an offer there is no button."""
        self._title.setText(title)
        self._why.setText(why)
        self._button.setText(offer)
        self._button.setAccessibleName(offer)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if offer else Qt.FocusPolicy.NoFocus)
        self._button.setVisible(bool(offer))

    def words(self) -> str:
        """What is said."""
        return f"{self._title.text()} {self._why.text()}"


def _centred(tone: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
