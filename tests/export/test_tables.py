"""CSV and Parquet open in the programs they are for, with what was sent in them."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from debugger.errors import ExportError
from debugger.export import Options
from debugger.session.rows import StoredEvent
from tests.export.conftest import HOSTILE, written

Record = Callable[..., list[StoredEvent]]
COLUMNS = Options(
    columns=("number", "event", "properties.revenue", "properties.products.0.price", "properties.t")
)


def asked(query: str, path: Path) -> list[tuple[Any, ...]]:
    """What DuckDB finds in a file."""
    return duckdb.connect().execute(query, [str(path)]).fetchall()


def test_pandas_and_duckdb_read_csv(recorded: Record, tmp_path: Path) -> None:
    events = recorded(*HOSTILE)
    path = tmp_path / "calls.csv"
    path.write_bytes(written("csv", events))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert list(frame["number"]) == [str(event.row.number) for event in events]
    assert json.loads(frame["payload"][0]) == json.loads(HOSTILE[0])
    assert frame["event"][2] == "<script>alert(1)</script> \u202e"
    found = asked("SELECT number, payload FROM read_csv(?, all_varchar=true)", path)
    assert [number for number, _ in found] == list(frame["number"])
    assert found[0][1] == frame["payload"][0]


def test_columns_of_nested_places(recorded: Record) -> None:
    rows = list(
        csv.reader(io.StringIO(written("csv", recorded(*HOSTILE[:3]), options=COLUMNS).decode()))
    )
    assert rows[0] == list(COLUMNS.columns)
    assert rows[1][1:] == ["Order Completed", "19.99", "9.5", ""]
    assert rows[2][1:] == ["", "", "", ""]
    assert rows[3][-1] == "true"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\uff1d1", '=HYPERLINK("x")'])
def test_formulas_are_text(recorded: Record, text: str) -> None:
    body = json.dumps({"type": "track", "event": text, "userId": text}).encode()
    rows = list(csv.reader(io.StringIO(written("csv", recorded(body)).decode(), newline="")))
    assert rows[1][4] == f"'{text}"


def test_pandas_and_duckdb_read_parquet(recorded: Record, tmp_path: Path) -> None:
    events = recorded(*HOSTILE)
    path = tmp_path / "calls.parquet"
    path.write_bytes(written("parquet", events))
    frame = pd.read_parquet(path)
    assert list(frame["number"]) == [event.row.number for event in events]
    assert str(frame["received_at"].dtype).startswith("datetime64")
    assert frame["payload"][0].encode() == HOSTILE[0]
    (counted,) = asked("SELECT sum(errors), count(received_at) FROM read_parquet(?)", path)
    assert counted == (sum(event.row.errors for event in events), len(events))


def test_parquet_without_events_and_with_columns(recorded: Record, tmp_path: Path) -> None:
    path = tmp_path / "calls.parquet"
    path.write_bytes(written("parquet", []))
    assert len(pd.read_parquet(path)) == 0
    path.write_bytes(written("parquet", recorded(*HOSTILE[:3]), options=COLUMNS))
    frame = pd.read_parquet(path)
    assert list(frame["properties.revenue"][:1]) == ["19.99"]


def test_parquet_without_its_library(recorded: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="pip install 'track-debugger\\[parquet\\]'"):
        written("parquet", recorded(HOSTILE[0]))
