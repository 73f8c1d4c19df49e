"""Reads the times in messages: ISO 8601, with fractions of up to nine digits as Go and Java write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from debugger.events import Message
from debugger.spec.once import OncePerMessage

FIELDS = ("timestamp", "sentAt", "receivedAt", "originalTimestamp")
"""The times at the top of a message (Spec: Common Fields, Timestamps)."""

LONGEST = 40
"""Characters; a longer text is no time."""

UNSET = 1
"""The year of Go's zero time, 0001-01-01T00:00:00Z, which stands for no time at all."""

_ISO_8601 = re.compile(
    r"(\d{4}-?\d\d-?\d\d)"
    r"(?:([T ])(\d\d(?::?\d\d(?::?\d\d)?)?)(?:[.,](\d+))? ?(Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_ONE_DIGIT = re.compile(r"(-)([0-9])(?![0-9])", re.ASCII)
_MILLISECONDS = 100_000_000_000
"""A number of seconds beyond this is the year 5138: it was milliseconds."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(NamedTuple):
    """A time as it was written."""

    microseconds: int
    """Since 1970-01-01 UTC; a time without a zone is taken for UTC."""
    zoned: bool
    spaced: bool
    """Whether a space stands where ISO 8601 has a T, or before the zone."""
    unset: bool
    """Whether it is Go's zero time."""


@lru_cache(maxsize=256)
def moment(text: str) -> Moment | None:
    """The time that `text` says; None when it says none in ISO 8601."""
    if len(text) == 24 and text[10] == "T" and text[23] == "Z":  # as JavaScript writes it
        try:
            read = datetime.fromisoformat(text)
        except ValueError:
            return None
        return Moment(
            microseconds=(read - _EPOCH) // _MICROSECOND,
            zoned=True,
            spaced=False,
            unset=read.year == UNSET,
        )
    return _read(text)


def _read(text: str) -> Moment | None:
    found = _ISO_8601.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    date, separator, clock, fraction, zone = found.groups()
    whole = f"{date}T{clock or '00'}.{(fraction or '0')[:6]:0<6}" if clock else date
    if clock and len(clock) < 6:
        whole = f"{date}T{clock}"
    try:
        read = datetime.fromisoformat(whole + (zone or "").upper())
    except ValueError:
        return None
    zoned = read.tzinfo is not None
    read = read if zoned else read.replace(tzinfo=UTC)
    return Moment(
        microseconds=(read - _EPOCH) // _MICROSECOND,
        zoned=zoned,
        spaced=separator == " " or (bool(zone) and " " in text),
        unset=read.year == UNSET,
    )


@OncePerMessage
def times_of(message: Message) -> Sequence[tuple[str, object, Moment | None]]:
    """The times at the top of the message: name, value, and what can be read of it; null is none."""
    fields = message.fields
    return [
        (name, value, moment(value) if isinstance(value, str) else None)
        for name in FIELDS
        if (value := fields.get(name)) is not None
    ]


CLOSE = 60 * 1_000_000
"""Microseconds between two times within which no rule finds fault with them."""


def need_a_look(message: Message) -> bool:
    """Whether any of the times is odd, or any two of them are further apart than `CLOSE`.

    Says no for what is sent as it happens, so that the rules about time need not be asked one by one.
    """
    times = times_of(message)
    if not times:
        return False
    earliest = latest = message.received_at
    for _, _, read in times:
        if read is None or not read.zoned or read.spaced or read.unset:
            return True
        when = read.microseconds
        if earliest is None or latest is None:
            earliest = latest = when
        elif when < earliest:
            earliest = when
        elif when > latest:
            latest = when
    if "originalTimestamp" in message.fields or earliest is None or latest is None:
        return True
    return latest - earliest > CLOSE


def time_of(message: Message, name: str) -> int | None:
    """A time at the top of the message, in microseconds UTC; None where there is none that can be read."""
    for other, _, read in times_of(message):
        if other == name:
            return None if read is None or read.unset else read.microseconds
    return None


def received_at(message: Message) -> int | None:
    """When the message was received, by itself or else by this program, in microseconds UTC."""
    own = time_of(message, "receivedAt")
    return message.received_at if own is None else own


def as_iso_8601(value: object) -> str | None:
    """The time that a number of seconds or milliseconds, or a text that is nearly ISO 8601, was meant for."""
    if isinstance(value, str) and len(value) <= LONGEST:
        return _mended(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    seconds = value / 1000 if value > _MILLISECONDS else value
    if not 0 < seconds < _MILLISECONDS:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def _mended(text: str) -> str | None:
    padded = _ONE_DIGIT.sub(r"\g<1>0\g<2>", text.strip())
    for candidate in (
        padded,
        padded.replace(" ", "T", 1),
        padded.replace(" ", "T", 1).replace(" ", ""),
    ):
        read = moment(candidate)
        if read is not None and not read.spaced:
            return candidate
    return None


def span(microseconds: int) -> str:
    """A length of time in words: `12 minutes`, `3 years`."""
    seconds = abs(microseconds) / 1_000_000
    for size, name in ((31_557_600, "year"), (86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    return f"{seconds:.1f} seconds"
