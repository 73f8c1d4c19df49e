"""What the parser trips over, in words: what is wrong, where, and what was expected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debugger.errors import FilterError

if TYPE_CHECKING:
    from lark import UnexpectedInput

_AFTER_KEY = "VALUE"
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|[()]', re.DOTALL)


def explained(typed: str, error: UnexpectedInput) -> FilterError:
    """The error to show for one of the parser's."""
    at = error.pos_in_stream if isinstance(error.pos_in_stream, int) else len(typed)
    expected = set(getattr(error, "expected", None) or getattr(error, "allowed", None) or ())
    token = getattr(error, "token", None)
    at_end = token is not None and token.type == "$END"
    if _AFTER_KEY in expected:
        return _value_missing(typed, at, at_end=at_end)
    if typed[at : at + 1] == '"' and token is None:
        return _error("This quotation mark has no end", 'Write " at the end.', at, len(typed))
    if typed[at : at + 1] == ")":
        return _bracket(typed, at, expected)
    if at_end:
        return _unfinished(typed, expected)
    return _error("This cannot stand here", "", at, at + max(1, len(token or "")))


def check_nesting(typed: str, deepest: int) -> None:
    """Raises `FilterError` where parentheses are in more parentheses than a program's stack holds."""
    depth = 0
    for found in _QUOTED.finditer(typed):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth > deepest:
            raise _error(f"Parentheses may be {deepest} deep", "", found.start(), found.end())


def _value_missing(typed: str, at: int, *, at_end: bool) -> FilterError:
    before = typed.rstrip() if at_end else typed[:at].rstrip()
    start = max(before.rfind(" "), before.rfind("("), -1) + 1
    key = before[start:]
    if typed[len(before) : len(before) + 1] == '"':
        return _error("This quotation mark has no end", 'Write " at the end.', at, len(typed))
    space = "" if at_end else ", without a space"
    return _error(
        f"A value is missing after {key}", f"Write it right after it{space}.", start, len(before)
    )


def _bracket(typed: str, at: int, expected: set[str]) -> FilterError:
    if "RPAR" in expected or typed[:at].rstrip().endswith("("):
        return _error("There is nothing in these parentheses", "", typed[:at].rfind("("), at + 1)
    if "$END" in expected:
        return _error(
            "This parenthesis closes none", "Take it away, or open one before.", at, at + 1
        )
    return _error("A term is missing before this parenthesis", "", at, at + 1)


def _unfinished(typed: str, expected: set[str]) -> FilterError:
    ended = typed.rstrip()
    if expected & {"RPAR", "CLOSING"}:
        opened = _opened(typed)
        return _error("This parenthesis is not closed", "Write ) at the end.", opened, opened + 1)
    start = max(ended.rfind(" "), ended.rfind("(")) + 1
    start -= ended.endswith("(")
    word = ended[start:]
    return _error(f"A term is missing after {word}", "Write what to look for.", start, len(ended))


def _opened(typed: str) -> int:
    places: list[int] = []
    for found in _QUOTED.finditer(typed):
        if found[0] == "(":
            places.append(found.start())
        elif found[0] == ")" and places:
            places.pop()
    return places[-1] if places else 0


def _error(message: str, remedy: str, start: int, end: int) -> FilterError:
    return FilterError(f"{message}.", remedy, start=start, end=end)
