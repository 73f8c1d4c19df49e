"""How values of a payload, texts and numbers are held against what was typed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable

from debugger.payload.parse import NonstandardNumber
from debugger.query.pattern import Pattern
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
    return value.within if part else value.matches


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
    like = text_test(term.value)
    wanted, compare = term.number, _ORDER[term.operator]
    equal = term.operator == "="

    def matches(value: object) -> bool:
        kind = type(value)
        if wanted is not None and (kind is float or kind is int or kind is NonstandardNumber):
            return compare(value, wanted)  # type: ignore[arg-type]
        text = text_of(value) if equal else None
        return text is not None and like(text)

    def holds(values: Iterable[object]) -> bool:
        """Whether any of them is, or an element of one that is an array; asked of every event."""
        for value in values:  # noqa: SIM110 - a generator costs as much as the rest
            if any(map(matches, value)) if type(value) is list else matches(value):
                return True
        return False

    return holds


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
