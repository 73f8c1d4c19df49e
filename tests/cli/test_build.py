"""`track-debugger serve -- COMMAND`: real commands send, and the worst of both is the exit code."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.session.reader import SessionReader

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

SEND = """
import os, sys, urllib.request
for body in sys.argv[1:]:
    urllib.request.urlopen(os.environ["TRACK_DEBUGGER_URL"] + "/v1/track", body.encode()).read()
"""
SDK = """
import os
import segment.analytics as analytics
analytics.write_key, analytics.host = "local", os.environ["TRACK_DEBUGGER_URL"]
analytics.track("u-1", "Order Completed", {"revenue": 20, "currency": "USD", "order_id": "1", "products": []})
analytics.shutdown()
"""
CLEAN = '{"event": "Signed Up", "userId": "u"}'
WRONG = '{"event": "Order Completed", "userId": "u", "properties": {"revenue": "1"}}'
EXPECT = '[[expect]]\nevent = "Order Completed"\ncount = 1\nproperties = { revenue = ">0" }\n'


@pytest.fixture
def built(track_debugger: Run) -> Run:
    """Serves into `run.tdsession` with a command of Python."""

    def run(*options: str, code: str = SEND, calls: tuple[str, ...] = (CLEAN,)) -> object:
        given = ("--session", "run.tdsession", "--settle", "0", *options)
        return track_debugger("serve", *given, "--", sys.executable, "-c", code, *calls)

    return run  # type: ignore[return-value]


def stored(tmp_path: Path) -> int:
    with closing(SessionReader.open(tmp_path / "run.tdsession")) as reader:
        return reader.newest()


def test_a_clean_run_ends_with_0_and_says_where_its_session_is(built: Run, tmp_path: Path) -> None:
    done = built()
    assert (done.returncode, done.stdout) == (0, b"1 event: nothing found\n")
    told = done.stderr.decode().splitlines()
    assert told[0].startswith("track-debugger: listening on http://127.0.0.1:")
    assert told[1] == f"track-debugger: session kept: {tmp_path / 'run.tdsession'}"
    assert stored(tmp_path) == 1


def test_the_worst_of_both_is_the_exit_code(built: Run) -> None:
    assert built(calls=(WRONG,)).returncode == 1
    assert built("--fail-on", "never", calls=(WRONG,)).returncode == 0
    assert built(code=f"{SEND}\nsys.exit(7)", calls=(WRONG,)).returncode == 7
    assert built("--timeout", "0.5", code="import time; time.sleep(600)").returncode == 124


def test_only_what_this_run_sent_is_checked(built: Run, tmp_path: Path) -> None:
    assert built(calls=(WRONG, WRONG)).returncode == 1
    done = built(calls=(CLEAN,))
    assert (done.returncode, done.stdout) == (0, b"1 event: nothing found\n")
    assert stored(tmp_path) == 3


def test_the_real_sdk_meets_what_is_expected(built: Run, tmp_path: Path) -> None:
    (tmp_path / "expect.toml").write_text(EXPECT)
    done = built("--expect", "expect.toml", code=SDK, calls=())
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith(b"1 of 1 expectation met\n")
    again = built("--expect", "expect.toml", "--fail-on", "never", calls=(CLEAN,))
    assert again.returncode == 1
    assert b"expect.toml:1: error expected 1" in again.stdout


def test_a_report_goes_to_its_file_and_the_text_to_the_log(built: Run, tmp_path: Path) -> None:
    done = built("--format", "json", "--report", "report.json", calls=(WRONG,))
    assert json.loads((tmp_path / "report.json").read_text())["events"] == 1
    assert b": error revenue-not-number /properties/revenue" in done.stdout
    assert done.returncode == 1


def test_a_run_that_sends_nothing_fails_and_says_what_came_instead(
    built: Run, tmp_path: Path
) -> None:
    wrong_path = SEND.replace("/v1/track", "/nowhere").replace(", body.encode()", "")
    done = built(
        code=f"try:\n  {wrong_path.replace(chr(10), chr(10) + '  ')}\nexcept OSError: pass"
    )
    assert done.returncode == 1
    assert b"no call arrived" in done.stderr
    assert b"instead: Answered 404: GET /nowhere" in done.stderr
    (tmp_path / "quiet.toml").write_text('[[expect]]\nevent = "Debug"\nnever = true\n')
    assert built("--expect", "quiet.toml", calls=()).returncode == 0


def test_a_missing_command_is_127_and_nothing_is_judged(track_debugger: Run) -> None:
    done = track_debugger("serve", "--", "no-such-command", "--", "x")
    assert (done.returncode, done.stdout) == (127, b"")
    assert b"no-such-command cannot be run: No such file" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--expect", "none.toml", "--", "true"), b"none.toml cannot be read"),
        (("--format", "jsonl", "--", "true"), b"use json"),
        (("--format", "junit"), b"Add a command"),
        (("--timeout", "5"), b"--timeout needs a command"),
        (("--settle", "-1", "--", "true"), b"invalid"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_runs(
    track_debugger: Run, arguments: tuple[str, ...], told: bytes
) -> None:
    done = track_debugger("serve", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr


def test_a_signal_goes_to_the_command_and_what_came_is_still_checked(tmp_path: Path) -> None:
    code = f"{SEND}\nprint('ready', flush=True)\nimport time; time.sleep(600)"
    command = [sys.executable, "-m", "debugger", "serve", "--session", "run.tdsession"]
    with subprocess.Popen(
        [*command, "--settle", "0", "--", sys.executable, "-c", code, WRONG],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline() == b"ready\n"
        child.send_signal(signal.SIGTERM)
        report = child.stdout.read()
        assert b"Terminated" in child.stderr.read()
    assert child.returncode == 143
    assert b"revenue-not-number" in report
