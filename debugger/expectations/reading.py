"""Reads an expectations file, which is TOML, and says by line and place where it cannot be meant so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from debugger.errors import ExpectationError
from debugger.events import CallType
from debugger.expectations.difference import shown
from debugger.expectations.expectation import ANY, Expectation, Sequence
from debugger.expectations.matcher_words import matcher, members
from debugger.expectations.matchers import Matcher, Members
from debugger.findings import Verdict
from debugger.spec.wording import quoted

_EXPECT, _SEQUENCE = "expect", "sequence"
_HEADER = re.compile(r"\s*\[\[\s*(expect|sequence)\s*\]\]")
_PARTS = {"fields": "", "properties": "properties", "traits": "traits", "context": "context"}
"""The tables that ask for fields, with the field of the message that each is about."""
_COUNTS = ("count", "at_least", "at_most", "never")
_KEYS = ("name", "event", "type", "source", "user", "after", "verdict", *_COUNTS, *_PARTS)
_LARGEST_FILE = 16 * 1024 * 1024
"""Bytes."""


def read(path: Path) -> tuple[Expectation | Sequence, ...]:
    """What the file expects. Raises `ExpectationError`."""
    try:
        size = path.stat().st_size
        text = path.read_text(encoding="utf-8") if size <= _LARGEST_FILE else ""
    except OSError as error:
        raise ExpectationError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ExpectationError(f"{path} is not UTF-8.", "Save it as UTF-8.") from error
    if size > _LARGEST_FILE:
        raise ExpectationError(f"{path} is too large for an expectations file.")
    return parsed(text, str(path))


def parsed(text: str, name: str) -> tuple[Expectation | Sequence, ...]:
    """What a text expects; `name` is the file's, for messages. Raises `ExpectationError`."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) or "it is nested too deep"
        raise ExpectationError(f"{name} is not TOML: {reason}.", "See https://toml.io.") from error
    for key in document:
        if key not in {_EXPECT, _SEQUENCE}:
            known = f"There are [[{_EXPECT}]] and [[{_SEQUENCE}]]."
            raise ExpectationError(f"{name}: {quoted(key)} is nothing that is known here.", known)
    lines = [
        (match[1], number)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _HEADER.match(line))
    ]
    expected = [
        each
        for kind in (_EXPECT, _SEQUENCE)
        for each in _each(document.get(kind, []), kind, name, _lines(lines, kind))
    ]
    if not expected:
        raise ExpectationError(f"{name} expects nothing.", f"Write an [[{_EXPECT}]].")
    return tuple(sorted(expected, key=lambda each: each.line))


def expectation(table: Mapping[str, object], place: str) -> Expectation:
    """What the keys of one `[[expect]]` mean. Raises `ExpectationError` that names `place`."""
    _check_keys(table, _KEYS, place)
    event = table.get("event")
    is_pattern = isinstance(event, dict)
    call_type = _text(table, "type", place)
    if call_type is not None and call_type not in set(CallType):
        raise ExpectationError(
            f"{place}: type is {shown(call_type)}.", f"Calls are {', '.join(CallType)}."
        )
    if event is None and call_type is None:
        raise ExpectationError(f"{place} has neither event nor type.", 'Add one: event = "…".')
    least, most = _bounds(table, place)
    return Expectation(
        name=_text(table, "name", place) or "",
        event=None if is_pattern else _text(table, "event", place),
        event_like=matcher(event, f"{place}: event") if is_pattern else None,
        type=call_type,
        source=_text(table, "source", place),
        user=matcher(table["user"], f"{place}: user") if "user" in table else None,
        fields=Members(tuple(_fields(table, place))),
        verdict=_verdict(table, place),
        after=_text(table, "after", place),
        least=least,
        most=most,
    )


def _each(
    tables: object, kind: str, name: str, lines: list[int]
) -> Iterator[Expectation | Sequence]:
    if not isinstance(tables, list):
        raise ExpectationError(f"{name}: {kind} is no list.", f"Write it as [[{kind}]].")
    lines = lines if len(lines) == len(tables) else [0] * len(tables)
    for number, (table, line) in enumerate(zip(tables, lines, strict=True), 1):
        place = f"{name}:{line}" if line else f"{name}: [[{kind}]] number {number}"
        if not isinstance(table, dict):
            raise ExpectationError(f"{place} is no table.", f"Write it as [[{kind}]].")
        made = expectation(table, place) if kind == _EXPECT else _sequence(table, place)
        yield replace(made, line=line)


def _sequence(table: Mapping[str, object], place: str) -> Sequence:
    _check_keys(table, ("name", "events"), place)
    events = table.get("events")
    if not isinstance(events, list) or not events or not all(isinstance(e, str) for e in events):
        raise ExpectationError(
            f"{place}: events are no list of names.", 'Write events = ["…", "…"].'
        )
    return Sequence(name=_text(table, "name", place) or "", events=tuple(events))


def _fields(table: Mapping[str, object], place: str) -> Iterator[tuple[tuple[str, ...], Matcher]]:
    for part, field in _PARTS.items():
        if part in table:
            for path, asked in members(table[part], f"{place}: {part}").matchers:
                yield (field, *path) if field else path, asked


def _bounds(table: Mapping[str, object], place: str) -> tuple[int, int | None]:
    given = [key for key in _COUNTS if key in table]
    if len(given) > 1 and set(given) != {"at_least", "at_most"}:
        raise ExpectationError(
            f"{place} has {given[0]} and {given[1]}.", "One of them says how many."
        )
    if "never" in table:
        if table["never"] is not True:
            raise ExpectationError(f"{place}: never is {shown(table['never'])}.", "It is true.")
        return 0, 0
    if "count" in table:
        count = _number(table, "count", place)
        return count, count
    most = _number(table, "at_most", place) if "at_most" in table else None
    if "at_least" not in table:
        return (1, None) if most is None else (0, most)
    least = _number(table, "at_least", place)
    if most is not None and least > most:
        raise ExpectationError(f"{place}: at_least is more than at_most.")
    return least, most


def _number(table: Mapping[str, object], key: str, place: str) -> int:
    value = table[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ExpectationError(f"{place}: {key} is {shown(value)}.", "It is a whole number.")
    return value


def _verdict(table: Mapping[str, object], place: str) -> str:
    verdict = _text(table, "verdict", place) or Verdict.KEPT.value
    if verdict not in {*Verdict, ANY}:
        listed = ", ".join([*Verdict, ANY])
        raise ExpectationError(f"{place}: verdict is {shown(verdict)}.", f"It is one of {listed}.")
    return verdict


def _text(table: Mapping[str, object], key: str, place: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise ExpectationError(f"{place}: {key} is {shown(value)}.", "It is a string.")
    return value


def _check_keys(table: Mapping[str, object], known: tuple[str, ...], place: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
            raise ExpectationError(f"{place}: {quoted(key)} is nothing that is known here.", meant)


def _lines(headers: list[tuple[str, int]], kind: str) -> list[int]:
    return [number for found, number in headers if found == kind]
