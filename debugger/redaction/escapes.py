r"""Text as JSON escapes it, and where each of its characters is written: `\u0040` is an @."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ESCAPE = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\(.)",
    re.DOTALL,
)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def unescaped(raw: str) -> tuple[str, Sequence[int]]:
    """The text that `raw` spells, and where in `raw` each character begins, and the last one ends.

    What is no escape stands for itself: this never raises.
    """
    if "\\" not in raw:
        return raw, range(len(raw) + 1)
    characters: list[str] = []
    places: list[int] = []
    position = 0
    for found in _ESCAPE.finditer(raw):
        characters.append(raw[position : found.start()])
        places.extend(range(position, found.start() + 1))
        characters.append(_character(found))
        position = found.end()
    characters.append(raw[position:])
    places.extend(range(position, len(raw) + 1))
    return "".join(characters), places


def _character(found: re.Match[str]) -> str:
    high, low, one, short = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    return chr(int(one, 16)) if one else _SHORT.get(short, short)
