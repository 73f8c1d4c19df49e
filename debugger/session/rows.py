"""What a session gives back: rows for the list, whole events for the panels, counts for the bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from debugger.events import Request, Source, Transport
from debugger.findings import Finding, Verdict
from debugger.session.marks import NO_MARK, Mark, mark_from
from debugger.wire import client, keys

COLUMNS = (
    "number, request_id, position, received_at, transport, type, name, problem, user_id, "
    "anonymous_id, message_id, source_id, errors, warnings, advice, verdict, silenced, "
    "(SELECT answer FROM requests WHERE id = request_id), "
    "(SELECT json_array(starred, colour, note) FROM marks WHERE marks.number = events.number)"
)
"""The columns of `events` that a row is made of, in its order."""

_TEXT_OR_NOTHING = (str, type(None))
_TYPES: tuple[tuple[type, ...], ...] = (
    *((int,), (int,), (int, type(None)), (int,), (str,), (str,), _TEXT_OR_NOTHING, (str,)),
    *((_TEXT_OR_NOTHING,) * 3),
    *((int,), (int,), (int,), (int,), (str,), (int,), (str,), _TEXT_OR_NOTHING),
)
_SIGNATURES = frozenset(product(*_TYPES))
_TRANSPORTS = {transport.value: transport for transport in Transport}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}

_LATEST = 253_402_300_799_999_999
"""Microseconds UTC: the end of the year 9999, after which no calendar goes."""


UNKNOWN_SOURCE = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list."""

    number: int
    """Place in the session, from 1 without gaps, in the order of arrival."""
    request_id: int
    position: int | None
    """Place in its batch from 0; None when it came alone."""
    received_at: int
    """Microseconds since 1970-01-01 UTC."""
    transport: Transport
    type: str
    name: str | None
    problem: str
    """Why it is not a message; empty for a message."""
    user_id: str | None
    anonymous_id: str | None
    message_id: str | None
    source: str
    """What sent it, in short: `analytics.js 2.11.1`; empty when unknown."""
    write_key_masked: str
    errors: int
    warnings: int
    advice: int
    verdict: Verdict
    silenced: int = 0
    """Findings that the project's settings keep from counting among the others."""
    answer: str = ""
    """How its request was answered, where that was a fault simulated on purpose."""
    mark: Mark = NO_MARK
    """What the person put on it."""
    sender: Source = UNKNOWN_SOURCE
    """What sent it; its write key is not for showing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event with all that is known of it."""

    row: Row
    payload: bytes
    """Exactly as it came."""
    findings: tuple[Finding, ...]
    """Those that count."""
    request: Request
    messages_in_request: int
    source: Source
    all_findings: tuple[Finding, ...] = ()
    """Those that are silenced as well, in the order of the payload."""
    answered: str = ""
    """How the request was answered, by a fault or not: see `debugger.session.answered`; empty if not known."""

    @property
    def mark(self) -> Mark:
        """The star, colour and note that the person gave it."""
        return self.row.mark

    @property
    def silenced(self) -> tuple[Finding, ...]:
        """The findings that the project's settings keep from counting."""
        return tuple(finding for finding in self.all_findings if finding.silenced)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many events there are, how many of them have a finding, and what Segment would not keep."""

    events: int = 0
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    dropped: int = 0
    rejected: int = 0
    silenced: int = 0
    """Findings, not events."""

    def __add__(self, other: Counts) -> Counts:
        """The counts of two ranges together."""
        return Counts(
            events=self.events + other.events,
            errors=self.errors + other.errors,
            warnings=self.warnings + other.warnings,
            advice=self.advice + other.advice,
            dropped=self.dropped + other.dropped,
            rejected=self.rejected + other.rejected,
            silenced=self.silenced + other.silenced,
        )


NO_COUNTS = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How many calls a source sent, and when, in microseconds since 1970-01-01 UTC."""

    calls: int
    first_at: int
    last_at: int
    first: int
    """The number of its first event."""

    def __add__(self, other: Sent) -> Sent:
        """Those of two ranges, or of two sources, together."""
        return Sent(
            calls=self.calls + other.calls,
            first_at=min(self.first_at, other.first_at),
            last_at=max(self.last_at, other.last_at),
            first=min(self.first, other.first),
        )


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source with what rows show of it."""

    source: Source
    label: str
    write_key_masked: str


def shown(source: Source) -> ShownSource:
    """The source as rows show it."""
    return ShownSource(source, label(source), keys.masked(source.write_key))


def versions(of: Source, sources: Mapping[int, ShownSource]) -> list[int]:
    """The numbers among `sources` of each version of one: of all with its write key and its library."""
    return [
        number
        for number, known in sources.items()
        if (known.source.write_key, known.source.library) == (of.write_key, of.library)
    ]


def row_from(columns: tuple[Any, ...], sources: Mapping[int, ShownSource]) -> Row:
    """The row of `COLUMNS`. Raises `ValueError` where we cannot have written them."""
    if tuple(map(type, columns)) not in _SIGNATURES:
        raise ValueError("a value has a type that it cannot have")
    transport, verdict = _TRANSPORTS.get(columns[4]), _VERDICTS.get(columns[15])
    source = sources.get(columns[11])
    if not (transport and verdict and source and 0 <= columns[3] <= _LATEST):
        raise ValueError("a value is none of those it can be")
    return Row(
        number=columns[0],
        request_id=columns[1],
        position=columns[2],
        received_at=columns[3],
        transport=transport,
        type=columns[5],
        name=columns[6],
        problem=columns[7],
        user_id=columns[8],
        anonymous_id=columns[9],
        message_id=columns[10],
        source=source.label,
        sender=source.source,
        write_key_masked=source.write_key_masked,
        errors=columns[12],
        warnings=columns[13],
        advice=columns[14],
        verdict=verdict,
        silenced=columns[16],
        answer=columns[17],
        mark=mark_from(columns[18]),
    )


def label(source: Source) -> str:
    """A source in short, as the list has it: `@segment/analytics-node` 3.1.0 is `analytics-node 3.1.0`."""
    return f"{client.short(source.library)} {source.version}".strip()
