"""The live feed over a real WebSocket: every event, in order, and for nobody but who has the token."""

from __future__ import annotations

import json
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.sink.read_api.conftest import Reader


def feed(reader: Reader, query: str = "", **headers: str) -> ClientConnection:
    return connect(
        f"ws://127.0.0.1:{reader.sink.port}/track-debugger/v1/feed?after={reader.marker}{query}",
        additional_headers=headers or reader.headers,
        proxy=None,
    )


def event_of(connection: ClientConnection) -> Any:
    return json.loads(connection.recv(30))


def test_what_is_there_comes_first_and_then_what_is_new(reader: Reader) -> None:
    reader.send("A A")
    with feed(reader) as connection:
        assert event_of(connection)["event"] == "A A"
        reader.send("B B", properties={"x": 1})
        event = event_of(connection)
        assert (event["event"], event["payload"]["properties"]) == ("B B", {"x": 1})
        assert event["number"] == reader.marker + 2


def test_only_what_is_asked_for(reader: Reader) -> None:
    with feed(reader, "&event=B%20B") as connection:
        for name in ("A A", "B B", "A A", "B B"):
            reader.send(name)
        assert [event_of(connection)["number"] for _ in range(2)] == [
            reader.marker + 2,
            reader.marker + 4,
        ]


def test_a_slow_reader_misses_nothing(reader: Reader) -> None:
    batch = {"batch": [{"type": "track", "event": "Many", "userId": "u"}] * 2000}
    with feed(reader) as connection:
        for _ in range(2):
            assert reader.http.post("/v1/batch", json=batch).status_code == 200
        numbers = [event_of(connection)["number"] for _ in range(4000)]
    assert numbers == list(range(reader.marker + 1, reader.marker + 4001))


@pytest.mark.parametrize(
    ("headers", "query", "status"),
    [
        ({"X": "y"}, "", 401),
        ({"Origin": "http://127.0.0.1"}, "", 403),
        ({}, "&limit=0", 400),
    ],
)
def test_who_may_not_is_refused_before_it_is_accepted(
    reader: Reader, headers: dict[str, str], query: str, status: int
) -> None:
    given = {**reader.headers, **headers} if "X" not in headers else headers
    with pytest.raises(InvalidStatus) as raised:
        feed(reader, query, **given)
    assert raised.value.response.status_code == status
