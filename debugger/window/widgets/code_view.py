"""A plain-text view of a piece of code, coloured by Pygments; it shows characters, never HTML."""

from __future__ import annotations

from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from debugger.window.looks.appearance import captured_font
from debugger.window.looks.theme import Theme

_AROUND = 2 * (8 + 1 + 4)
"""Pixels above and below the lines: padding and border as the style sheet has them, and the document's margin."""
_LEAST = 6
"""Lines."""


class CodeView(QPlainTextEdit):
    """Read-only code that can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lexer = "text"
        self.setReadOnly(True)
        self.setObjectName("snippet")
        self.setFont(captured_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)

    def show_code(self, code: str, lexer: str) -> None:
        """Shows `code` in the colours of the language that Pygments calls `lexer`."""
        self._lexer = lexer
        self.setPlainText(code)
        self.setMinimumHeight(self.height_of(min(_LEAST, self.blockCount())))
        self._colour()

    def set_theme(self, theme: Theme) -> None:
        """Colours anew, in another theme."""
        self._theme = theme
        self._colour()

    def height_of(self, lines: int) -> int:
        """Pixels that so many lines take, with the scroll bar that the longest of them asks for."""
        line = self.blockBoundingRect(self.firstVisibleBlock()).height()
        bar = self.horizontalScrollBar()
        wide = self.document().idealWidth() > self.viewport().width()
        return round(lines * line) + _AROUND + (bar.sizeHint().height() if wide else 0)

    def _colour(self) -> None:
        cursor = QTextCursor(self.document())
        for token, text in lex(self.toPlainText(), get_lexer_by_name(self._lexer, stripnl=False)):
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, len(text)
            )
            look = QTextCharFormat()
            look.setForeground(QColor(self._colour_of(token)))
            cursor.setCharFormat(look)
            cursor.setPosition(cursor.position())

    def _colour_of(self, token: _TokenType) -> str:
        theme = self._theme
        for kind, colour in (
            (Comment, theme.muted),
            (String, theme.json_string),
            (Number, theme.json_number),
            (Keyword, theme.json_key),
            (Name.Function, theme.json_key),
        ):
            if token in kind:
                return colour
        return theme.text


class WholeCode(CodeView):
    """As high as its code, for a page that is scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes the height of its lines at this width."""
        super().resizeEvent(event)
        self.setFixedHeight(self.height_of(self.blockCount()))
