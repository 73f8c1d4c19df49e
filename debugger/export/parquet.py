"""Parquet: a typed column table for pandas, DuckDB and the like; needs `pip install 'track-debugger[parquet]'`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from debugger.errors import ExportError
from debugger.export import columns
from debugger.export.columns import Value, reader_of
from debugger.export.content import Content
from debugger.payload.text import storable
from debugger.session.rows import StoredEvent

SUFFIX = ".parquet"
IS_TEXT = False

_ROWS_IN_A_GROUP = 10_000
_BYTES_IN_A_GROUP = 32 * 1024 * 1024
_WHOLE_NUMBERS = ("number", "errors", "warnings", "advice")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a table, a group of rows at a time, and yields how many events are written.

    Places in the payload are columns of text, since each event may hold another type there.
    Raises `ExportError` where pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    chosen = content.options.columns or columns.DEFAULT
    schema = arrow.schema(
        [arrow.field(column, _type(arrow, column)) for column in chosen],
        metadata={"track-debugger": " ".join(content.about.sentences)},
    )
    row_of = reader_of(chosen)
    written = size = 0
    rows: list[list[Value | datetime]] = []
    with parquet.ParquetWriter(file, schema) as writer:
        for written, event in enumerate(content.events(), 1):
            rows.append(_typed(chosen, row_of(event), event))
            size += len(event.payload)
            if len(rows) >= _ROWS_IN_A_GROUP or size >= _BYTES_IN_A_GROUP:
                writer.write_table(_table(arrow, schema, rows))
                rows, size = [], 0
            yield written
        if rows or not written:
            writer.write_table(_table(arrow, schema, rows))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - it is large and optional
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise ExportError(
            "Parquet needs the library pyarrow, which is not installed.",
            "Install it: pip install 'track-debugger[parquet]'.",
        ) from error
    return pyarrow, pyarrow.parquet


def _type(arrow: Any, column: str) -> Any:  # noqa: ANN401 - pyarrow has no types of its own
    if column in _WHOLE_NUMBERS:
        return arrow.int64()
    return arrow.timestamp("us", tz="UTC") if column == "received_at" else arrow.string()


def _typed(chosen: tuple[str, ...], row: list[Value], event: StoredEvent) -> list[Value | datetime]:
    return [
        _EPOCH + timedelta(microseconds=event.row.received_at)
        if column == "received_at"
        else value
        if column in _WHOLE_NUMBERS
        else _text(value)
        for column, value in zip(chosen, row, strict=True)
    ]


def _text(value: Value) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return storable(value) if isinstance(value, str) else str(value)


def _table(arrow: Any, schema: Any, rows: list[list[Value | datetime]]) -> Any:  # noqa: ANN401
    made = [
        arrow.array([row[place] for row in rows], type=field.type)
        for place, field in enumerate(schema)
    ]
    return arrow.Table.from_arrays(made, schema=schema)
