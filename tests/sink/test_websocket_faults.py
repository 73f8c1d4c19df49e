"""Simulated faults over WebSocket: the answer to a frame goes wrong, and the frame is stored all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidMessage
from websockets.sync.client import ClientConnection, connect

from tests.running_sink import PATIENCE, RunningSink, running_sink


def open_to(sink: RunningSink, query: str = "") -> ClientConnection:
    return connect(f"ws://127.0.0.1:{sink.port}/v1/ws{query}", proxy=None)


def ask(connection: ClientConnection, message: str) -> dict[str, Any]:
    connection.send(json.dumps({"type": "track", "event": "Walk Booked", "messageId": message}))
    answer: dict[str, Any] = json.loads(connection.recv(PATIENCE))
    return answer


def answers(sink: RunningSink) -> list[str]:
    return [row.answer for row in sink.rows()]


def test_a_status_is_told_in_the_answer(tmp_path: Path) -> None:
    fault = "429,retry-after=2,next=1"
    with (
        running_sink(tmp_path / "one.tdsession", "--fault", fault) as sink,
        open_to(sink) as connection,
    ):
        first, second = ask(connection, "a"), ask(connection, "a")
        assert first["stored"] is False
        assert first["error"]["message"].endswith("(simulated by Track Debugger)")
        assert (first["error"]["code"], first["error"]["status"]) == ("too_many_requests", 429)
        assert first["error"]["retryAfter"] == 2
        assert second["stored"] is True
        assert answers(sink) == ["429 simulated", ""]


def test_a_late_answer_keeps_the_order_of_the_frames(tmp_path: Path) -> None:
    with (
        running_sink(tmp_path / "one.tdsession", "--fault", "slow=0.05,next=1") as sink,
        open_to(sink) as connection,
    ):
        for message in "ab":
            connection.send(json.dumps({"type": "track", "messageId": message}))
        told = [json.loads(connection.recv(PATIENCE))["messageId"] for _ in "ab"]
        assert told == ["a", "b"]
        assert answers(sink) == ["200 simulated after 0.05 s", ""]


@pytest.mark.parametrize(
    ("fault", "kept"),
    [("drop", "connection dropped, simulated"), ("truncate", "answer cut short, simulated")],
)
def test_the_connection_is_cut_in_place_of_an_answer(tmp_path: Path, fault: str, kept: str) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", f"{fault},next=1") as sink:
        with open_to(sink) as connection, pytest.raises(ConnectionClosed):
            ask(connection, "a")
        with open_to(sink) as connection:
            assert ask(connection, "a")["stored"] is True
        assert answers(sink) == [kept, ""]


def test_before_the_body_it_is_the_handshake_that_is_cut(tmp_path: Path) -> None:
    fault = "drop-early,source=wk_walks"
    with running_sink(tmp_path / "one.tdsession", "--fault", fault) as sink:
        with pytest.raises((InvalidMessage, OSError)):
            open_to(sink, "?writeKey=wk_walks")
        with open_to(sink) as connection:
            assert ask(connection, "a")["stored"] is True
        assert answers(sink) == [""]


def test_a_source_is_known_by_what_the_frame_says(tmp_path: Path) -> None:
    with (
        running_sink(tmp_path / "one.tdsession", "--fault", "500,source=wk_walks") as sink,
        open_to(sink) as connection,
    ):
        connection.send(json.dumps({"type": "track", "writeKey": "wk_walks"}))
        assert json.loads(connection.recv(PATIENCE))["error"]["status"] == 500
        assert ask(connection, "a")["stored"] is True
