"""Writes the lines of a layout from tokens, as the grammar of JSON lets them come."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from debugger.payload.lines import Fold, Layout, Line, LineTable, Span
from debugger.payload.parse import problem_at
from debugger.payload.tokens import Token

INDENT = "  "

DEEPEST_INDENT = 64
"""Levels that still move to the right: without an end, 100,000 levels would take 10 GB of spaces."""

LONGEST_VALUE = 5_000
"""Characters of one value, or of one raw line, that are shown whole."""

SHOWN_OF_LONGER = 1_000
"""Characters shown of a value that is longer."""


_MANY = 500
"""Members of one object or array; where there are more, their lines are kept by their names at once."""


class _Expect(Enum):
    """What the grammar lets come next."""

    VALUE = auto()
    FIRST_VALUE = auto()
    FIRST_KEY = auto()
    KEY = auto()
    COLON = auto()
    COMMA = auto()
    END = auto()


_WANTED = {
    _Expect.VALUE: "a value was expected",
    _Expect.FIRST_VALUE: "a value or ] was expected",
    _Expect.FIRST_KEY: "a key in double quotes or } was expected",
    _Expect.KEY: "a key in double quotes was expected",
    _Expect.COLON: "a colon was expected after the key",
    _Expect.COMMA: "a comma or a closing bracket was expected",
    _Expect.END: "more text follows after the end of the JSON",
}

_UNCLOSED = (
    "a string is not closed, or holds a line break, a control character or an unknown escape"
)

_ENDED = "the text ends too early"

_CLOSING = {"}": True, "]": False}
"""Whether the bracket closes an object."""

_LINE_BREAK = re.compile(r"\r?\n")


@dataclass(slots=True)
class _Open:
    """A bracket that is still open."""

    line: int
    is_object: bool
    items: int = 0
    members: dict[str | int, int] = field(default_factory=dict)
    """Lines by name or index; of a key given twice, the last."""


class LineWriter:
    """Takes tokens one by one."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._expect = _Expect.VALUE
        self._lines = LineTable()
        self._folds: dict[int, Fold] = {}
        self._large: dict[int, Mapping[str | int, int]] = {}
        self._open: list[_Open] = []
        self._key: Token | None = None

    def take(self, token: Token) -> bool:
        """Writes what the token adds; False, and nothing written, when it may not stand here."""
        if token.kind == "sign":
            return self._take_sign(token)
        if token.kind == "end":
            return self._expect is _Expect.END
        if token.kind == "string" and self._expect in {_Expect.KEY, _Expect.FIRST_KEY}:
            self._key = token
            self._expect = _Expect.COLON
            return True
        if token.kind == "broken" or self._expect not in {_Expect.VALUE, _Expect.FIRST_VALUE}:
            return False
        self._begin_line(token)
        self._value_ended()
        return True

    def layout(self) -> Layout:
        """What has been written."""
        return Layout(source=self._source, lines=self._lines, folds=self._folds, large=self._large)

    def broken_off(self, token: Token) -> Layout:
        """What has been written, with the text from `token` on as it came."""
        reason = _UNCLOSED if self._source.startswith('"', token.start) else _WANTED[self._expect]
        ended = token.start >= len(self._source)
        problem = problem_at(self._source, token.start, _ENDED if ended else reason)
        rest = Token("raw", self._source[token.start :], token.start)
        continues = self._key is not None
        if continues or rest.text or not self._lines:
            first = len(self._lines)
            self._write_raw(rest)
        else:
            first = len(self._lines) - 1
        for opened in self._open:
            self._folds[opened.line] = Fold(len(self._lines) - 1, opened.items)
            self._keep_members(opened)
        return Layout(
            source=self._source,
            lines=self._lines,
            folds=self._folds,
            large=self._large,
            problem=problem,
            problem_line=first,
        )

    def _take_sign(self, token: Token) -> bool:
        sign = token.text
        if sign in "{[" and self._expect in {_Expect.VALUE, _Expect.FIRST_VALUE}:
            self._open_bracket(token)
        elif sign in "}]" and self._may_close(is_object=_CLOSING[sign]):
            self._close_bracket(token)
        elif sign == "," and self._expect is _Expect.COMMA:
            self._lines.append_to_last(",")
            self._expect = _Expect.KEY if self._open[-1].is_object else _Expect.VALUE
        elif sign == ":" and self._expect is _Expect.COLON:
            self._expect = _Expect.VALUE
        else:
            return False
        return True

    def _may_close(self, *, is_object: bool) -> bool:
        first = _Expect.FIRST_KEY if is_object else _Expect.FIRST_VALUE
        if self._expect not in {_Expect.COMMA, first}:
            return False
        return self._open[-1].is_object == is_object

    def _open_bracket(self, token: Token) -> None:
        is_object = token.text == "{"
        self._begin_line(token)
        self._open.append(_Open(len(self._lines) - 1, is_object))
        self._expect = _Expect.FIRST_KEY if is_object else _Expect.FIRST_VALUE

    def _close_bracket(self, token: Token) -> None:
        opened = self._open.pop()
        if opened.items:
            self._folds[opened.line] = Fold(len(self._lines), opened.items)
            self._keep_members(opened)
            self._lines.append(self._closing_line(token, self._lines[opened.line]))
        else:
            self._lines.append_to_last(
                token.text, belongs_to_value=True, source_end=token.start + 1
            )
        self._value_ended()

    def _keep_members(self, opened: _Open) -> None:
        if opened.items > _MANY:
            self._large[opened.line] = opened.members

    def _closing_line(self, token: Token, opening: Line) -> Line:
        indent = _indent(opening.depth)
        return Line(
            text=indent + token.text,
            depth=opening.depth,
            parent=opening.parent,
            token=opening.token,
            key=None,
            value=Span(len(indent), len(indent) + 1),
            source=Span(token.start, token.start + 1),
            closing=True,
        )

    def _begin_line(self, token: Token) -> None:
        indent = _indent(len(self._open))
        start, key = len(indent), None
        head = indent
        if self._key is not None:
            key = Span(start, start + len(self._key.text))
            colon = "" if self._expect is _Expect.COLON else ": "
            head = f"{indent}{self._key.text}{colon}"
            start = len(head)
        shown, elision = _shown(token.text, start)
        end = start + len(shown)
        name = self._next_token()
        if self._open and name is not None:
            self._open[-1].members[name] = len(self._lines)
        self._lines.append(
            Line(
                text=head + shown,
                depth=len(self._open),
                parent=self._open[-1].line if self._open else -1,
                token=name,
                key=key,
                value=Span(start, end),
                source=Span(token.start, token.start + len(token.text)),
                elision=elision,
            )
        )
        self._key = None

    def _next_token(self) -> str | int | None:
        if not self._open:
            return None
        around = self._open[-1]
        around.items += 1
        return around.items - 1 if self._key is None else _key_name(self._key.text)

    def _value_ended(self) -> None:
        self._expect = _Expect.COMMA if self._open else _Expect.END

    def _write_raw(self, rest: Token) -> None:
        position = rest.start
        for text in _LINE_BREAK.split(rest.text):
            piece = Token("raw", text, position)
            if self._key is not None:
                self._begin_line(piece)
            else:
                self._lines.append(_raw_line(piece))
            position += len(text)
            position += len("\r\n") if self._source.startswith("\r\n", position) else len("\n")


def _raw_line(piece: Token) -> Line:
    shown, elision = _shown(piece.text, 0)
    return Line(
        text=shown,
        depth=0,
        parent=-1,
        token=None,
        key=None,
        value=Span(0, len(shown)),
        source=Span(piece.start, piece.start + len(piece.text)),
        elision=elision,
    )


def _indent(depth: int) -> str:
    return INDENT * min(depth, DEEPEST_INDENT)


def _shown(text: str, column: int) -> tuple[str, Span | None]:
    """What a line shows of `text` from `column` on, and where the mark stands that says how much more there is."""
    if len(text) <= LONGEST_VALUE:
        return text, None
    quote = '"' if text.startswith('"') and text.endswith('"') else ""
    mark = f"… {len(text) - 2 * len(quote):,} characters in all"
    start = column + SHOWN_OF_LONGER
    return text[:SHOWN_OF_LONGER] + mark + quote, Span(start, start + len(mark))


def _key_name(literal: str) -> str:
    if "\\" not in literal:
        return literal[1:-1]
    return str(json.loads(literal))
