"""The stretch of time that a filter leaves: read from it, and written into it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from debugger.errors import FilterError
from debugger.query.parsing import parse
from debugger.query.tree import And, Comparison, Interval, Node, Or
from debugger.query.values import MICROSECOND
from debugger.query.writing import value_term

_FIELDS = frozenset({"after", "before", "received"})
_JOINT_BEFORE = re.compile(r"\s*(?:\bAND|&&)\s*$")
_JOINT_AFTER = re.compile(r"\s*(?:AND\b|&&)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Stretch = tuple[int | None, int | None]
"""From when to before when, in microseconds UTC; None where the filter does not say."""


def stretch_of(query: Node) -> Stretch | None:
    """What the terms say of the time of arrival that all have to hold; None where none does."""
    start: float | None = None
    end: float | None = None
    for term in _terms(query):
        if isinstance(term, Comparison) and _is_of_time(term):
            assert isinstance(term.value, Interval)  # noqa: S101 - of a time
            if term.operator in {"=", ">", ">="}:
                least = term.value.end if term.operator == ">" else term.value.start
                start = least if start is None else max(start, least)
            if term.operator in {"=", "<", "<="}:
                most = term.value.start if term.operator == "<" else term.value.end
                end = most if end is None else min(end, most)
    if start is None and end is None:
        return None
    return (None if start is None else int(start)), (None if end is None else int(end))


def with_stretch(typed: str, stretch: Stretch, now: datetime) -> str:
    """The filter `typed` with this stretch in place of the one that it had. Raises `FilterError`."""
    query = parse(typed, now)
    whole = _without_times(typed, query, now)
    if isinstance(query, Or) and stretch != (None, None):
        whole = f"({whole})"
    start, end = stretch
    terms = [
        *([value_term("after", time_text(start, now))] if start is not None else []),
        *([value_term("before", time_text(end, now))] if end is not None else []),
    ]
    return " ".join((*([whole] if whole else []), *terms))


def _without_times(typed: str, query: Node, now: datetime) -> str:
    """What is typed besides the terms of the time of arrival; all of it where they cannot be told apart."""
    left = typed
    for term in reversed(_terms(query)):
        if _is_of_time(term):
            before, after = left[: term.span.start], left[term.span.end :]
            if not _JOINT_AFTER.match(after):
                before = _JOINT_BEFORE.sub("", before)
            left = f"{before.rstrip()} {_JOINT_AFTER.sub('', after).lstrip()}".strip()
    try:
        parse(left, now)
    except FilterError:
        return typed.strip()
    return left.strip()


def time_text(moment: int, now: datetime) -> str:
    """A time in microseconds UTC as it is typed, in the zone of `now`: without the day where that is today."""
    local = (_EPOCH + timedelta(microseconds=moment)).astimezone(now.tzinfo)
    part = moment % 1_000_000
    fraction = f".{part:06d}".rstrip("0") if part else ""
    clock = local.strftime("%H:%M:%S") + fraction
    if not _is_read_as(local, now):
        utc = _EPOCH + timedelta(microseconds=moment)
        return f"{utc.date()}T{utc.strftime('%H:%M:%S')}{fraction}Z"
    return clock if local.date() == now.date() else f"{local.date()}T{clock}"


def _is_read_as(local: datetime, now: datetime) -> bool:
    """Whether the clock says so once only: not in the hour that comes twice when summer ends."""
    there = datetime.combine(local.date(), local.time(), tzinfo=now.tzinfo)
    return abs(there.astimezone(UTC) - local.astimezone(UTC)) < MICROSECOND


def _terms(query: Node) -> tuple[Node, ...]:
    return query.terms if isinstance(query, And) else (query,)


def _is_of_time(term: Node) -> bool:
    return isinstance(term, Comparison) and term.field.name in _FIELDS
