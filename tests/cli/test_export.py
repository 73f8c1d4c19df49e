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


def test_the_project_says_what_is_private(
    track_debugger: Run, record_session: RecordSession, tmp_path: Path
) -> None:
    payload = b'{"type":"track","event":"A b","userId":"u-42","properties":{"order_id":"o-1","plan":"pro"}}'
    session = str(record_session(payload))
    config = tmp_path / "settings.toml"
    config.write_text("[redaction]\nrules = ['email']\npaths = ['/properties/order_id']\n")

    def exported(*arguments: str) -> Any:
        done = track_debugger("export", session, "--config", str(config), *arguments)
        return json.loads(done.stdout)["payload"]

    private = exported()
    assert private["userId"] == "u-42"
    assert private["properties"]["order_id"].startswith("value-")
    more = exported("--redact", "user", "--redact-path", "/properties/plan")
    assert more["userId"].startswith("user-")
    assert more["properties"]["order_id"].startswith("value-")
    assert more["properties"]["plan"].startswith("value-")
    assert exported("--no-redact")["properties"]["order_id"] == "o-1"
    config.write_text("[redaction]\npaths = ['order_id']\n")
    refused = track_debugger("export", session, "--config", str(config))
    assert refused.returncode == 2
    assert b"not a JSON Pointer" in refused.stderr


def test_what_the_summary_repeats_of_a_chosen_place_is_masked_too(
    track_debugger: Run, record_session: RecordSession
) -> None:
    places = ("event", "userId", "anonymousId", "messageId")
    payload = {"type": "track", **{name: f"secret {name}" for name in places}}
    session = str(record_session(json.dumps(payload).encode()))
    chosen = [part for name in places for part in ("--redact-path", f"/{name}")]
    done = track_debugger("export", session, "--redact", "key", *chosen)
    assert b"secret" not in done.stdout
    assert json.loads(done.stdout)["event"] == json.loads(done.stdout)["payload"]["event"]
    done = track_debugger("export", session, "--redact", "key", *chosen, "--format", "csv")
    assert b"secret" not in done.stdout


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
