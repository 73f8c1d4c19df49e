"""Paths into a payload: `properties.products[].sku`, `context."my key"`, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from debugger.query.tree import ANY, Path

_PART = re.compile(r'"([^"]*)"|\[([0-9]*)\]|([^."\[\]]+)|(\.)|(.)', re.DOTALL)
_PLAIN = re.compile(r'[^\s()":=<>!*.\[\]]+')
_FIRST = re.compile(r"[A-Za-z_$@]")


class PathError(ValueError):
    """No path, and why, in the middle of a sentence."""


def path_of(typed: str) -> Path:
    """The path that was typed. Raises `PathError`."""
    parts: list[str | int] = []
    needs_name = True
    for found in _PART.finditer(typed):
        quoted, index, plain, dot, other = found.groups()
        if other:
            raise PathError(f"“{other}” cannot stand there")
        if needs_name != (quoted is not None or plain is not None):
            raise PathError("a name is missing" if needs_name else "a dot is missing")
        if dot:
            needs_name = True
        elif index is not None:
            parts.append(int(index[:18]) if index else ANY)
        else:
            parts.append(plain if quoted is None else quoted)
            needs_name = False
    if needs_name:
        raise PathError("a name is missing at the end")
    return tuple(parts)


def spelled(path: Path) -> str:
    """The path as it is typed; `path_of` reads it again."""
    spelling = ""
    for part in path:
        if isinstance(part, int):
            spelling += "[]" if part == ANY else f"[{part}]"
        else:
            plain = _PLAIN.fullmatch(part) and (spelling or _FIRST.match(part))
            spelling += f"{'.' if spelling else ''}{part if plain else _quoted(part)}"
    return spelling


def values_at(value: object, path: Path) -> Iterator[object]:
    """Everything that stands at `path` below `value`; a name also looks into the elements of an array."""
    if not path:
        yield value
        return
    part, rest = path[0], path[1:]
    if isinstance(value, list):
        if isinstance(part, str):
            for element in value:
                if isinstance(element, dict):
                    yield from values_at(element, path)
        elif part == ANY:
            for element in value:
                yield from values_at(element, rest)
        elif part < len(value):
            yield from values_at(value[part], rest)
    elif isinstance(value, dict) and isinstance(part, str) and part in value:
        yield from values_at(value[part], rest)


def _quoted(name: str) -> str:
    return f'"{name}"'
