"""Writes terms: what “filter for this” adds to a filter, in a spelling that is read again as it is meant."""

from __future__ import annotations

import re

from debugger.payload.pointer import split
from debugger.query.fields import BY_NAME, PAYLOAD, TOP_LEVEL
from debugger.query.paths import spelled
from debugger.query.tree import ANY, Path

_PLAIN = re.compile(r'[^\s()"/\\*<>=][^\s()"\\*]*')


_FIELDS: dict[str | int, str] = {
    "type": "type",
    "event": "event",
    "userId": "user",
    "anonymousId": "anonymous",
    "messageId": "message",
}
"""Fields of the payload that have a short name in filters."""


def value_term(name: str, value: str) -> str:
    """`name:value`, with the value in quotation marks where it needs them."""
    return f"{name}:{quoted(value)}"


def path_term(path: Path, value: object) -> str:
    """What finds a value of a payload at its path: a comparison, or that it is there where it is a container."""
    name = path_name(path)
    if isinstance(value, (dict, list)):
        return f"has:{name}"
    if value is None or isinstance(value, bool):
        return f"{name}:{ {None: 'null', True: 'true', False: 'false'}[value] }"
    if isinstance(value, (int, float)):
        return f"{name}:{value!r}"
    return value_term(name, str(value))


def term_at(document: object, pointer: str) -> str | None:
    """What finds the value at a JSON Pointer, in any element of the arrays around it; None where there is none."""
    found = _found_at(document, pointer)
    if found is None:
        return None
    path, value = found
    field = _FIELDS.get(path[0]) if len(path) == 1 else None
    if field and isinstance(value, str) and value:
        return value_term(field, value)
    return path_term(path, value)


def path_at(document: object, pointer: str) -> Path | None:
    """The path of the value at a JSON Pointer, in any element of the arrays around it; None where there is none."""
    found = _found_at(document, pointer)
    return found[0] if found else None


def _found_at(document: object, pointer: str) -> tuple[Path, object] | None:
    path: list[str | int] = []
    value = document
    for token in split(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
            path.append(token)
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
            path.append(ANY)
        else:
            return None
    if not path or any(isinstance(part, str) and '"' in part for part in path):
        return None
    return tuple(path), value


def path_name(path: Path) -> str:
    """A path of the payload as filters name it."""
    first = path[0] if path else ""
    named = first in TOP_LEVEL and str(first).lower() not in BY_NAME
    return spelled(path if named else (PAYLOAD, *path))


def quoted(value: str) -> str:
    """A value as it is typed: in quotation marks unless it is plain, its own asterisks escaped."""
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("*", "\\*").replace('"', '\\"')
    return f'"{escaped}"'


def added(typed: str, term: str, *, out: bool = False) -> str:
    """The filter `typed` with a term more; with `out`, without what the term finds."""
    whole = typed.strip()
    if re.search(r"(?:^|[\s)])(?:OR|\|\|)(?=[\s(])", whole):
        whole = f"({whole})"
    return f"{whole} {'-' if out else ''}{term}".strip()
