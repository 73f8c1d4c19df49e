"""`kill -9` in the middle of load: nothing acknowledged is lost, nothing is doubled, and the file is whole."""

from __future__ import annotations

import http.client
import json
import signal
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.running_sink import PATIENCE, RunningSink, running_sink

ROUNDS = 4
SENDERS = 4
BATCH = 5


class Sender(threading.Thread):
    """Sends singles and batches one after the other, and notes what was acknowledged."""

    def __init__(self, port: int, name: str) -> None:
        super().__init__()
        self.acknowledged: list[str] = []
        self._port = port
        self._prefix = name

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            for count in range(1_000_000):
                self._send(connection, count)
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()

    def _send(self, connection: http.client.HTTPConnection, count: int) -> None:
        size = BATCH if count % 3 == 0 else 1
        names = [f"{self._prefix}-{count}-{place}" for place in range(size)]
        messages = [{"type": "track", "event": "Sent", "messageId": name} for name in names]
        content = {"batch": messages} if size > 1 else messages[0]
        connection.request("POST", "/v1/batch", json.dumps(content))
        answer = connection.getresponse()
        if answer.status == 200 and json.loads(answer.read()) == {"success": True}:
            self.acknowledged += names


def load_and_kill(sink: RunningSink, *, round_number: int, events: int) -> list[str]:
    """Kills the sink once it has stored `events` more; gives what it had acknowledged."""
    senders = [Sender(sink.port, f"{round_number}-{number}") for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    sink.wait_for(events)
    assert sink.signal(signal.SIGKILL) == -signal.SIGKILL
    for sender in senders:
        sender.join(PATIENCE)
    return [name for sender in senders for name in sender.acknowledged]


@pytest.mark.timeout(120)
def test_every_acknowledged_event_is_in_the_file(tmp_path: Path) -> None:
    session = tmp_path / "killed.tdsession"
    acknowledged: list[str] = []
    known = 0
    for round_number in range(ROUNDS):
        with running_sink(session) as sink:
            events = known + 300 + 150 * round_number
            acknowledged += load_and_kill(sink, round_number=round_number, events=events)
            stored = Counter(row.message_id for row in sink.rows())
            known = stored.total()

            assert not set(acknowledged) - set(stored), "acknowledged, but lost"
            assert max(stored.values()) == 1, "stored twice"
            assert [row.number for row in sink.rows()] == list(range(1, known + 1))

    assert len(acknowledged) > ROUNDS * 100
    with closing(sqlite3.connect(session)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
