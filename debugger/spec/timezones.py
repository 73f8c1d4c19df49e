"""tzdata's names of time zones: which there are, and which was meant by a text that is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from debugger.spec.tables import pairs

LONGEST = 64
"""Characters; a longer text names no time zone."""

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*0?([0-9]{1,2})(?::?00)?", re.IGNORECASE)

_DATES_OFFSET = re.compile(r"GMT[+-][0-9]{4}")


def is_name(text: str) -> bool:
    """Whether tzdata has a zone of this name."""
    return text in _names()


def meant_by(text: str) -> str | None:
    """The zone that was meant by a misspelt name, an abbreviation or a name of Windows: `PST`."""
    if len(text) > LONGEST:
        return None
    bare = " ".join(text.casefold().split())
    spelt = _names_by_folded().get(bare.replace(" ", "_"))
    return spelt or pairs("timezone_names", "names").get(bare)


def is_offset(text: str) -> bool:
    """Whether the text is an offset as JavaScript's dates write it: `GMT+0530`."""
    return _DATES_OFFSET.fullmatch(text) is not None


def offset_zone(text: str) -> str | None:
    """The zone with a fixed offset from UTC: `Etc/GMT-2` for `GMT+2`, as its sign runs the other way."""
    offset = _OFFSET.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if offset is None:
        return None
    sign, hours = offset.groups()
    zone = f"Etc/GMT{'-' if sign == '+' else '+'}{int(hours)}"
    return zone if is_name(zone) else None


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def _names_by_folded() -> Mapping[str, str]:
    return {name.casefold(): name for name in sorted(_names())}
