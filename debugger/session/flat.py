"""Events as the file has them, a row each, for who reads very many: five times as fast as whole objects."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from debugger.session.columns import findings_text, request_columns
from debugger.session.rows import StoredEvent

_AT_ONCE = 512
"""Events of one query; no read transaction stays open from one to the next."""

_BYTES_AT_ONCE = 16 * 1024 * 1024

_EVENT = (
    "number, request_id, position, received_at, transport, type, name, problem, verdict, source_id, silenced, "
    "(SELECT json_array(starred, colour, note) FROM marks WHERE marks.number = events.number), "
    "payload, findings"
)
_REQUEST = (
    "id, first_event, messages, method, path, headers, client, encoding, wire_size, body_size, "
    "envelope, answer"
)


class FlatEvent(NamedTuple):
    """The columns of one event that a line of an export is made of; docs/session-format.md tells them."""

    number: int
    request_id: int
    position: int | None
    received_at: int
    transport: str
    type: str
    name: str | None
    problem: str
    verdict: str
    source_id: int
    silenced: int
    mark: str | None
    """A JSON list of star, colour and note; None where it has none."""
    payload: bytes
    findings: str
    """JSON."""


class FlatRequest(NamedTuple):
    """The columns of the request that carried it."""

    id: int
    first_event: int
    messages: int
    method: str
    path: str
    headers: str
    """JSON: a list of pairs."""
    client: str
    encoding: str
    wire_size: int
    body_size: int
    envelope: bytes
    """MessagePack."""
    answer: str


Flat = tuple[FlatEvent, FlatRequest | None]
"""An event, with the request that carried it where that is not the request of the event before."""


def flat_events(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Flat]:
    """The events of these numbers, which ascend; numbers that are not there are left out."""
    before = 0
    for lot in _lots(connection, numbers):
        condition, values = _among("number", lot)
        events = connection.execute(
            f"SELECT {_EVENT} FROM events JOIN payloads USING (number) WHERE {condition} ORDER BY number",  # noqa: S608
            values,
        ).fetchall()
        needed = [number for number in dict.fromkeys(row[1] for row in events) if number != before]
        condition, values = _among("id", needed)
        requests = connection.execute(
            f"SELECT {_REQUEST} FROM requests WHERE {condition} ORDER BY id",  # noqa: S608
            values,
        )
        for event in map(FlatEvent._make, events):
            request = None
            if event.request_id != before:
                before = event.request_id
                request = FlatRequest._make(requests.fetchone())
            yield event, request


def flat_from(events: Iterable[StoredEvent]) -> Iterator[Flat]:
    """Whole events as their columns."""
    before = 0
    for event in events:
        flat, request = _flat(event)
        yield flat, None if flat.request_id == before else request
        before = flat.request_id


def _flat(event: StoredEvent) -> tuple[FlatEvent, FlatRequest]:
    row, mark = event.row, event.row.mark
    told = [int(mark.starred), mark.colour.value if mark.colour else "", mark.note]
    columns = request_columns(
        row.request_id,
        event.request,
        first_event=row.number - (row.position or 0),
        messages=event.messages_in_request,
    )
    number, _, _, method, path, headers, client, encoding, wire, body, first, messages, *rest = (
        columns
    )
    request = (number, first, messages, method, path, headers, client, encoding, wire, body, *rest)
    return (
        FlatEvent(
            number=row.number,
            request_id=row.request_id,
            position=row.position,
            received_at=row.received_at,
            transport=row.transport.value,
            type=row.type,
            name=row.name,
            problem=row.problem,
            verdict=row.verdict.value,
            source_id=0,
            silenced=len(event.silenced),
            mark=msgspec.json.encode(told).decode() if mark else None,
            payload=event.payload,
            findings=findings_text(event.all_findings or event.findings),
        ),
        FlatRequest._make(request),
    )


def _lots(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """The numbers in lots whose payloads memory holds easily."""
    for start in range(0, len(numbers), _AT_ONCE):
        waiting = [numbers[start : start + _AT_ONCE]]
        while waiting:
            lot = waiting.pop()
            condition, values = _among("number", lot)
            (size,) = connection.execute(
                f"SELECT sum(payload_size) FROM events WHERE {condition}",  # noqa: S608
                values,
            ).fetchone()
            if len(lot) > 1 and (size or 0) > _BYTES_AT_ONCE:
                half = len(lot) // 2
                waiting += [lot[half:], lot[:half]]
            else:
                yield lot


def _among(column: str, numbers: Sequence[int]) -> tuple[str, tuple[object, ...]]:
    """A condition for ascending numbers, and its values."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{column} BETWEEN ? AND ?", (numbers[0], numbers[-1])
    listed = msgspec.json.encode(list(numbers)).decode()
    return f"{column} IN (SELECT value FROM json_each(?))", (listed,)  # noqa: S608 - names of ours
