"""`track-debugger schema` tells of a session and of payloads what the groups of the window show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debugger.cli.schemas import FORMATS
from tests.cli.conftest import RecordSession, Run

ORDERS = (
    b'{"type":"track","event":"Order Completed","userId":"u","messageId":"1","properties":{"revenue":1}}',
    (
        b'{"type":"track","event":"Order Completed","userId":"u","messageId":"2",'
        b'"properties":{"revenue":"1","note\\u001b[31m":null}}'
    ),
)
VIEWED = b'{"type":"page","name":"Home","userId":"u","messageId":"3","properties":{"path":"/"}}'
TABLE = """\
{file}: 2 events, 3 calls

track Order Completed: 2 properties in 2 calls
  Property                   Share  Calls  Types
  properties.note\\x1b[31m     50%      1  null
  properties.revenue          100%      2  number 1, string 1

page Home: 1 property in 1 call
  Property         Share  Calls  Types
  properties.path   100%      1  string
"""


def table(file: str) -> list[str]:
    """Without what only makes columns of it."""
    return [" ".join(line.split()) for line in TABLE.format(file=file).splitlines()]


def lines(output: bytes) -> list[str]:
    return [" ".join(line.split()) for line in output.decode().splitlines()]


@pytest.fixture
def session(record_session: RecordSession) -> str:
    return record_session(*ORDERS, VIEWED, path="/v1/batch").name


def test_a_session_as_a_table(track_debugger: Run, session: str) -> None:
    done = track_debugger("schema", session)
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done.stdout) == table(session)


def test_all_that_check_reads_is_read(track_debugger: Run, session: str, tmp_path: Path) -> None:
    batch = b'{"batch":[' + b",".join((*ORDERS, VIEWED)) + b"]}"
    (tmp_path / "lines.ndjson").write_bytes(b"\n\n".join((*ORDERS, VIEWED)))
    (tmp_path / "batch.ndjson").write_bytes(batch)
    track_debugger("export", session, "--output", "export.ndjson", "--no-redact")
    for name in ("lines.ndjson", "batch.ndjson", "export.ndjson"):
        assert lines(track_debugger("schema", name).stdout) == table(name)
    assert lines(track_debugger("schema", "-", stdin=batch).stdout) == table("-")


def test_as_json(track_debugger: Run, session: str) -> None:
    told = json.loads(track_debugger("schema", session, "--format", "json").stdout)
    assert (told["file"], told["calls"], told["left_out"]) == (session, 3, 0)
    first, second = told["events"]
    assert (first["type"], first["event"], first["calls"], first["looked_into"]) == (
        "track",
        "Order Completed",
        2,
        2,
    )
    assert first["properties"] == [
        {"pointer": "/properties/note\x1b[31m", "calls": 1, "share": 0.5, "types": {"null": 1}},
        {
            "pointer": "/properties/revenue",
            "calls": 2,
            "share": 1.0,
            "types": {"number": 1, "string": 1},
        },
    ]
    assert second["event"] == "Home"


def test_only_what_a_filter_finds(track_debugger: Run, session: str, tmp_path: Path) -> None:
    (tmp_path / "lines.ndjson").write_bytes(b"\n".join((*ORDERS, VIEWED)))
    for name in (session, "lines.ndjson"):
        done = track_debugger("schema", name, "--filter", "rule:revenue-not-number")
        assert lines(done.stdout)[0] == f"{name}: 1 event, 1 call"
        assert "properties.revenue 100% 1 string" in lines(done.stdout)
    assert b"0 events, 0 calls" in track_debugger("schema", session, "--filter", "nope").stdout


def test_only_some_events(track_debugger: Run, session: str) -> None:
    done = track_debugger("schema", session, "--event", "Home", "--format", "json-schema")
    (only,) = json.loads(done.stdout)["allOf"]
    assert only["then"]["title"] == "page Home"
    missing = track_debugger("schema", session, "--event", "Hom\x1be")
    assert missing.returncode == 2
    assert missing.stderr.decode() == (
        'track-debugger: There is no event "Hom\\x1be". There are Order Completed, Home.\n'
    )


def test_large_payloads_are_counted_but_not_looked_into(
    track_debugger: Run, record_session: RecordSession
) -> None:
    large = ORDERS[0].replace(b'"revenue":1', b'"note":"' + b"x" * 300_000 + b'"')
    name = record_session(ORDERS[0], large, path="/v1/batch").name
    assert b"Order Completed: 1 property in 1 of 2 calls" in track_debugger("schema", name).stdout


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_file_and_one_that_is_none(track_debugger: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.ndjson").write_bytes(b"")
    done = track_debugger("schema", "empty.ndjson", "--format", name)
    assert (done.returncode, done.stderr) == (0, b"")
    missing = track_debugger("schema", "missing.ndjson", "--format", name)
    assert (missing.returncode, missing.stdout) == (2, b"")
