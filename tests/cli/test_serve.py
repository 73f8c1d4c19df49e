"""`track-debugger serve` as people and the window run it: its lines, its ends, its exit codes."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from debugger.certificates.public import CERTIFICATE, certificates_folder
from debugger.policy import NAME
from debugger.session.reader import SessionReader
from tests.running_sink import PATIENCE, RunningSink, running_sink

SERVE = [sys.executable, "-m", "debugger", "serve"]
TRACK = b'{"type": "track", "event": "Order Completed", "userId": "u-1"}'


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return tmp_path / "served.tdsession"


def post(sink: RunningSink, body: bytes = TRACK) -> httpx.Response:
    return httpx.post(f"{sink.address}/v1/track", content=body, trust_env=False)


def ending(session: Path) -> str | None:
    with closing(SessionReader.open(session)) as reader:
        return reader.about().get("ended")


def test_the_first_line_says_where_it_listens(session: Path) -> None:
    with running_sink(session) as sink:
        assert sink.first == {
            "listening": f"http://127.0.0.1:{sink.port}",
            "session": str(session),
            "pid": sink.child.pid,
            "https": sink.first["https"],
            "certificate": str(certificates_folder() / CERTIFICATE),
            "addresses": sink.first["addresses"],
        }
        assert sink.port > 0
        assert set(sink.first["addresses"]) >= {sink.address, sink.first["https"]}


def test_what_is_committed_is_told_and_the_last_of_it_always(session: Path) -> None:
    with running_sink(session) as sink:
        for _ in range(50):
            post(sink)
        assert sink.signal(signal.SIGTERM) == 0
        told = [line["committed"] for line in iter(sink.line, {})]

    assert told == sorted(set(told))
    assert told[-1] == 50
    assert len(told) <= 50


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order_under_load(session: Path, number: int) -> None:
    acknowledged: list[str] = []

    def load(name: str) -> None:
        with httpx.Client(base_url=sink.address, trust_env=False) as client:
            for count in range(100_000):
                body = json.dumps({"messageId": f"{name}-{count}"})
                try:
                    if client.post("/v1/t", content=body).status_code == 200:
                        acknowledged.append(f"{name}-{count}")
                except httpx.TransportError:
                    return

    with running_sink(session) as sink:
        senders = [threading.Thread(target=load, args=(str(name),)) for name in range(3)]
        for sender in senders:
            sender.start()
        sink.wait_for(200)
        assert sink.signal(number) == 0
        for sender in senders:
            sender.join(PATIENCE)
        stored = {row.message_id for row in sink.rows()}
        assert sink.child.stderr is not None
        assert sink.child.stderr.read() == b""

    assert len(acknowledged) >= 100
    assert set(acknowledged) <= stored
    assert ending(session) == "closed"
    assert [path.name for path in session.parent.iterdir()] == [session.name]


def test_a_session_is_continued(session: Path) -> None:
    for count in (1, 2):
        with running_sink(session) as sink:
            post(sink)
            sink.wait_for(count)

    with closing(SessionReader.open(session)) as reader:
        assert reader.newest() == 2


def test_the_window_ends_it_by_a_word(session: Path) -> None:
    with running_sink(session, "--control", stdin=subprocess.PIPE) as sink:
        post(sink)
        assert sink.child.stdin is not None
        sink.child.stdin.write(b'not json\n{"command": "other"}\n{"command": "close"}\n')
        sink.child.stdin.flush()
        assert sink.child.wait(PATIENCE) == 0

    assert ending(session) == "closed"


def test_the_end_of_the_window_is_its_end_too(session: Path) -> None:
    with running_sink(session, "--control", stdin=subprocess.PIPE) as sink:
        post(sink)
        assert os.getpriority(os.PRIO_PROCESS, sink.child.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        assert sink.child.stdin is not None
        sink.child.stdin.close()
        assert sink.child.wait(PATIENCE) == 0
        assert len(sink.rows()) == 1

    assert ending(session) == "orphaned"


def test_without_control_stdin_does_not_matter(session: Path) -> None:
    with running_sink(session, stdin=subprocess.PIPE) as sink:
        assert sink.child.stdin is not None
        sink.child.stdin.close()
        assert post(sink).status_code == 200
        assert sink.child.poll() is None


def test_when_nobody_reads_its_lines_it_ends_in_order(session: Path) -> None:
    child = subprocess.Popen(
        [*SERVE, "--format", "jsonl", "--port", "0", "--session", str(session)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None
        assert child.stderr is not None
        address = json.loads(child.stdout.readline())["listening"]
        child.stdout.close()
        httpx.post(f"{address}/v1/track", content=TRACK, trust_env=False)
        assert child.wait(PATIENCE) == 0
        assert child.stderr.read() == b""

    assert ending(session) == "closed"


@pytest.mark.parametrize(
    ("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
)
def test_a_taken_port_is_one_clear_line_and_exit_2(
    session: Path, family: socket.AddressFamily, host: str
) -> None:
    with closing(socket.socket(family)) as other:
        other.bind((host, 0))
        other.listen()
        port = other.getsockname()[1]
        ended = subprocess.run(
            [*SERVE, "--format", "jsonl", "--port", str(port), "--session", str(session)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"track-debugger: Port {port} on {host} is already in use")
    assert ended.stderr.count("\n") == 1
    error = json.loads(ended.stdout)["error"]
    assert error["kind"] == "port-taken"
    assert str(port) in error["message"]
    assert "--port" in error["remedy"]
    assert not session.exists()


def test_a_file_that_is_no_session_is_one_clear_line_and_exit_2(session: Path) -> None:
    session.write_bytes(b"something else entirely " * 50)

    with running_sink(session) as sink:
        assert sink.first["error"]["kind"] == "session"
        assert sink.child.wait(PATIENCE) == 2
        assert sink.child.stderr is not None
        assert sink.child.stderr.read().count(b"\n") == 1

    assert session.read_bytes() == b"something else entirely " * 50


def test_a_session_another_sink_records_into_is_not_shared(session: Path) -> None:
    with running_sink(session) as first, running_sink(session) as second:
        assert second.first["error"]["kind"] == "session"
        assert second.child.wait(PATIENCE) == 2
        assert post(first).status_code == 200


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))


def both_of(sink: RunningSink, *keys: str) -> list[dict[str, Any]]:
    """The values of these keys, in whatever order their lines come: what is refused is told at a bounded rate."""
    told: dict[str, Any] = {}
    while not set(keys) <= told.keys():
        line = sink.line()
        assert line, f"of {keys} there are only {list(told)}"
        told |= line
    return [told[key] for key in keys]


def test_a_full_disk_is_told_and_recording_goes_on_when_there_is_room(session: Path) -> None:
    stored = 0
    with running_sink(session, preexec=_small_files) as sink:
        body = json.dumps({"type": "track", "event": "x" * 20_000}).encode()
        while (answer := post(sink, body)).status_code == 200:
            stored += 1
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["success"] is False
        assert answer.json()["message"]
        refused, error = both_of(sink, "refused", "error")
        assert refused["count"] == 1
        assert error["kind"] == "disk-full"
        assert error["message"]
        assert httpx.get(f"{sink.address}/", trust_env=False).status_code == 200
        assert len(sink.rows()) == stored

        resource.prlimit(sink.child.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        assert post(sink, body).status_code == 200
        sink.wait_for(stored + 1)
        assert sink.signal(signal.SIGTERM) == 0
        assert len(sink.rows()) == stored + 1


def test_text_is_a_line_for_each_event_and_safe_for_a_terminal(session: Path) -> None:
    child = subprocess.Popen(
        [*SERVE, "--port", "0", "--session", str(session)], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        first, second = child.stdout.readline(), child.stdout.readline()
        address = first.split()[2].rstrip(",")
        bodies = [
            {
                "type": "track",
                "event": "Order\x1b[2J\u202eCompleted",
                "properties": {"revenue": "1"},
            },
            {"type": "page", "name": "Home", "userId": "u", "messageId": "m"},
        ]
        for body in (*map(json.dumps, bodies), "broken"):
            httpx.post(f"{address}/v1/batch", content=body, trust_env=False)
        lines = [child.stdout.readline().rstrip("\n") for _ in range(3)]
        child.terminate()
        assert child.wait(PATIENCE) == 0

    assert first == f"Listening on {address}, recording into {session}\n"
    certificate = certificates_folder() / CERTIFICATE
    assert re.fullmatch(
        rf"And on https://127.0.0.1:\d+, for apps that trust {certificate}\n", second
    )
    assert r"track     Order\x1b[2J\u202eCompleted  " in lines[0]
    assert "errors" in lines[0]
    assert "page      Home" in lines[1]
    assert "line 1, column 1" in lines[2]
    assert "rejected by Segment" in lines[2]


def test_the_projects_settings_are_found_from_the_folder_it_is_started_in(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "src"
    folder.mkdir(parents=True)
    (folder.parent / NAME).write_text('[rules]\nevent-missing = "silent"\n', encoding="utf-8")
    with running_sink(tmp_path / "one.tdsession", preexec=lambda: os.chdir(folder)) as sink:
        post(sink, b'{"type":"track","userId":"u"}')
        sink.wait_for(1)
        (row,) = sink.rows()
    assert (row.errors, row.silenced) == (0, 1)


def test_a_session_is_made_where_none_is_named(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [*SERVE, "--format", "jsonl", "--port", "0"],
        stdout=subprocess.PIPE,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)},
    )
    with child:
        assert child.stdout is not None
        session = Path(json.loads(child.stdout.readline())["session"])
        child.terminate()
        assert child.wait(PATIENCE) == 0

    assert session.suffix == ".tdsession"
    assert session.is_relative_to(tmp_path)
    assert session.stat().st_mode & 0o777 == 0o600
    assert session.parent.stat().st_mode & 0o777 == 0o700
