"""What is private in a text with the members of JSON in it, whole or broken, read without a parser.

It needs a text without escapes, in which each quotation mark begins or ends a string: then names are
found by searching, which is several times as fast as cutting the text into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from debugger.redaction.choice import PATH
from debugger.redaction.names import kind_of_name
from debugger.redaction.patterns import Span, is_loopback, kind_of, spans, wanted

_NAMES = re.compile(r'"([^"\\]{1,64})"\s*:')
_VALUE = re.compile(r'\s*:\s*(?:"([^"]+)(?:"|\Z)|(-?\d[\d.eE+-]*)|([\[{]))')
_MOST_REMEMBERED = 300
"""Names of one text; those of larger ones are looked at anew each time."""

_SHORTEST = 4
"""Characters of a value that is looked for in other places as well."""


_SHORTEST_NUMBER = 6
"""Digits; shorter numbers stand everywhere."""

_DIGIT = re.compile(r"\d")


class ContainerError(Exception):
    """An object or an array stands under a private name: only the structure shows what is in it."""


def private_spans(
    text: str,
    rules: frozenset[str],
    *,
    known: Mapping[str, str] | None = None,
    named: Iterable[str] = (),
    skips_containers: bool = False,
) -> list[Span]:
    """The private parts, in order.

    `known` are values that are private wherever they stand, with their rule; `named` further names
    whose values are. Raises `ContainerError`, unless containers are skipped.
    """
    under_names = list(
        _under_names(text, rules, frozenset(named), skips_containers=skips_containers)
    )
    values = {text[span.start : span.end]: span.kind for span in under_names}
    if known:
        values |= known
    found = [*under_names, *_again(text, values), *spans(text)]
    return [_placed(text, span) for span in wanted(found, rules)] if found else found


def _placed(text: str, span: Span) -> Span:
    if span.is_literal or not text[span.start : span.end].isdigit():
        return span
    in_string = text.count('"', 0, span.start) % 2
    return span if in_string else span._replace(is_literal=True)


def _under_names(
    text: str, rules: frozenset[str], named: frozenset[str], *, skips_containers: bool
) -> Iterator[Span]:
    for name, kind in _private_names(text, named):
        if kind != PATH and kind not in rules:
            continue
        mark = f'"{name}"'
        position = text.find(mark)
        while position >= 0:
            position += len(mark)
            found = _VALUE.match(text, position)
            if found and found[3] and not skips_containers:
                raise ContainerError
            if found and found[1] and not (kind == "ip" and is_loopback(found[1])):
                yield Span(*found.span(1), kind_of(found[1], kind, rules))
            elif found and found[2]:
                yield Span(*found.span(2), kind, is_literal=True)
            position = text.find(mark, position)


def _private_names(text: str, named: frozenset[str]) -> tuple[tuple[str, str], ...]:
    if " :" in text or "\n:" in text or "\t:" in text or "\r:" in text:
        names = tuple(_NAMES.findall(text))
    else:  # as most are written, and then names are found in half the time
        names = tuple([before.rpartition('"')[2] for before in text.split('":')])
    if len(names) > _MOST_REMEMBERED:
        return _private_among.__wrapped__(names, named)
    return _private_among(names, named)


@lru_cache(maxsize=512)
def _private_among(names: tuple[str, ...], named: frozenset[str]) -> tuple[tuple[str, str], ...]:
    kinds = {name: PATH if name in named else kind_of_name(name) for name in names}
    return tuple((name, kind) for name, kind in kinds.items() if kind)


def _again(text: str, values: dict[str, str]) -> Iterator[Span]:
    """Other places where a value stands that is private in one."""
    for value, kind in values.items():
        if not is_telling(value):
            continue
        position = text.find(value)
        while position >= 0:
            end = position + len(value)
            before, after = text[position - 1 : position], text[end : end + 1]
            if not (before.isalnum() or after.isalnum()):
                yield Span(position, end, kind)
            position = text.find(value, end)


def is_telling(value: str) -> bool:
    """Whether a value is like no word, so that it is the same one wherever it stands."""
    if len(value) < _SHORTEST or value.isalpha() or not _DIGIT.search(value):
        return False
    return len(value) >= _SHORTEST_NUMBER or not value.isdigit()
