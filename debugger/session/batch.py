"""Recordings turned into numbered rows, and the rows put into the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from debugger.events import Event, Recording, Request, Source
from debugger.payload.text import storable
from debugger.session.columns import Columns, event_columns, findings_text, request_columns

ROWS_AT_ONCE = (64, 16, 4, 1)
"""Rows of one INSERT, as many as there are. Each step into SQLite lets another thread run meanwhile,
and then waits for its turn: fewer steps, fewer waits."""

TABLES = ("sources", "requests", "events", "payloads")


@dataclass(slots=True, kw_only=True)
class Batch:
    """Rows to append, numbered on from what is stored."""

    newest: int
    """Number of the last event."""
    last_request: int
    sources: dict[Source, int]
    """Every known source with its id, dense from 1."""
    rows: Mapping[str, list[Columns]] = field(
        default_factory=lambda: {table: [] for table in TABLES}
    )

    def add(self, recording: Recording) -> None:
        """Numbers a request and its events."""
        self.last_request += 1
        self.rows["requests"].append(
            request_columns(
                self.last_request,
                recording.request,
                first_event=self.newest + 1,
                messages=len(recording.events),
            )
        )
        for event in recording.events:
            self._add_event(event, recording.request)

    def insert(self, connection: sqlite3.Connection) -> None:
        """Puts the rows into their tables, inside the caller's transaction."""
        for table, rows in self.rows.items():
            _insert(connection, table, rows)

    def _add_event(self, event: Event, request: Request) -> None:
        self.newest += 1
        self.rows["events"].append(
            event_columns(
                self.newest,
                event,
                request,
                request_id=self.last_request,
                source_id=self._source_id(event.source),
            )
        )
        self.rows["payloads"].append((self.newest, event.payload, findings_text(event.findings)))

    def _source_id(self, source: Source) -> int:
        known = self.sources.get(source)
        if known is not None:
            return known
        stored = tuple(map(storable, (source.write_key, source.library, source.version)))
        plain = Source(write_key=stored[0], library=stored[1], version=stored[2])
        if plain not in self.sources:
            self.sources[plain] = len(self.sources) + 1
            self.rows["sources"].append((self.sources[plain], *stored))
        return self.sources[plain]


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Columns]) -> None:
    start = 0
    for size in ROWS_AT_ONCE:
        whole = start + (len(rows) - start) // size * size
        if whole > start:
            row = f"({', '.join('?' * len(rows[0]))})"
            connection.executemany(
                f"INSERT INTO {table} VALUES {', '.join([row] * size)}",  # noqa: S608 - a name of ours
                (
                    tuple(chain.from_iterable(rows[first : first + size]))
                    for first in range(start, whole, size)
                ),
            )
        start = whole
