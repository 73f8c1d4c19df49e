"""The ways in which the bytes of a payload may write a text that is looked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from debugger.payload.text import storable
from debugger.query.pattern import lower


def spellings(needle: str) -> list[str]:
    r"""The ways JSON may write `needle` inside a string, lowered: as it is, `\"` and `\\`, `\u00e9`, `\/`."""
    escaped = (json.dumps(needle, ensure_ascii=ascii_only)[1:-1] for ascii_only in (False, True))
    plain = [needle, *escaped]
    with_slashes = [spelling.replace("/", "\\/") for spelling in plain[1:]]
    return list(
        dict.fromkeys(lower(each) for each in (*plain, *with_slashes) if storable(each) == each)
    )


def ways(pieces: Sequence[str]) -> list[tuple[str, ...]]:
    """The spellings of pieces that follow one another, all of them spelled the same way."""
    spelled = [spellings(piece) for piece in pieces]
    most = max(map(len, spelled), default=0)
    return list(zip(*(each + each[-1:] * (most - len(each)) for each in spelled), strict=True))


def stand_in(payload: bytes, spelled: Iterable[tuple[str, ...]]) -> bool:
    """Whether pieces follow one another in the bytes, in one of the ways they may be spelled."""
    lowered = payload.lower()
    return any(_follow(lowered, way) for way in spelled)


def _follow(payload: bytes, pieces: tuple[str, ...]) -> bool:
    position = 0
    for piece in pieces:
        sought = piece.encode()
        found = payload.find(sought, position)
        if found < 0:
            return False
        position = found + len(sought)
    return True
