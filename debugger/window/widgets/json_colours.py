"""The colours of a row of JSON, by Pygments' lexer and a theme's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from pygments.lexers.data import JsonLexer
from pygments.token import Error, Keyword, Name, Number, Punctuation, String
from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from debugger.payload.layout import Span
from debugger.window.looks.theme import Theme
from debugger.window.models.pieces import Kind, Piece

_LEXER = JsonLexer()


class JsonColours:
    """Colours rows in one theme's tokens."""

    def __init__(self, theme: Theme) -> None:
        self._by_token = {
            Name.Tag: _coloured(theme.json_key),
            String.Double: _coloured(theme.json_string),
            Number.Integer: _coloured(theme.json_number),
            Number.Float: _coloured(theme.json_number),
            Keyword.Constant: _coloured(theme.json_constant),
            Punctuation: _coloured(theme.json_punctuation),
            Error: _coloured(theme.json_invalid),
        }
        self._escape = _coloured(theme.json_invalid)
        self._escape.setBackground(QColor(theme.line))
        self._note = _coloured(theme.muted, italic=True)

    def ranges(
        self, pieces: Sequence[Piece], *, lexed: bool = True
    ) -> list[QTextLayout.FormatRange]:
        """The colours of a row made of `pieces`; text that is no JSON keeps the plain colour when not `lexed`."""
        ranges: list[QTextLayout.FormatRange] = []
        if lexed:
            text = "".join(map(_lexed, pieces))
            for start, token, value in _LEXER.get_tokens_unprocessed(text):
                if token in self._by_token:
                    ranges.append(
                        _range(text, Span(start, start + len(value)), self._by_token[token])
                    )
        return ranges + self.ours(pieces)

    def ours(self, pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
        """The colours of what is ours in a row: escapes and notes."""
        whole = "".join(piece.shown for piece in pieces)
        ranges = []
        column = 0
        for piece in pieces:
            after = column + len(piece.shown)
            if piece.kind is not Kind.TEXT:
                look = self._escape if piece.kind is Kind.ESCAPE else self._note
                ranges.append(_range(whole, Span(column, after), look))
            column = after
        return ranges


def underline(text: str, span: Span, colour: str) -> QTextLayout.FormatRange:
    """A wave under `span`, for a wrong value."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(QColor(colour))
    return _range(text, span, look)


def lit(text: str, span: Span, ground: str, colour: str) -> QTextLayout.FormatRange:
    """A ground under `span`, for what was looked for."""
    look = QTextCharFormat()
    look.setBackground(QColor(ground))
    look.setForeground(QColor(colour))
    return _range(text, span, look)


def units(text: str, column: int) -> int:
    """The column in Qt's units, UTF-16, where characters outside the basic plane take two."""
    return column if text.isascii() else len(text[:column].encode("utf-16-le")) // 2


def column_of(text: str, position: int) -> int:
    """The column of a position in Qt's units."""
    return (
        position
        if text.isascii()
        else len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))
    )


def _lexed(piece: Piece) -> str:
    """What the lexer reads of a piece: for our own words, spaces in their place."""
    ours = piece.kind in {Kind.NOTE, Kind.GHOST}
    return " " * len(piece.shown) if ours else piece.shown


def _range(text: str, span: Span, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = units(text, span.start)
    made.length = units(text, span.end) - made.start
    made.format = look
    return made


def _coloured(colour: str, *, italic: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    look.setFontItalic(italic)
    return look
