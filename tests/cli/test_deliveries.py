"""`track-debugger deliveries` tells what became of each message, and ends a build when one was lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read
from tests.cli.conftest import Run


@pytest.fixture
def session(tmp_path: Path) -> Callable[..., str]:
    """A session of messages, each by its id and how it was answered."""

    def made(*sent: tuple[str, str]) -> str:
        writer = SessionWriter.open(tmp_path / "one.tdsession")
        for second, (message_id, answer) in enumerate(sent):
            call = {"type": "track", "event": "Walk\x1b", "userId": "u", "messageId": message_id}
            arrival = Arrival(
                received_at=1_800_000_000_000_000 + second * 1_500_000,
                transport=Transport.HTTP,
                method="POST",
                path="/v1/track",
                headers=(("x-retry-count", str(second)),) if second else (),
                body=json.dumps(call | {"sentAt": "2027-01-15T08:00:00Z"}).encode(),
                client="127.0.0.1:50000",
            )
            intake = read(arrival)
            request = replace(intake.request, answer=answer)
            writer.append([record(request, intake.messages)])
        writer.close(Ending.CLOSED)
        return str(writer.path)

    return made


def test_as_text(track_debugger: Run, session: Callable[..., str]) -> None:
    done = track_debugger("deliveries", session(("m", "500 simulated"), ("m", ""), ("n", "")))
    assert (done.returncode, done.stderr) == (0, b"")
    head, _, message, first, second = done.stdout.decode().splitlines()
    assert head == (
        "2 messages: 1 delivered, 1 delivered after retries, 0 delivered twice, 0 lost, 0 refused"
    )
    assert message == "track Walk\\x1b  m: delivered after retries"
    assert "500 simulated" in first
    assert first.startswith("  #1 ")
    assert "+1.500 s" in second
    assert "X-Retry-Count 1" in second
    assert second.endswith("sentAt 2027-01-15T08:00:00Z")


def test_as_json(track_debugger: Run, session: Callable[..., str]) -> None:
    sent = (("m", ""), ("n", "drop"), ("m", ""), ("o", "413 simulated"))
    done = track_debugger("deliveries", session(*sent), "--format", "json")
    told = json.loads(done.stdout)
    deliveries = told.pop("deliveries")
    assert told == {
        "messages": 3,
        "delivered": 0,
        "delivered-after-retries": 0,
        "delivered-twice": 1,
        "lost": 1,
        "refused": 1,
        "without_message_id": 0,
    }
    assert [(each["message_id"], each["standing"]) for each in deliveries] == [
        ("n", "lost"),
        ("m", "delivered-twice"),
        ("o", "refused"),
    ]
    assert deliveries[1]["tries"][1] == {
        "number": 3,
        "received_at": "2027-01-15T08:00:03.000000Z",
        "gap_seconds": 3.0,
        "outcome": "accepted",
        "answer": "200",
        "retry_count": "2",
        "sent_at": "2027-01-15T08:00:00Z",
    }


@pytest.mark.parametrize(
    ("sent", "fail_on", "code"),
    [
        ((("m", "500 simulated"),), "never", 0),
        ((("m", "500 simulated"),), "lost", 1),
        ((("m", "400 simulated"),), "lost", 1),
        ((("m", "500 simulated"), ("m", "")), "lost", 0),
        ((("m", ""), ("m", "")), "lost", 0),
        ((("m", ""), ("m", "")), "twice", 1),
    ],
)
def test_it_fails_when_asked_to(
    track_debugger: Run,
    session: Callable[..., str],
    sent: tuple[tuple[str, str], ...],
    fail_on: str,
    code: int,
) -> None:
    done = track_debugger("deliveries", session(*sent), "--fail-on", fail_on)
    assert done.returncode == code


def test_what_is_no_session_is_told(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no session\n")
    done = track_debugger("deliveries", "text")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
