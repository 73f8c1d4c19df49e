"""As much of JSON Schema (2020-12) as our documents use; a word that is none of these is a fault of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.schema.plain_counting import type_of

Schema = Mapping[str, Any]

_TYPES = {"object", "array", "string", "number", "boolean", "null"}


def is_valid(value: Any, schema: Schema) -> bool:
    """Whether a value is what the schema asks for; fails where that is no schema."""
    return all(_WORDS[word](value, asked, schema) for word, asked in schema.items())


def _type(value: Any, asked: Any, _: Schema) -> bool:
    names = [asked] if isinstance(asked, str) else asked
    assert names
    assert len(names) == len(set(names))
    assert set(names) <= _TYPES
    return type_of(value) in names


def _properties(value: Any, asked: Mapping[str, Schema], _: Schema) -> bool:
    return not isinstance(value, dict) or all(
        is_valid(value[name], inner) for name, inner in asked.items() if name in value
    )


def _required(value: Any, asked: list[str], _: Schema) -> bool:
    assert len(asked) == len(set(asked))
    return not isinstance(value, dict) or set(asked) <= set(value)


def _items(value: Any, asked: Schema, _: Schema) -> bool:
    return not isinstance(value, list) or all(is_valid(each, asked) for each in value)


def _all_of(value: Any, asked: list[Schema], _: Schema) -> bool:
    assert asked
    return all(is_valid(value, each) for each in asked)


def _if(value: Any, asked: Schema, schema: Schema) -> bool:
    return not is_valid(value, asked) or is_valid(value, schema["then"])


def _says_nothing(value: Any, asked: Any, schema: Schema) -> bool:  # noqa: ARG001 - as the others
    return True


_WORDS: Mapping[str, Callable[[Any, Any, Schema], bool]] = {
    "$schema": _says_nothing,
    "title": _says_nothing,
    "description": _says_nothing,
    "type": _type,
    "properties": _properties,
    "required": _required,
    "items": _items,
    "allOf": _all_of,
    "not": lambda value, asked, _: not is_valid(value, asked),
    "const": lambda value, asked, _: bool(value == asked),
    "if": _if,
    "then": _says_nothing,  # only where "if" holds
}
