"""How values of a payload, texts and numbers are held against what was typed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable

from debugger.payload.parse import NonstandardNumber
from debugger.query.pattern import Pattern, lower
from debugger.query.regular import Regular
from debugger.query.tree import Interval, PathComparison

_ORDER: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
Number = int | float


def text_test(value: Pattern | Regular, *, part: bool = False) -> Callable[[str], bool]:
    """Whether a text is like the value: the whole of it, or a `part`."""
    if isinstance(value, Regular):
        return value.finder()
    if part:
        return value.within
    return _whole_test(value)


def _whole_test(pattern: Pattern) -> Callable[[str], bool]:
    """As `Pattern.matches`, for what is asked of every event: what is asked most is known before."""
    exact, pieces = pattern.exact, pattern.pieces
    if exact is not None:
        size = len(exact)
        return lambda text: text == exact or (len(text) == size and lower(text) == exact)
    if len(pieces) == 2 and not pieces[1]:
        start, size = pieces[0], len(pieces[0])
        return lambda text: lower(text[:size]) == start
    return pattern.matches


def number_holds(found: Number, sign: str, wanted: Interval) -> bool:
    """Whether a number stands so to an interval: above it is past its end, from it on at its start."""
    if wanted.start == wanted.end:
        return _ORDER[sign](found, wanted.start)
    if sign == "=":
        return wanted.start <= found < wanted.end
    bound = wanted.end if sign in {">", "<="} else wanted.start
    return found >= bound if sign in {">", ">="} else found < bound


def path_test(term: PathComparison) -> Callable[[Iterable[object]], bool]:
    """Whether any of the values that stand at the term's path is as it asks."""
    one = value_test(term)
    return lambda values: any(map(one, values))


def value_test(term: PathComparison) -> Callable[[object], bool]:
    """Whether a value is as a term asks, or an element of it where it is an array; asked of every event."""
    if term.operator == "=":
        return _equal_test(term)
    wanted, compare = term.number, _ORDER[term.operator]

    def stands_so(value: object) -> bool:
        """Whether a number does: texts are never above or below."""
        kind = type(value)
        if kind is float or kind is int or kind is NonstandardNumber:
            return compare(value, wanted)  # type: ignore[arg-type]
        return kind is list and any(stands_so(each) for each in value if type(each) is not list)  # type: ignore[attr-defined]

    return stands_so


def _equal_test(term: PathComparison) -> Callable[[object], bool]:
    like, wanted = text_test(term.value), term.number

    def equals(value: object) -> bool:
        """Whether it does, as a number where both are one."""
        kind = type(value)
        if kind is str:
            return like(value)  # type: ignore[arg-type]
        if kind is list:
            return any(equals(each) for each in value if type(each) is not list)  # type: ignore[attr-defined]
        if wanted is not None and (kind is float or kind is int or kind is NonstandardNumber):
            return bool(value == wanted)
        text = text_of(value)
        return text is not None and like(text)

    return equals


def text_of(value: object) -> str | None:
    """A value as it is compared with a text: JSON's words and numbers as they are written; None for a container."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, NonstandardNumber):
        return value.text
    return repr(value) if isinstance(value, (int, float)) else None
