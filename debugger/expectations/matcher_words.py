"""The words by which an expectations file asks for values, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from difflib import get_close_matches
from typing import Any

import re2

from debugger.errors import ExpectationError
from debugger.expectations.difference import same, shown
from debugger.expectations.matchers import (
    LONGEST_MATCHED,
    Elements,
    Length,
    Matcher,
    Members,
    Simple,
    Together,
    exactly,
)
from debugger.payload import pointer
from debugger.payload.text import elided, visible
from debugger.spec.wording import either

_COMPARED = re.compile(r"\s*(>=|<=|>|<)\s*(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\s*")
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
}
_TYPES: Mapping[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "integer": lambda value: _is_number(value) and (isinstance(value, int) or _is_whole(value)),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
}


def matcher(said: object, place: str) -> Matcher:
    """What `said` asks for. Raises `ExpectationError` that names `place`."""
    if isinstance(said, dict):
        return _from_table(said, place)
    if isinstance(said, str) and (compared := _COMPARED.fullmatch(said)):
        return _compared(compared[1], float(compared[2]))
    return exactly(_json_value(said, place))


def members(table: object, place: str) -> Members:
    """What a table of properties asks for, by name or, from a slash on, by JSON Pointer."""
    if not isinstance(table, dict):
        raise ExpectationError(f"{place} is {shown(table)}, not a table.", 'Write { name = "…" }.')
    return Members(
        tuple(
            (_path(name, place), matcher(said, f"{place}.{_shown(name)}"))
            for name, said in table.items()
        )
    )


def _path(name: str, place: str) -> tuple[str, ...]:
    if name == "/":
        raise ExpectationError(f"{place} has a JSON Pointer that names nothing: /.")
    return pointer.split(name) if name.startswith("/") else (name,)


def _from_table(table: Mapping[str, object], place: str) -> Matcher:
    if not table:
        raise ExpectationError(
            f"{place} is an empty table.", "Ask for something: { present = true }."
        )
    asked = []
    for word, said in table.items():
        make = WORDS.get(word)
        if make is None:
            raise ExpectationError(
                f"{place} has {_shown(word)}, which is no matcher.", _meant(word)
            )
        asked.append(make(said, f"{place}.{word}"))
    return asked[0] if len(asked) == 1 else Together(tuple(asked))


def _meant(word: str) -> str:
    near = get_close_matches(word, WORDS, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    return f"There are {', '.join(WORDS)}. To reach into an object: has = {{ {word} = … }}."


def _is(said: object, place: str) -> Matcher:
    return exactly(_json_value(said, place))


def _is_not(said: object, place: str) -> Matcher:
    value = _json_value(said, place)
    return Simple(f"anything but {shown(value)}", lambda got: not same(value, got), of_missing=True)


def _type(said: object, place: str) -> Matcher:
    names = tuple(said) if isinstance(said, list) else (said,)
    if not names or not all(isinstance(name, str) and name in _TYPES for name in names):
        raise ExpectationError(f"{place} is {shown(said)}.", f"Types are {', '.join(_TYPES)}.")
    wanted = either(tuple(name for name in names if name != "null"))
    if "null" in names:
        wanted = f"{wanted} or null" if wanted else "null"
    return Simple(wanted, lambda value: any(_TYPES[name](value) for name in names))


def _present(said: object, place: str) -> Matcher:
    if not isinstance(said, bool):
        raise ExpectationError(f"{place} is {shown(said)}.", "It is true or false.")
    wanted = "any value" if said else "nothing"
    return Simple(wanted, lambda _: bool(said), of_missing=not said)


def _pattern(said: object, place: str) -> Matcher:
    if not isinstance(said, str):
        raise ExpectationError(f"{place} is {shown(said)}.", "A pattern is a string.")
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(said, options=options)
    except re2.error as error:
        reason = error.args[0].decode() if error.args else "it is malformed"
        raise ExpectationError(
            f"{place} is no pattern: {visible(reason)}.",
            "Patterns are those of RE2: without look-around and back-references.",
        ) from error
    return Simple(
        f"a string like /{visible(elided(said, 60))}/",
        lambda value: (
            isinstance(value, str)
            and compiled.search(value[:LONGEST_MATCHED].encode("utf-8", "replace").decode())
            is not None
        ),
    )


def _one_of(said: object, place: str) -> Matcher:
    if not isinstance(said, list) or not said:
        raise ExpectationError(f"{place} is {shown(said)}.", "It is a list of values.")
    values = [_json_value(each, place) for each in said]
    wanted = f"one of {', '.join(map(shown, values))}"
    return Simple(wanted, lambda value: any(same(each, value) for each in values))


def _bound(sign: str) -> Callable[[object, str], Matcher]:
    def make(said: object, place: str) -> Matcher:
        if not _is_number(said):
            raise ExpectationError(f"{place} is {shown(said)}.", "It is a number.")
        return _compared(sign, said)  # type: ignore[arg-type]

    return make


def _compared(sign: str, bound: float) -> Matcher:
    holds = _SIGNS[sign]
    return Simple(
        f"a number {sign} {bound:.15g}", lambda value: _is_number(value) and holds(value, bound)
    )


WORDS: Mapping[str, Callable[[Any, str], Matcher]] = {
    "is": _is,
    "is_not": _is_not,
    "type": _type,
    "present": _present,
    "pattern": _pattern,
    "one_of": _one_of,
    "greater": _bound(">"),
    "at_least": _bound(">="),
    "less": _bound("<"),
    "at_most": _bound("<="),
    "length": lambda said, place: Length(matcher(said, place)),
    "any": lambda said, place: Elements(matcher(said, place), every=False),
    "all": lambda said, place: Elements(matcher(said, place), every=True),
    "has": members,
}
"""Every matcher by its word."""


def _is_number(value: object) -> bool:
    return _TYPES["number"](value)


def _is_whole(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()


def _json_value(said: object, place: str) -> object:
    if isinstance(said, (date, time)):
        raise ExpectationError(
            f"{place} is a date, which JSON has none of.", f'Write it in quotes: "{said}".'
        )
    if isinstance(said, dict):
        return {name: _json_value(value, place) for name, value in said.items()}
    if isinstance(said, list):
        return [_json_value(each, place) for each in said]
    return said


def _shown(text: str) -> str:
    return f'"{visible(elided(text, 60))}"'
