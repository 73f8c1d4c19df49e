"""Reads the times in messages: ISO 8601, with fractions of up to nine digits as Go and Java write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from debugger.events import Message
from debugger.spec.once import OncePerMessage
from debugger.spec.remembered import remembered

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


@remembered(256)
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


CLOSE = 60
"""Seconds between two times within which no rule finds fault with them."""

_SECONDS = frozenset(f"{second:02}" for second in range(60))


def need_a_look(message: Message) -> bool:
    """Whether any of the times may be odd, or be further than about `CLOSE` from the arrival.

    Says no for what is sent as it happens, so that the rules about time need not be asked one by one.
    """
    fields = message.fields
    if "originalTimestamp" in fields:
        return True
    around = message.received_at
    arrival = None if around is None else around // 1_000_000
    before = None
    for name in FIELDS:
        text = fields.get(name)
        if text is None or text == before:
            continue
        before = text
        start = _minute_of(text) if type(text) is str else None
        if start is None:
            return True
        if arrival is None:
            arrival = start
        elif not -CLOSE < arrival - start < 2 * CLOSE:
            return True
    return False


def _minute_of(text: str) -> int | None:
    """The start of the minute in seconds since 1970, for a time as JavaScript writes it."""
    if len(text) != 24 or text[23] != "Z" or text[19] != "." or text[16] != ":":
        return None
    if text[17:19] not in _SECONDS or not text[20:23].isdecimal() or not text.isascii():
        return None
    return _minute(text[:16])


@lru_cache(maxsize=256)
def _minute(text: str) -> int | None:
    read = moment(f"{text}:00.000Z")
    return None if read is None or read.unset or read.spaced else read.microseconds // 1_000_000


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
    return f"{seconds:.1f} seconds" if seconds >= 0.95 else f"{seconds * 1000:.0f} milliseconds"
