"""`track-debugger sessions` and `salvage`, as child processes."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import RecordSession, Run

CALL = b'{"type":"track","event":"Signed Up","userId":"u","context":{"library":{"name":"\\u001b[2Jx"}}}'


def test_lists_and_deletes_only_when_told(
    track_debugger: Run, record_session: RecordSession, tmp_path: Path
) -> None:
    path = record_session(CALL, CALL)
    shutil.copy(path, tmp_path / "two.tdsession")
    (tmp_path / "bad.tdsession").write_bytes(path.read_bytes()[:30_000])
    listed = track_debugger("sessions", "--folder", ".", "--keep-newest", "0")
    text = listed.stdout.decode()
    assert listed.returncode == 0
    assert "\x1b" not in text
    assert text.splitlines()[0].startswith("Started")
    assert text.count("ended") == text.count("(would go)") == 2
    assert "damaged" in text
    assert "3 sessions, " in text
    asked = track_debugger("sessions", "--folder", ".", "--format", "json")
    told = json.loads(asked.stdout)
    assert [(each["events"], each["goes"]) for each in told if each["state"] == "ended"] == [
        (2, False),
        (2, False),
    ]
    assert track_debugger("sessions", "--folder", ".", "--delete").returncode == 2
    deleted = track_debugger("sessions", "--folder", ".", "--keep-newest", "0", "--delete")
    assert deleted.stdout.decode().count("(deleted)") == 2
    assert [each.name for each in tmp_path.glob("*.tdsession")] == ["bad.tdsession"]


def test_no_session_yet(track_debugger: Run) -> None:
    assert track_debugger("sessions", "--folder", ".").stdout == b"No session is kept yet.\n"
    assert track_debugger("sessions", "--keep-days", "-1").returncode == 2


def test_salvage_says_how_far_it_went(
    track_debugger: Run, record_session: RecordSession, tmp_path: Path
) -> None:
    path = record_session(*[CALL] * 40)
    content = path.read_bytes()
    whole = track_debugger("salvage", str(path), "--output", "whole.tdsession")
    assert whole.stdout == b"whole.tdsession: All 40 calls were saved.\n"
    assert whole.returncode == 0
    path.write_bytes(content[: len(content) * 2 // 3])
    torn = track_debugger("salvage", str(path), "--output", "torn.tdsession")
    assert b"of about" in torn.stdout
    assert torn.returncode == 1
    assert (tmp_path / "torn.tdsession").exists()
    again = track_debugger("salvage", str(path), "--output", "torn.tdsession")
    assert again.returncode == 2
    assert b"there already" in again.stderr


def test_salvage_tells_a_person_how_far_it_is_and_can_be_stopped(
    record_session: RecordSession, tmp_path: Path
) -> None:
    batch = b'{"batch":[' + b",".join([CALL[:-1] + b',"n":"' + b"x" * 1500 + b'"}'] * 1500) + b"]}"
    path = record_session(*[batch] * 6, path="/v1/batch")
    command = [sys.executable, "-m", "debugger", "salvage", path.name, "--output", "new.tdsession"]
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.close(theirs)
    said = b""
    while b"%" not in said:
        said += os.read(ours, 64)
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=30)
    os.close(ours)
    assert (child.returncode, out) == (130, b"")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
