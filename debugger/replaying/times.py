"""Moves a moment that is written as ISO 8601, as exactly as it is written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)([Tt ])(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?((?:Z|z|[+-]\d\d:?\d\d)?)", re.ASCII
)
_NANOSECONDS = 10**9


def moved(text: str, later: int) -> str:
    """The moment `later` microseconds after `text`, with its digits and its zone.

    What is no moment, or would be none any more, stays as it is.
    """
    found = _MOMENT.fullmatch(text)
    if not found:
        return text
    date, between, clock, fraction, zone = found.groups()
    digits = len(fraction or "")
    fine = int((fraction or "0").ljust(9, "0")) + later * 1000
    try:
        moment = datetime.fromisoformat(f"{date}T{clock}") + timedelta(seconds=fine // _NANOSECONDS)
    except (ValueError, OverflowError):
        return text
    rest = f".{fine % _NANOSECONDS:09d}"[: digits + 1] if digits else ""
    return f"{moment:%Y-%m-%d}{between}{moment:%H:%M:%S}{rest}{zone}".rjust(len(text), "0")
