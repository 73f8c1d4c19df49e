"""The columns of tables: each event as a row of plain values, nested places of its payload among them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from debugger.export.line import timestamp
from debugger.payload.parse import NonstandardNumber, parse
from debugger.session.rows import StoredEvent

Value = str | int | float | bool | None

OWN: Mapping[str, Callable[[StoredEvent], Value]] = {
    "number": lambda event: event.row.number,
    "received_at": lambda event: timestamp(event.row.received_at),
    "transport": lambda event: event.row.transport.value,
    "type": lambda event: event.row.type,
    "event": lambda event: event.row.name,
    "user_id": lambda event: event.row.user_id,
    "anonymous_id": lambda event: event.row.anonymous_id,
    "message_id": lambda event: event.row.message_id,
    "source": lambda event: event.row.source,
    "write_key": lambda event: event.source.write_key,
    "verdict": lambda event: event.row.verdict.value,
    "errors": lambda event: event.row.errors,
    "warnings": lambda event: event.row.warnings,
    "advice": lambda event: event.row.advice,
    "findings": lambda event: "\n".join(
        f"{finding.severity.word} {finding.rule} {finding.pointer}: {finding.message}"
        for finding in event.findings
    ),
    "note": lambda event: event.row.mark.note,
    "problem": lambda event: event.row.problem,
    "payload": lambda event: event.payload.decode("utf-8", "replace"),
}
"""Columns that each event has, by name."""

DEFAULT = (
    "number", "received_at", "transport", "type", "event", "user_id", "anonymous_id", "message_id",
    "source", "verdict", "errors", "warnings", "advice", "findings", "note", "problem", "payload",
)  # fmt: skip


def reader_of(columns: Sequence[str]) -> Callable[[StoredEvent], list[Value]]:
    """What makes the row of an event: a column that is none of our own is a place in its payload.

    A place is written with dots, `properties.products.0.price`. What stands there is a value as it
    is, an object or an array as JSON, and nothing where the payload has no such place.
    """
    own = [OWN.get(column) for column in columns]
    places = [
        None if read else column.split(".") for read, column in zip(own, columns, strict=True)
    ]
    needs_payload = any(places)

    def row(event: StoredEvent) -> list[Value]:
        parsed = parse(event.payload).value if needs_payload else None
        return [
            read(event) if read else _at(parsed, place or ())
            for read, place in zip(own, places, strict=True)
        ]

    return row


def _at(value: object, place: Sequence[str]) -> Value:
    for name in place:
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    if isinstance(value, NonstandardNumber):
        return value.text
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
