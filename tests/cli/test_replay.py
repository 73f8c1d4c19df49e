"""`track-debugger replay` sends a session again: to real receivers, byte for byte, and asks before it leaves."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from debugger.session.reader import SessionReader
from tests.running_sink import PATIENCE, RunningSink, running_sink

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
RecordSession = Callable[..., Path]

CALL = b'{ "type":"track", "event":"Order Completed", "userId":"ann-4711", "messageId":"m-%d", "n":1e0 }'
BATCH = b'{"batch" : [%s , %s], "writeKey":"captured-key-1", "sentAt":"2026-01-01T00:00:00.000Z"}\n'
ELSEWHERE = "http://192.0.2.77"
"""A host for documentation, which nothing answers at: https://www.rfc-editor.org/rfc/rfc5737."""


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    with running_sink(tmp_path_factory.mktemp("target") / "target.tdsession") as running:
        yield running


@pytest.fixture
def session(record_session: RecordSession) -> Path:
    return record_session(BATCH % (CALL % 1, CALL % 2), CALL % 3, b'{"broken":', path="/v1/batch")


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def bodies(path: Path, first: int) -> list[bytes]:
    """The bodies of the requests that came from event `first` on, in their order."""
    with closing(SessionReader.open(path)) as reader:
        found = {
            event.row.request_id: reader.body(event.row.number)
            for event in reader.events(first, reader.newest())
        }
    return list(found.values())


def test_byte_for_byte(track_debugger: Run, session: Path, sink: RunningSink) -> None:
    first = len(sink.rows()) + 1
    done = track_debugger(
        "replay", str(session), "--to", sink.address, "--pace", "fast", "--connections", "1"
    )
    assert done.stderr == b""
    text = done.stdout.decode()
    assert text.startswith(f"4 calls in 3 requests to {sink.address}.\n")
    assert '{"success": true}' in text
    assert "4 calls in 3 requests: 2 accepted, 1 answered 400.\n" in text
    assert "Nothing is tried again" in text
    assert done.returncode == 1
    assert bodies(sink.session, first) == bodies(session, 1)
    again = sink.events()[first - 1 :]
    assert {event.source.write_key for event in again[:2]} == {"captured-key-1"}
    told = [dict(event.request.headers)["x-track-debugger-replay"] for event in again]
    assert told == ["1-2", "1-2", "3", "4"]


