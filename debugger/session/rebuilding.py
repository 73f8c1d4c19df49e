"""Events whose row was lost, made anew from the payload and the request that were saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from debugger.events import Event, Source
from debugger.findings import verdict_of
from debugger.session import whole
from debugger.session.columns import event_columns
from debugger.session.proving import REFUSED
from debugger.session.recording import event_of
from debugger.session.rejudging import message_of
from debugger.session.rows import ShownSource, StoredEvent, shown
from debugger.wire import client

_ALONE = (b"", b"")


def rebuild(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[bool]:
    """Puts the events of these numbers back as they were; yields of each whether it could be."""
    sources = {
        Source(write_key=write_key, library=library, version=version): number
        for number, write_key, library, version in connection.execute("SELECT * FROM sources")
    }
    shown_sources = {number: shown(source) for source, number in sources.items()}
    for number in numbers:
        found = connection.execute(
            "SELECT first_event, events.source_id FROM requests JOIN events ON request_id = id "
            "WHERE number = ? AND method <> ''",
            (number,),
        ).fetchone()
        stored = _stored(connection, number, shown_sources) if found else None
        can_be = stored is not None and stored.payload != b""
        if stored is not None and can_be:
            event = _event(stored, number - found[0])
            source = _source(connection, event.source, sources)
            _put(connection, number, event, stored, source)
        yield can_be


def _stored(
    connection: sqlite3.Connection, number: int, sources: Mapping[int, ShownSource]
) -> StoredEvent | None:
    try:
        return next(whole.events(connection, [number], sources), None)
    except REFUSED:
        return None


def _event(stored: StoredEvent, place: int) -> Event:
    """The event as it was: read again, with the findings that were saved."""
    alone = stored.request.envelope == _ALONE
    headers = dict(stored.request.headers)
    library, version = client.library(headers.get("user-agent", ""))
    row = replace(stored.row, position=None if alone else place, problem="")
    known = replace(stored, row=row, source=Source(library=library, version=version))
    event = event_of(message_of(known))
    return replace(event, findings=stored.all_findings, verdict=verdict_of(stored.all_findings))


def _source(connection: sqlite3.Connection, source: Source, known: dict[Source, int]) -> int:
    """The source's id; one whose write key is not known is taken for the one of the same library."""
    for each, number in known.items():
        if (each.library, each.version) == (source.library, source.version):
            return number
    known[source] = max(known.values(), default=0) + 1
    connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?, ?)",
        (known[source], source.write_key, source.library, source.version),
    )
    return known[source]


def _put(
    connection: sqlite3.Connection, number: int, event: Event, stored: StoredEvent, source: int
) -> None:
    columns = event_columns(
        number, event, stored.request, request_id=stored.row.request_id, source_id=source
    )
    connection.execute("DELETE FROM events WHERE number = ?", (number,))
    places = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO events VALUES ({places})", columns)  # noqa: S608
