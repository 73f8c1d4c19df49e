"""A plain-text view of a piece of code, coloured by Pygments; it shows characters, never HTML."""

from __future__ import annotations

from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from debugger.window.looks.appearance import captured_font
from debugger.window.looks.theme import Theme

MARGIN = 48
"""Pixels of a view's height beside its lines: padding, and room for a scroll bar."""


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
        line = self.blockBoundingRect(self.firstVisibleBlock()).height()
        self.setMinimumHeight(round(min(6, self.blockCount()) * line) + MARGIN)
        self.setMaximumHeight(round(self.blockCount() * line) + MARGIN)
        self._colour()

    def set_theme(self, theme: Theme) -> None:
        """Colours anew, in another theme."""
        self._theme = theme
        self._colour()

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
