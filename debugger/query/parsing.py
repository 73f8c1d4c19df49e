"""Reads a filter: the parser's tree becomes terms, and what it trips over is said in words, with its place."""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from debugger.errors import FilterError
from debugger.payload.text import storable
from debugger.query import mistakes, paths
from debugger.query.fields import BY_NAME, PAYLOAD, TOP_LEVEL, Field, Kind
from debugger.query.pattern import pattern_of, pieces_of
from debugger.query.regular import Regular
from debugger.query.syntax import grammar
from debugger.query.tree import (
    And,
    Comparison,
    Everything,
    Expression,
    Node,
    Not,
    Or,
    Path,
    PathComparison,
    Presence,
    Span,
    Text,
)
from debugger.query.values import ValueRefusedError, number_of, value_of

if TYPE_CHECKING:
    from lark import Token, Tree

LONGEST = 10_000
"""Characters."""
_DEEPEST = 50
_MOST_TERMS = 300
_VALUES = {"WORD", "QUOTED"}
_OPERATORS = (":>=", ":<=", ":>", ":<", "!=", ">=", "<=", ">", "<", ":", "=")


def parse(typed: str, now: datetime | None = None) -> Node:
    """The filter that was typed; clock times and `5m` are those of `now`, this machine's clock by default.

    Raises `FilterError`, which knows the place.
    """
    if not typed.strip():  # nothing to load the parser for
        return Everything(Span(0, len(typed)))
    try:
        return _parse(storable(typed), now or datetime.now(UTC).astimezone().replace(tzinfo=None))
    except FilterError as error:
        error.typed = typed
        raise


def _parse(typed: str, now: datetime) -> Node:
    from lark import UnexpectedInput  # noqa: PLC0415 - commands that do not filter need not wait for it

    if len(typed) > LONGEST:
        raise FilterError(
            f"A filter has at most {LONGEST:,} characters.", start=LONGEST, end=len(typed)
        )
    mistakes.check_nesting(typed, _DEEPEST)
    try:
        tree = grammar().parse(typed)
    except UnexpectedInput as error:
        raise mistakes.explained(typed, error) from error
    return _Reader(typed, now).read(tree)


