"""Times as a person says them: on the local clock, how long ago, and how long before they arrived here."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from debugger.events import Message
from debugger.spec.timestamps import moment, span

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NAMES_A_TIME = re.compile(r"(?:_at|At|[dD]ate|[tT]ime|[tT]imestamp|^ts)$")
_UNITS = ((1, "microseconds"), (1_000, "milliseconds"), (1_000_000, "seconds"))
_EARLIEST = 946_684_800_000_000
_LATEST = 4_102_444_800_000_000
"""Microseconds: the years 2000 and 2100, between which a number may well be a time."""
_NOW = 1_000_000
_INSTANT = 1_000
"""Microseconds within which something is as good as now, and as good as at once."""


def of_text(text: str, message: Message, *, now: int, zone: tzinfo | None) -> tuple[str, ...]:
    """What a time in ISO 8601 says; nothing where the text is none."""
    read = moment(text) if _DATE.match(text) else None
    if read is None:
        return ()
    if read.unset:
        return ("Go's zero time, which stands for no time at all.",)
    if len(text) == 10:
        return _told(read.microseconds, "A day: ", None, now=now, zone=UTC)
    taken = "" if read.zoned else "Without a zone, taken for UTC: "
    return _told(read.microseconds, taken, message.received_at, now=now, zone=zone)


def of_number(
    name: str, number: float, message: Message, *, now: int, zone: tzinfo | None
) -> tuple[str, ...]:
    """What a number says that stands under the name of a time: seconds, milliseconds or microseconds since 1970."""
    if not _NAMES_A_TIME.search(name):
        return ()
    for factor, unit in _UNITS:
        if _EARLIEST <= number * factor <= _LATEST:
            words = f"As {unit} since 1970: "
            return _told(round(number * factor), words, message.received_at, now=now, zone=zone)
    return ()


def _told(
    microseconds: int, before: str, arrived: int | None, *, now: int, zone: tzinfo | None
) -> tuple[str, ...]:
    try:
        local = (_EPOCH + timedelta(microseconds=microseconds)).astimezone(zone)
    except (OverflowError, ValueError, OSError):  # the first and the last day of the calendar
        return ()
    clock = "" if before == "A day: " else f" {local:%H:%M:%S}{_fraction(local)} {_offset(local)}"
    date = f"{_DAYS[local.weekday()]} {local.year:04}-{local:%m-%d}"
    told = f"{before}{date}{clock}, {_distance(microseconds - now, 'from now', 'ago')}."
    return (told,) if arrived is None else (told, _before_it_arrived(microseconds - arrived))


def _distance(microseconds: int, after: str, before: str) -> str:
    if abs(microseconds) < _NOW:
        return "just now"
    return f"{span(microseconds)} {after if microseconds > 0 else before}"


def _before_it_arrived(microseconds: int) -> str:
    if abs(microseconds) < _INSTANT:
        return "It arrived here at the same moment."
    away = span(microseconds)
    return (
        f"{away[0].upper()}{away[1:]} {'after' if microseconds > 0 else 'before'} it arrived here."
    )


def _fraction(local: datetime) -> str:
    return f".{local.microsecond // 1000:03}" if local.microsecond else ""


def _offset(local: datetime) -> str:
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"(UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02})" if minutes else "UTC"
