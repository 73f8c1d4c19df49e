"""Whole events and whole request bodies, put together from the session's tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from debugger.events import Request
from debugger.session.answered import Answers
from debugger.session.columns import findings_from, request_from
from debugger.session.rows import COLUMNS, ShownSource, StoredEvent, row_from

_BYTES_AT_ONCE = 4 * 1024 * 1024
"""Payloads that are read in one go, unless a single one is larger."""

_REQUEST = "received_at, transport, method, path, headers, client, encoding, wire_size, body_size, envelope, answer"
_AMONG = "IN (SELECT value FROM json_each(?))"


def events(
    connection: sqlite3.Connection, numbers: Sequence[int], sources: Mapping[int, ShownSource]
) -> Iterator[StoredEvent]:
    """The events of these numbers, in their order. Raises `ValueError` where one cannot be ours."""
    query = f"SELECT payload_size, {COLUMNS} FROM events WHERE number {_AMONG}"  # noqa: S608
    summaries = {columns[1]: columns for columns in connection.execute(query, (_list(numbers),))}
    answers = Answers(connection)
    requests = _requests(connection, {columns[2] for columns in summaries.values()})
    for group in _grouped([summaries[number] for number in numbers if number in summaries]):
        payloads = _payloads(connection, [columns[1] for columns in group])
        for columns in group:
            row = row_from(columns[1:], sources)
            payload, findings = payloads[row.number]
            request, messages = requests[row.request_id]
            found = findings_from(findings)
            yield StoredEvent(
                row=row,
                payload=payload,
                findings=tuple(finding for finding in found if not finding.silenced),
                all_findings=found,
                request=request,
                messages_in_request=messages,
                source=sources[columns[12]].source,
                answered=answers.of(
                    request.answer,
                    request.transport.value,
                    request.method,
                    request.path,
                    request.body_size,
                    row.request_id,
                    row.position,
                    row.problem,
                    row.verdict.value,
                ),
            )


def body(connection: sqlite3.Connection, number: int) -> bytes | None:
    """The inflated body of the request that carried event `number`; None when there is no such event."""
    found = connection.execute(
        f"SELECT first_event, messages, {_REQUEST} FROM requests "  # noqa: S608
        "WHERE id = (SELECT request_id FROM events WHERE number = ?)",
        (number,),
    ).fetchone()
    if found is None:
        return None
    first, messages, *columns = found
    before, *after = request_from(columns).envelope
    payloads = connection.execute(
        "SELECT payload FROM payloads WHERE number BETWEEN ? AND ? ORDER BY number",
        (first, first + messages - 1),
    )
    pieces = [before]
    for (payload,), following in zip(payloads.fetchall(), after, strict=True):
        pieces += (payload, following)
    return b"".join(pieces)


def _requests(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> dict[int, tuple[Request, int]]:
    found = connection.execute(
        f"SELECT id, messages, {_REQUEST} FROM requests WHERE id {_AMONG}",  # noqa: S608
        (_list(numbers),),
    )
    return {number: (request_from(columns), messages) for number, messages, *columns in found}


def _payloads(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> dict[int, tuple[bytes, str]]:
    found = connection.execute(
        f"SELECT number, payload, findings FROM payloads WHERE number {_AMONG}",  # noqa: S608
        (_list(numbers),),
    )
    return {number: (payload, findings) for number, payload, findings in found}


def _grouped(found: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Splits rows, whose first column is the payload's size, into groups that memory holds easily."""
    group: list[tuple[int, ...]] = []
    size = 0
    for columns in found:
        if group and size + columns[0] > _BYTES_AT_ONCE:
            yield group
            group, size = [], 0
        group.append(columns)
        size += columns[0]
    if group:
        yield group


def _list(numbers: Iterable[int]) -> str:
    return json.dumps(list(numbers))
