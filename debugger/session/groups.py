"""Events gathered into groups: by name, user, source, request or finding; counted by SQLite, and followed."""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from debugger.events import CallType
from debugger.findings import Severity
from debugger.query.writing import value_term

STRETCH = 4096
"""Events that are gathered in one step."""
MOST_GROUPS = 10_000
"""Of one grouping; more are made from data, and counted without a group of their own."""

PLACE = "place"
"""The name by which SQL asks `place_of`; the connection has to know it."""
_ELEMENT = re.compile(r"/[0-9]+(?=/|$)")

Key = tuple[str | int | None, ...]


class Grouping(StrEnum):
    """What events are gathered by."""

    EVENT = "event"
    """Type and name."""
    USER = "user"
    """The user's id; without one, the anonymous id."""
    SOURCE = "source"
    """Write key and library."""
    REQUEST = "request"
    """The request of those that came in a batch."""
    FINDING = "finding"
    """Rule and severity, the type and name of the calls, and the place in them: `/products/*/price`."""


_COUNTED = (
    "count(*), count(*) FILTER (WHERE errors > 0), count(*) FILTER (WHERE warnings > 0), "
    "count(*) FILTER (WHERE advice > 0), min(received_at), max(received_at), "
    "min(events.number), max(events.number)"
)
_KEYS = {
    Grouping.EVENT: ("type", "name"),
    Grouping.USER: ("nullif(user_id, '')", "iif(user_id <> '', NULL, nullif(anonymous_id, ''))"),
    Grouping.SOURCE: (
        "(SELECT write_key FROM sources WHERE id = source_id)",
        "(SELECT library FROM sources WHERE id = source_id)",
    ),
    Grouping.REQUEST: ("request_id",),
    Grouping.FINDING: (
        "json_extract(value, '$.rule')",
        "json_extract(value, '$.severity')",
        "events.type",
        "events.name",
        f"{PLACE}(json_extract(value, '$.pointer'))",
    ),
}
_FROM = {
    Grouping.REQUEST: "events NOT INDEXED WHERE position IS NOT NULL AND",
    Grouping.FINDING: (
        "events NOT INDEXED CROSS JOIN payloads USING (number), json_each(payloads.findings) "
        "WHERE severity > 0 AND NOT coalesce(json_extract(value, '$.silenced'), 0) AND"
    ),
}


@dataclass(slots=True)
class Group:
    """The events that have something in common. `Gathered` changes it as events come."""

    key: Key
    calls: int = 0
    """With `Grouping.FINDING`, how often it is found."""
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    """Calls that have such a finding."""
    first_at: int = 0
    last_at: int = 0
    """Microseconds UTC."""
    first: int = 0
    last: int = 0
    """Numbers of the first and the last of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What there is at one moment."""

    grouping: Grouping
    shown: tuple[Group, ...] = ()
    """Those that matter most, in order."""
    groups: int = 0
    events: int = 0
    """How many were looked at."""
    left_out: int = 0
    """Events without a group, since there are more groups than are kept."""


class Grouped(Protocol):
    """What gathering asks of a session."""

    def grouped(self, grouping: Grouping, first: int, last: int) -> list[Group]: ...


class Gathered:
    """The groups of one session by one thing; their number is bounded."""

    def __init__(self, grouping: Grouping) -> None:
        self.grouping = grouping
        self.events = 0
        self._groups: dict[Key, Group] = {}
        self._left_out = 0

    def add(self, reader: Grouped, first: int, last: int) -> None:
        """Gathers the events from `first` to `last`, which follow those before. Raises `SessionError`."""
        for more in reader.grouped(self.grouping, first, last):
            known = self._groups.get(more.key)
            if known is not None:
                _join(known, more)
            elif len(self._groups) < MOST_GROUPS:
                self._groups[more.key] = more
            elif self.grouping is Grouping.REQUEST:  # the newest are those that are looked at
                self._left_out += self._groups.pop(next(iter(self._groups))).calls
                self._groups[more.key] = more
            else:
                self._left_out += more.calls
        self.events += last - first + 1

    def groups(self, most: int) -> Groups:
        """Copies of those that matter most: the severest findings, the newest requests, the largest groups."""
        shown = heapq.nlargest(most, self._groups.values(), key=self._weight)
        return Groups(
            grouping=self.grouping,
            shown=tuple(_copy(each) for each in shown),
            groups=len(self._groups),
            events=self.events,
            left_out=self._left_out,
        )

    def _weight(self, group: Group) -> tuple[int, ...]:
        if self.grouping is Grouping.REQUEST:
            return (group.last,)
        if self.grouping is Grouping.FINDING:
            return severity_of(group), group.calls, -group.first
        return group.calls, -group.first


