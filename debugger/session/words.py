"""Sizes and lengths of sessions in words."""

from __future__ import annotations

_UNITS = ("kB", "MB", "GB")


def size_words(size: int) -> str:
    """Bytes as people read them: `812 bytes`, `14.2 kB`, `3.1 MB`."""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    power = 1
    while power < len(_UNITS) and size / 1000**power >= 999.95:
        power += 1
    return f"{size / 1000**power:,.1f} {_UNITS[power - 1]}"


def length_words(microseconds: int) -> str:
    """A length of time: `41 s`, `12 min`, `3 h 05 min`, `2 d 4 h`."""
    seconds = round(microseconds / 1_000_000)
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02} min"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h"