class _Reader:
    """Turns the parser's tree into terms."""

    def __init__(self, typed: str, now: datetime) -> None:
        self._typed = typed
        self._now = now
        self._terms = 0

    def read(self, tree: Tree[Token]) -> Node:
        """The whole filter."""
        if not tree.children:
            return Everything(Span(0, len(self._typed)))
        return self._node(tree.children[0])

    def _node(self, found: Tree[Token] | Token) -> Node:
        if isinstance(found, str):
            return self._word(found)
        match found.data:
            case "either" | "both":
                return self._joined(found)
            case "negated":
                sign, negated = found.children
                assert isinstance(sign, str)  # noqa: S101 - the grammar says so
                term = self._node(negated)
                return Not(Span(_start(sign), term.span.end), term)
            case "group":
                (inside,) = found.children
                return self._node(inside)
        return self._compared(found)

    def _joined(self, found: Tree[Token]) -> Node:
        terms = tuple(map(self._node, found.children))
        if len(terms) == 1:
            return terms[0]
        span = Span(terms[0].span.start, terms[-1].span.end)
        return Or(span, terms) if found.data == "either" else And(span, terms)

    def _word(self, token: Token) -> Node:
        span = self._counted(token)
        if token.type == "REGULAR":
            return Expression(span, self._regular(token))
        if token.type == "QUOTED":
            return Text(span, (_unquoted(token),))
        pieces = tuple(piece for piece in pieces_of(str(token)) if piece)
        return Text(span, pieces or ("",))

    def _compared(self, found: Tree[Token]) -> Node:
        key, value = found.children
        assert isinstance(key, str)  # noqa: S101 - the grammar says so
        if isinstance(value, str):
            return self._comparison(key, value)
        terms = tuple(self._comparison(key, each) for each in _tokens(value))
        span = Span(_start(key), value.meta.end_pos)
        if key.endswith("!="):  # none of them, rather than not all of them
            return And(span, terms)
        return terms[0] if len(terms) == 1 else Or(span, terms)

    def _comparison(self, key: Token, value: Token) -> Node:
        self._counted(value)
        spelled = next(each for each in _OPERATORS if key.endswith(each))
        name = key.removesuffix(spelled)
        operator = spelled.lstrip(":") or ":"
        span = Span(_start(key), _end(value))
        field = BY_NAME.get(name.lower())
        if field is None:
            path = self._path(name, _start(key))
            term: Node = self._at_path(span, path, name, operator, value)
        else:
            term = self._of_field(span, field, operator, key, value)
        return Not(span, term) if operator == "!=" else term

    def _of_field(self, span: Span, field: Field, operator: str, key: Token, value: Token) -> Node:
        typed = _text(value)
        if operator not in field.operators:
            raise FilterError(
                f"{field.name} cannot be compared by {operator}.",
                f"Write {field.example}.",
                start=_end(key) - len(operator),
                end=_end(key),
            )
        if field.kind is Kind.PRESENCE:
            return self._presence(span, value)
        if field.name in {"after", "before"}:
            operator = ">=" if field.name == "after" else "<"
        if value.type == "REGULAR_VALUE" and field.kind in {Kind.TEXT, Kind.PROSE}:
            return Comparison(span, field, "=", self._regular(value), typed)
        try:
            found = value_of(field, typed, self._now)
        except ValueRefusedError as error:
            wrong = f"{typed} is not {field.kind.value}"
            if field.kind is Kind.CHOICE:
                wrong = f"There is no {field.name}:{typed}"
            raise FilterError(
                f"{wrong}: {error}." if str(error) else f"{wrong}.",
                start=_start(value),
                end=_end(value),
            ) from error
        return Comparison(span, field, _plain(operator), found, typed)

    def _at_path(
        self, span: Span, path: Path, name: str, operator: str, value: Token
    ) -> PathComparison:
        typed = _text(value)
        compared = self._regular(value) if value.type == "REGULAR_VALUE" else pattern_of(typed)
        number = number_of(typed) if value.type == "VALUE" else None
        if _plain(operator) != "=" and number is None:
            raise FilterError(
                f"{operator} compares with a number, and {typed} is none.",
                start=_start(value),
                end=_end(value),
            )
        return PathComparison(span, path, name, _plain(operator), compared, number, typed)

    def _presence(self, span: Span, value: Token) -> Presence:
        name = _text(value)
        field = BY_NAME.get(name.lower())
        if field is not None and field.kind is not Kind.PRESENCE and field.name != "is":
            return Presence(span, field, name)
        return Presence(span, self._path(name, _start(value)), name)

    def _path(self, name: str, start: int) -> Path:
        try:
            path = paths.path_of(name)
        except paths.PathError as error:
            raise FilterError(
                f"{name} is no path into the payload: {error}.",
                "A path is written properties.products[].sku.",
                start=start,
                end=start + len(name),
            ) from error
        if path[0] == PAYLOAD and len(path) > 1:
            return path[1:]
        if len(path) == 1 and path[0] not in TOP_LEVEL:
            raise _unknown(name, start)
        if path[0] not in TOP_LEVEL:
            raise _unknown(str(path[0]), start, whole=name)
        return path

    def _regular(self, token: Token) -> Regular:
        pattern = str(token)[1:-1].replace("\\/", "/")
        regular = Regular(pattern)
        try:
            regular.finder()
        except ValueError as error:
            raise FilterError(
                f"The regular expression cannot be read: {error}.",
                "What RE2 takes is at https://github.com/google/re2/wiki/Syntax.",
                start=_start(token),
                end=_end(token),
            ) from error
        return regular

    def _counted(self, token: Token) -> Span:
        self._terms += 1
        if self._terms > _MOST_TERMS:
            raise FilterError(
                f"A filter has at most {_MOST_TERMS} terms.", start=_start(token), end=_end(token)
            )
        return Span(_start(token), _end(token))


def _unknown(name: str, start: int, whole: str = "") -> FilterError:
    spellings = {each.lower(): each for each in (*BY_NAME, *TOP_LEVEL)}
    close = get_close_matches(name.lower(), spellings, n=1, cutoff=0.7)
    path = f"{PAYLOAD}.{whole or name}"
    remedy = (
        f"Did you mean {spellings[close[0]]}?"
        if close
        else f"For a field of the payload write {path}; for a text put it in quotation marks."
    )
    return FilterError(f"There is no field {name}.", remedy, start=start, end=start + len(name))


def _tokens(values: Tree[Token]) -> list[Token]:
    return [token for token in values.scan_values(lambda _: True) if token.type in _VALUES]


def _plain(operator: str) -> str:
    return "=" if operator in {":", "=", "!="} else operator


def _text(value: Token) -> str:
    if value.type in {"QUOTED", "QUOTED_VALUE"}:
        return _unquoted(value)
    return str(value)


def _unquoted(token: Token) -> str:
    r"""What stands between the quotation marks; `\"` is one of them, other backslashes stay."""
    return str(token)[1:-1].replace('\\"', '"')


def _start(token: Token) -> int:
    return token.start_pos or 0


def _end(token: Token) -> int:
    return token.end_pos or 0
