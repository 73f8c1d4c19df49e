"""A text to be copied as it is, an address or a command, with the button that copies it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QWidget

from debugger.window.looks import icons
from debugger.window.looks.appearance import GRID, captured_font
from debugger.window.looks.theme import Theme

_COPIED_FOR = 2000
"""Milliseconds that the button says it has copied."""
_FRAME = 2 * (8 + 1) + 2
"""Pixels of padding and border above and below, as the style sheet has them, and two against scrolling."""


class Copyable(QWidget):
    """As high as its text is, broken anywhere; the text can be selected, too."""

    def __init__(self, name: str, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(parent)
        self._theme = theme
        self._shown = _Text(self)
        self._shown.setAccessibleName(name)
        self.button = QToolButton(self)
        self.button.setProperty("kind", "flat")
        self.button.setAccessibleName(f"Copy: {name}")
        self.button.setToolTip("Copy")
        self.button.clicked.connect(self._copy)
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_FOR)
        self._copied.timeout.connect(self._offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._shown, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._offer()
        self.set_text(text)

    def text(self) -> str:
        """What would be copied."""
        return self._shown.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows another text."""
        self._shown.setPlainText(text)
        self._shown.fit()
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Draws the icon in another theme's colours."""
        self._theme = theme
        self._offer()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.button.setIcon(icons.icon("check", self._theme.ok))
        self._copied.start()

    def _offer(self) -> None:
        self.button.setIcon(icons.icon("copy", self._theme.muted))


class _Text(QPlainTextEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("snippet")
        self.setReadOnly(True)
        self.setFont(captured_font(points=9))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(self.wordWrapMode().WrapAnywhere)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def fit(self) -> None:
        """Becomes as high as its lines are at this width."""
        lines = max(1, round(self.document().size().height()))  # of a plain text, a number of lines
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _FRAME)
