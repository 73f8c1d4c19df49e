"""Captured values in the words of a finding: quoted, cut short, and named by their JSON type."""

from __future__ import annotations

import json
from collections.abc import Mapping

from debugger.payload import pointer
from debugger.payload.text import elided, visible

LONGEST_QUOTE = 60
"""Characters of a captured value that a finding repeats."""

_WITH_ARTICLE = {
    "string": "a string",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "an object",
    "array": "an array",
}


def quoted(value: object) -> str:
    """A string, number, boolean or null as JSON writes it, cut to `LONGEST_QUOTE` characters."""
    if isinstance(value, str):
        return f'"{visible(elided(value, LONGEST_QUOTE))}"'
    return elided(json.dumps(value), LONGEST_QUOTE)


def described(value: object) -> str:
    """A value with its type: `the string "19.99"`, `an empty array`."""
    if isinstance(value, Mapping):
        return "an object" if value else "an empty object"
    if isinstance(value, list):
        return "an array" if value else "an empty array"
    if isinstance(value, str):
        return f"the string {quoted(value)}" if value else "an empty string"
    if isinstance(value, bool):
        return f"the boolean {quoted(value)}"
    return "null" if value is None else f"the number {quoted(value)}"


def either(types: tuple[str, ...]) -> str:
    """JSON types as the end of a sentence: `a number or a string`."""
    return " or ".join(_WITH_ARTICLE[name] for name in types)


def dotted(place: str) -> str:
    """A pointer as developers write the place: `context.screen.width`."""
    return visible(".".join(pointer.split(place)))