def test_new_ids_alone_as_somebody_else(
    track_debugger: Run, session: Path, sink: RunningSink
) -> None:
    first = len(sink.rows()) + 1
    done = track_debugger(
        "replay", str(session), "--to", sink.address, "--events", "2-3", "--alone", "--pace", "1000",
        "--message-ids", "new", "--times", "now", "--write-key", "target-key-1", "--format", "jsonl",
        "--connections", "1",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    begin, *answers, totals = lines(done)
    assert begin["replay"]["requests"] == 2
    assert begin["replay"]["leaves_this_machine"] is False
    assert [each["answer"]["events"] for each in answers] == [[2], [3]]
    assert totals["totals"] == {
        "calls": 2, "requests": 2, "accepted": 2, "refused": 0, "failed": 0, "under_way": 0, "stopped": False,
    }  # fmt: skip
    sent = sink.events()[first - 1 :]
    for event, old in zip(sent, (b"m-2", b"m-3"), strict=True):
        assert event.row.message_id
        new = event.row.message_id.encode()
        assert len(new) == 36
        assert event.payload == (CALL % int(old[2:])).replace(old, new)
        assert event.source.write_key == "target-key-1"
        assert event.request.path == "/v1/track"


def test_filter_and_events_from_standard_input(
    track_debugger: Run, session: Path, sink: RunningSink
) -> None:
    first = len(sink.rows()) + 1
    done = track_debugger(
        "replay", str(session), "--to", sink.address, "--pace", "fast", "--events", "-", "--filter", "type:track",
        stdin=b"1,3-4\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(event.row.message_id or "" for event in sink.events()[first - 1 :]) == [
        "m-1",
        "m-3",
    ]


def test_over_tls(track_debugger: Run, session: Path, sink: RunningSink) -> None:
    done = track_debugger(
        "replay", str(session), "--to", sink.first["https"], "--events", "3", "--pace", "fast"
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("fault", "words"),
    [("429", "answered 429"), ("500", "answered 500"), ("drop", "without an answer")],
)
def test_refused(
    track_debugger: Run, session: Path, tmp_path: Path, fault: str, words: str
) -> None:
    with running_sink(tmp_path / "faulty.tdsession", "--fault", fault) as faulty:
        done = track_debugger(
            "replay", str(session), "--to", faulty.address, "--events", "1-3", "--pace", "fast"
        )
        assert done.returncode == 1
        assert f"3 calls in 2 requests: 0 accepted, 2 {words}.".encode() in done.stdout
        assert len(faulty.rows()) == 3, "sent once each"


def test_into_the_session_that_it_reads(track_debugger: Run, sink: RunningSink) -> None:
    before = len(sink.rows())
    assert before
    done = track_debugger(
        "replay", str(sink.session), "--to", sink.address, "--pace", "fast", "--format", "jsonl"
    )
    assert lines(done)[-1]["totals"]["calls"] == before
    assert len(sink.rows()) == 2 * before


def test_asks_before_it_leaves(track_debugger: Run, session: Path) -> None:
    done = track_debugger("replay", str(session), "--to", ELSEWHERE, "--write-key", "target-key-1")
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode()
    assert f"{ELSEWHERE}:80 is not this machine: 4 calls in 3 requests would go there." in said
    assert "Write key: tar…-1, in place of those that came." in said
    assert "Masked: 3 user, 1 key." in said
    assert "say --yes to send it" in said
    done = track_debugger(
        "replay", str(session), "--to", ELSEWHERE, "--write-key", "", "--no-redact"
    )
    assert "Write key: none. Nothing is masked" in done.stderr.decode()


def test_the_captured_key_does_not_leave(
    track_debugger: Run, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = track_debugger("replay", str(session), "--to", ELSEWHERE, "--yes")
    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        b"the captured write key is not sent there. Name the one to send as: --write-key KEY"
        in done.stderr
    )
    monkeypatch.setenv("TRACK_DEBUGGER_WRITE_KEY", "from-environment")
    done = track_debugger("replay", str(session), "--to", ELSEWHERE)
    assert "Write key: fro…nt" in done.stderr.decode()


def test_what_leaves_is_masked(track_debugger: Run, session: Path, sink: RunningSink) -> None:
    """To an address that is this machine's, but that nothing says is."""
    first = len(sink.rows()) + 1
    to = f"http://0.0.0.0:{sink.port}/proxy"
    done = track_debugger(
        "replay", str(session), "--to", to, "--write-key", "target-key-1", "--yes", "--events", "1-3",
        "--format", "jsonl", "--pace", "fast",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    begin = lines(done)[0]["replay"]
    assert begin["leaves_this_machine"] is True
    assert begin["masked"] == {"user": 3, "key": 1}
    for event in sink.events()[first - 1 :]:
        assert b"ann-4711" not in event.payload
        assert b'"n":1e0' in event.payload
        assert event.source.write_key == "target-key-1"
        assert event.request.path == "/proxy/v1/batch" if event.row.position is not None else True
        assert "x-track-debugger-replay" not in dict(event.request.headers)
    assert not any(b"captured-key" in body for body in bodies(sink.session, first))


def test_a_person_who_says_no(session: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "debugger",
            "replay",
            str(session),
            "--to",
            ELSEWHERE,
            "--write-key",
            "k",
        ],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.close(theirs)
    said = b""
    while b"Send? [y/N]" not in said:
        said += os.read(ours, 4096)
    os.write(ours, b"\n")
    out, _ = child.communicate(timeout=PATIENCE)
    os.close(ours)
    assert (child.returncode, out) == (2, b"")
    assert b"3 user" in said
    assert b"Looking at what is masked: 4 calls" in said


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_stopped(record_session: RecordSession, sink: RunningSink, ending: int) -> None:
    session = record_session(CALL % 1, CALL % 2, gap=3600)
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "debugger",
            "replay",
            str(session),
            "--to",
            sink.address,
            "--format",
            "jsonl",
        ],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdout is not None
    told = [json.loads(child.stdout.readline()) for _ in range(2)]
    assert told[1]["answer"]["accepted"]
    child.send_signal(ending)
    rest, _ = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    assert json.loads(rest)["totals"] == {
        "calls": 1, "requests": 1, "accepted": 1, "refused": 0, "failed": 0, "under_way": 0, "stopped": True,
    }  # fmt: skip


def test_errors(track_debugger: Run, session: Path, sink: RunningSink) -> None:
    one = str(session)
    for arguments in (
        [],
        ["none.tdsession"],
        [one, "--to", "ftp://x"],
        [one, "--to", "http://nowhere.invalid"],
        [one, "--to", "http://127.0.0.1:1"],
        [one, "--to", sink.address, "--events", "99"],
        [one, "--to", sink.address, "--pace", "slow"],
        [one, "--to", sink.address, "--connections", "0"],
        [one, "--to", sink.address, "--timeout", "0"],
        [one, "--to", sink.address, "--write-key", 'a"b'],
        [one, "--to", sink.address, "--write-key", "a:b"],
    ):
        done = track_debugger("replay", *arguments)
        assert done.returncode == 2, arguments
        assert len(done.stderr.decode().splitlines()) == 1, done.stderr
        assert done.stdout == b""


def test_nothing_to_send(track_debugger: Run, session: Path, sink: RunningSink) -> None:
    done = track_debugger("replay", str(session), "--to", sink.address, "--filter", "type:alias")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("0 calls in 0 requests")
