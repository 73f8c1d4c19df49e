"""`track-debugger export` writes a session's events, whole, to a file or a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debugger.session.writer import Ending, SessionWriter

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
RecordSession = Callable[..., Path]

CALL = b'{"type":"track","event":"Order Completed","userId":"u","properties":{"revenue":"19.99","id":%d}}'


def test_ndjson(track_debugger: Run, record_session: RecordSession) -> None:
    session = record_session(CALL % 2**80, CALL % 2)
    done = track_debugger("export", str(session), "--format", "ndjson", "--no-redact")
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = done.stdout.splitlines()
    event = json.loads(first)
    assert {key: event[key] for key in ("number", "received_at", "transport", "type", "event")} == {
        "number": 1,
        "received_at": "2027-01-15T08:00:00.000007Z",
        "transport": "http",
        "type": "track",
        "event": "Order Completed",
    }
    (finding,) = [each for each in event["findings"] if each["rule"] == "revenue-not-number"]
    assert finding["severity"] == "error"
    assert finding["pointer"] == "/properties/revenue"
    assert first.endswith(b'"payload":' + CALL % 2**80 + b"}")
    assert json.loads(second)["number"] == 2


def test_json_to_a_file(track_debugger: Run, record_session: RecordSession, tmp_path: Path) -> None:
    session = record_session(CALL % 1, CALL % 2)
    for arguments in (["--format", "json", "--output", "a"], ["--output", "b.json"]):
        done = track_debugger("export", str(session), *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        assert len(json.loads((tmp_path / arguments[-1]).read_bytes())) == 2


def test_errors(track_debugger: Run, record_session: RecordSession, tmp_path: Path) -> None:
    session = str(record_session(CALL % 1))
    (tmp_path / "text").write_text("no session\n")
    for arguments in (
        ["none.tdsession"],
        ["text"],
        ["."],
        [],
        [session, "--format", "xml"],
        [session, "--output", "none/out.ndjson"],
        [session, "--output", "."],
        [session, "--redact", "everything"],
        [session, "--redact-path", "properties.x"],
        [session, "--redact", "email", "--no-redact"],
        [session, "--events", "1-"],
        [session, "--events", "9"],
        [session, "--events", "0"],
    ):
        done = track_debugger("export", *arguments)
        assert done.returncode == 2, arguments
        assert len(done.stderr.decode().splitlines()) == 1, done.stderr
        assert done.stdout == b""
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one.tdsession", "text"]


def test_masked_unless_told_otherwise(track_debugger: Run, record_session: RecordSession) -> None:
    session = str(
        record_session(
            b'{"type":"track","event":"A b","userId":"u-42","properties":{"note":"a@b.example","x":7}}'
        )
    )

    def exported(*arguments: str) -> Any:
        return json.loads(track_debugger("export", session, *arguments).stdout)

    plain = exported("--no-redact")
    assert plain["payload"]["userId"] == "u-42"
    assert plain["export"]["redaction"] is None
    masked = exported()
    assert masked["payload"]["userId"].startswith("user-")
    assert masked["payload"]["properties"]["note"].startswith("email-")
    assert masked["masked"] == {"user": 1, "email": 1}
    assert "user" in masked["export"]["redaction"]["rules"]
    some = exported("--redact", "email", "--redact-path", "/properties/x")
    assert some["payload"]["userId"] == "u-42"
    assert some["payload"]["properties"]["x"] > 10**15
    assert some["export"]["redaction"] == {"rules": ["email"], "paths": ["/properties/x"]}


def test_chosen_events(track_debugger: Run, record_session: RecordSession) -> None:
    session = str(record_session(*[CALL % number for number in range(1, 8)]))
    done = track_debugger("export", session, "--events", "6,2-3")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["number"] for line in lines] == [2, 3, 6]
    assert lines[0]["export"]["scope"] == "selection"


@pytest.mark.parametrize("format_name", ["ndjson", "json"])
def test_reader_that_leaves_is_no_error(record_session: RecordSession, format_name: str) -> None:
    session = record_session(b'{"batch":[' + b",".join([CALL % 1] * 5000) + b"]}", path="/v1/batch")
    child = subprocess.Popen(
        [sys.executable, "-m", "debugger", "export", str(session), "--format", format_name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdout is not None
    assert child.stdout.readline()
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 0


def test_export_of_a_session_that_is_being_recorded(
    track_debugger: Run, record_session: RecordSession
) -> None:
    session = record_session(CALL % 1)
    writer = SessionWriter.open(session)
    done = track_debugger("export", str(session))
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    writer.close(Ending.CLOSED)