def severity_of(group: Group) -> int:
    """How much the finding of a group matters, as a `Severity`."""
    rank = group.key[1]
    return int(Severity[rank.upper()]) if isinstance(rank, str) else int(rank or 0)


def gather(
    connection: sqlite3.Connection, grouping: Grouping, first: int, last: int
) -> Iterable[Group]:
    """The groups of the events from `first` to `last`."""
    keys = ", ".join(_KEYS[grouping])
    places = ", ".join(str(place) for place in range(1, len(_KEYS[grouping]) + 1))
    source = _FROM.get(grouping, "events NOT INDEXED WHERE")
    found = connection.execute(
        f"SELECT {keys}, {_COUNTED} FROM {source} "  # noqa: S608 - our own words
        f"events.number BETWEEN ? AND ? GROUP BY {places} ORDER BY min(events.number)",
        (first, last),
    )
    width = len(_KEYS[grouping])
    return (Group(columns[:width], *columns[width:]) for columns in found.fetchall())


def with_finding(connection: sqlite3.Connection, key: Key, first: int, last: int) -> list[int]:
    """The numbers of the events from `first` to `last` that are in a group of one finding."""
    same = " AND ".join(f"{each} IS ?" for each in _KEYS[Grouping.FINDING])
    found = connection.execute(
        f"SELECT DISTINCT events.number FROM {_FROM[Grouping.FINDING]} "  # noqa: S608 - our own words
        f"events.number BETWEEN ? AND ? AND {same} ORDER BY events.number",
        (first, last, *key),
    )
    return [number for (number,) in found.fetchall()]


def place_of(pointer: str | None) -> str:
    """Where a JSON Pointer leads, in whatever element of an array: a number is taken for one."""
    return _ELEMENT.sub("/*", pointer or "")


def filter_for(grouping: Grouping, key: Key) -> str:
    """The filter that leaves the events of a group; empty for a source, which is chosen by itself.

    Of a finding it leaves those with the same rule at another place as well: a filter knows no places.
    """
    match grouping:
        case Grouping.EVENT:
            return _of_event(*key)
        case Grouping.USER:
            return _of_user(*key)
        case Grouping.REQUEST:
            return f"request:{key[0]}"
        case Grouping.FINDING:
            rule, _, *of_event, _ = key
            return f"{value_term('rule', str(rule))} {_of_event(*of_event)}".strip()
        case Grouping.SOURCE:
            return ""


def _of_user(user: str | int | None, anonymous: str | int | None) -> str:
    if user is not None:
        return value_term("user", str(user))
    if anonymous is not None:
        return f"{value_term('anonymous', str(anonymous))} -has:user"
    return "-has:user -has:anonymous"


def _of_event(call: str | int | None, name: str | int | None) -> str:
    terms = [value_term("type", str(call)) if call else "-has:type"]
    if name:
        terms.append(value_term("event", str(name)))
    elif call in {CallType.TRACK, CallType.PAGE, CallType.SCREEN}:
        terms.append("-has:event")
    return " ".join(terms)


def _join(known: Group, more: Group) -> None:
    known.calls += more.calls
    known.errors += more.errors
    known.warnings += more.warnings
    known.advice += more.advice
    known.first_at = min(known.first_at, more.first_at)
    known.last_at = max(known.last_at, more.last_at)
    known.last = more.last


def _copy(group: Group) -> Group:
    return Group(
        group.key,
        group.calls,
        group.errors,
        group.warnings,
        group.advice,
        group.first_at,
        group.last_at,
        group.first,
        group.last,
    )
