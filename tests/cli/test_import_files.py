"""`track-debugger import` as a person has it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

TRACK = b'{"type":"track","event":"Signed Up","userId":"u"}\n'


def test_import_then_export_gives_the_payloads_again(tmp_path: Path, track_debugger: Run) -> None:
    (tmp_path / "payloads.ndjson").write_bytes(TRACK * 3)
    outcome = track_debugger("import", "payloads.ndjson", "--session", "one.tdsession")
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    assert outcome.stdout == b"one.tdsession: Imported 3 calls in 3 requests.\n"
    lines = track_debugger("export", "one.tdsession", "--no-redact").stdout.splitlines()
    assert [json.loads(line)["payload"] for line in lines] == [json.loads(TRACK)] * 3


def test_what_could_not_be_read_is_told_by_its_place(tmp_path: Path, track_debugger: Run) -> None:
    (tmp_path / "a\x1b[31m.json").write_bytes(TRACK + b"hello\n")
    outcome = track_debugger("import", "a\x1b[31m.json", "--session", "one.tdsession")
    assert outcome.returncode == 1
    assert b"\x1b" not in outcome.stdout
    assert outcome.stdout.decode().splitlines()[1].endswith("2: not read: it is no JSON object.")


def test_standard_input_and_a_report_for_programs(track_debugger: Run) -> None:
    arguments = ("import", "-", "--session", "one.tdsession", "--format", "json")
    outcome = track_debugger(*arguments, stdin=TRACK + b'{"broken\n')
    told = json.loads(outcome.stdout)
    assert (told["events"], told["broken"], told["unread"]) == (2, 1, 0)
    assert told["places"] == []


def test_a_file_that_is_not_there_is_a_failure(track_debugger: Run) -> None:
    outcome = track_debugger("import", "none.json", "--session", "one.tdsession")
    assert outcome.returncode == 2
    assert b"none.json cannot be read" in outcome.stderr
