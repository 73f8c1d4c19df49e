"""What is typed after a field, as the values that its kind compares with."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from debugger.findings import Severity
from debugger.query.fields import NONE, Field, Kind
from debugger.query.pattern import pattern_of
from debugger.query.tree import Interval, Value

MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SIZE = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)\s*(b|kb?|mb?)?", re.IGNORECASE)
_AGO = re.compile(r"([0-9]{1,6})(s|m|h|d)")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ](.+?)(Z|[+-][0-9]{2}:?[0-9]{2})?)?")
_UNITS = {"": 1, "b": 1, "k": 1024, "kb": 1024, "m": 1024**2, "mb": 1024**2}
_SPANS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_LONGEST_NUMBER = 300


class ValueRefusedError(ValueError):
    """No value of the field; what is expected instead, in words; empty where its kind says it."""


def value_of(field: Field, typed: str, now: datetime) -> Value:
    """The value that was typed; `now` is the moment that clock times and `5m` start from; without a zone, by this
    machine's clock.

    Raises `ValueRefusedError`.
    """
    match field.kind:
        case Kind.TEXT | Kind.PROSE | Kind.PRESENCE:
            return pattern_of(typed)
        case Kind.CHOICE:
            return _choice(field, typed)
        case Kind.SEVERITY:
            word = _one_of(field.choices, typed)
            rank = 0 if word == NONE else int(Severity[word.upper()])
            return Interval(rank, rank)
        case Kind.NUMBER:
            return _number(typed)
        case Kind.SIZE:
            return _size(typed)
        case Kind.TIME:
            return moment(typed, now)


def number_of(typed: str) -> int | float | None:
    """The number that `typed` is; None where it is none."""
    if not _NUMBER.fullmatch(typed) or len(typed) > _LONGEST_NUMBER:
        return None
    try:
        return int(typed)
    except ValueError:
        return float(typed)


def moment(typed: str, now: datetime) -> Interval:
    """A time in microseconds UTC, as long as its precision: `12:04` is a minute, `2026-11-25` a day."""
    try:
        start, end = _stretch(typed, now)
        return Interval(_microseconds(start), _microseconds(end))
    except (ValueError, OverflowError, OSError) as error:
        raise ValueRefusedError(
            "expected is 12:04, 2026-11-25, 2026-11-25T12:04, or 5m for five minutes ago"
        ) from error


def _stretch(typed: str, now: datetime) -> tuple[datetime, datetime]:
    ago = _AGO.fullmatch(typed)
    if ago:
        start = now - timedelta(**{_SPANS[ago[2]]: int(ago[1])})
        return start, start
    return _calendar(typed, now)


def _calendar(typed: str, now: datetime) -> tuple[datetime, datetime]:
    today = now.date()
    if typed in {"today", "yesterday"}:
        day = today - timedelta(days=typed == "yesterday")
        return _at(day, time(), now), _at(day + timedelta(days=1), time(), now)
    dated = _DAY.fullmatch(typed)
    day = date.fromisoformat(dated[1]) if dated else today
    clock = dated[2] if dated else typed
    if clock is None:
        return _at(day, time(), now), _at(day + timedelta(days=1), time(), now)
    found = _CLOCK.fullmatch(clock)
    if not found:
        raise ValueError(clock)
    hour, minute, second, fraction = found.groups()
    at = time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
    zone = dated[3] if dated else None
    start = datetime.fromisoformat(f"{day}T{at.isoformat()}{zone}") if zone else _at(day, at, now)
    precision = MICROSECOND * 10 ** (6 - len(fraction)) if fraction else timedelta(seconds=1)
    return start, start + (precision if second else timedelta(minutes=1))


def _at(day: date, clock: time, now: datetime) -> datetime:
    """In the zone of `now`; without one, by this machine's clock and its summer time of that day."""
    return datetime.combine(day, clock, tzinfo=now.tzinfo)


def _microseconds(moment: datetime) -> int:
    return (moment.astimezone(UTC) - _EPOCH) // MICROSECOND


def _choice(field: Field, typed: str) -> Value:
    return pattern_of(_one_of(field.choices, typed))


def _one_of(choices: tuple[str, ...], typed: str) -> str:
    if typed.lower() not in choices:
        raise ValueRefusedError(
            f"expected is {' or '.join((', '.join(choices[:-1]), choices[-1]))}"
        )
    return typed.lower()


def _number(typed: str) -> Interval:
    number = number_of(typed)
    if number is None:
        raise ValueRefusedError("")
    return Interval(number, number)


def _size(typed: str) -> Interval:
    found = _SIZE.fullmatch(typed)
    if not found:
        raise ValueRefusedError("expected are bytes, as in 500, 32kb or 1.5mb")
    size = round(float(found[1]) * _UNITS[(found[2] or "").lower()])
    return Interval(size, size)
