"""The read API over real HTTP: lists, counts, waits and expects, and changes nothing that is stored."""

from __future__ import annotations

import json
import select
import socket
import threading
from typing import Any

import httpx
import pytest

from debugger.sink.read_api.stored import MOST_WAITING
from tests.running_sink import PATIENCE, RunningSink, running_sink
from tests.sink.read_api.conftest import Reader


def names(found: dict[str, Any]) -> list[str]:
    return [event["event"] for event in found["events"]]


def test_events_after_a_marker_are_listed_page_by_page(reader: Reader) -> None:
    for name in ("A A", "B B", "A A"):
        reader.send(name)
    found: Any = reader.ask("events", after=reader.marker, limit=2)
    assert (names(found), found["next"]) == (["A A", "B B"], reader.marker + 2)
    rest: Any = reader.ask("events", after=found["next"], limit=2)
    assert (names(rest), rest["next"], rest["newest"]) == (["A A"], None, reader.marker + 3)
    only: Any = reader.ask("events", after=reader.marker, event="A A", limit=2)
    assert (names(only), only["next"]) == (["A A", "A A"], None)
    assert reader.ask("count", after=reader.marker, event="A A")["count"] == 2
    assert reader.ask("count", after=reader.marker, user="other")["count"] == 0
    assert reader.ask("count", after=reader.marker, type="track", source="none")["count"] == 0
    assert reader.ask("count", after=reader.marker, filter='event:"B*"')["count"] == 1


def test_one_event_and_its_payload_byte_for_byte(reader: Reader) -> None:
    body = (
        b'{"event": "Exact",\n "userId":"u", "properties": {"big": 12345678901234567890, "x": 1.0}}'
    )
    reader.http.post("/v1/track", content=body)
    number = reader.marker + 1
    assert reader.get(f"events/{number}/payload").content == body
    one: Any = reader.ask(f"events/{number}")
    assert (one["number"], one["payload"]["properties"]["big"]) == (number, 12345678901234567890)
    assert reader.get(f"events/{number + 1}").status_code == 404
    assert reader.get("events/0").status_code == 404


def test_what_is_waited_for_is_answered_once_it_is_there(reader: Reader) -> None:
    found: list[Any] = []
    waiting = threading.Thread(
        target=lambda: found.append(
            reader.ask("wait", after=reader.marker, event="Late", count=2, timeout=30)
        )
    )
    waiting.start()
    for name in ("Late", "Other", "Late"):
        reader.send(name)
    waiting.join(PATIENCE)
    assert found[0]["met"] is True
    assert names(found[0]) == ["Late", "Late"]
    late: Any = reader.ask("wait", after=reader.marker, event="Late", count=3, timeout=0.1)
    assert (late["met"], late["count"]) == (False, 2)


def test_an_expectation_is_answered_with_the_nearest_call(reader: Reader) -> None:
    expected = {"event": "Order Completed", "count": 1, "properties": {"revenue": ">0"}}
    reader.send("Order Completed", properties={"revenue": "1"})
    unmet: Any = reader.expect(expected, timeout=0)
    assert unmet["met"] is False
    assert unmet["text"].splitlines()[1:] == [
        f'nearest: #{reader.marker + 1} track "Order Completed"',
        '  /properties/revenue: expected a number > 0, got "1"',
    ]
    reader.send("Order Completed", properties={"revenue": 1})
    assert reader.expect(expected, timeout=30)["met"] is True


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("nothing", 404, "nothing to ask for"),
        ("events?limit=0", 400, "limit is 0. It is a number from 1 to 1000"),
        ("events?after=x", 400, "after is x"),
        ("events?wher=1", 400, "wher is nothing to ask by"),
        ("events?filter=severity%3A%28", 400, "bad_request"),
        ("wait?timeout=1e9", 400, "timeout is 1e9"),
        ("count?" + "&".join(["event=a"] * 30), 400, "too many fields"),
        ("events/1/nothing", 404, "nothing to ask for"),
    ],
)
def test_what_cannot_be_asked_is_told(reader: Reader, path: str, status: int, told: str) -> None:
    answer = reader.http.get(f"/track-debugger/v1/{path}", headers=reader.headers)
    assert (answer.status_code, told in answer.text) == (status, True), answer.text


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"evnt": 1}', b"[" * 100_000, b"x" * 300_000])
def test_an_expectation_that_is_none_is_told(reader: Reader, body: bytes) -> None:
    path = "/track-debugger/v1/expect"
    assert reader.http.post(path, content=body, headers=reader.headers).status_code == 400


def test_nobody_else_may_and_no_page_is_told_why(reader: Reader) -> None:
    asked = "/track-debugger/v1/events"
    page = {**reader.headers, "Origin": "https://evil.example"}
    answers = [
        reader.http.get(asked),
        reader.http.get(asked, headers={"Authorization": "Bearer wrong"}),
        reader.http.get(asked, headers=page),
        reader.http.options(asked, headers={**page, "Access-Control-Request-Method": "GET"}),
        reader.http.get(asked, headers={**reader.headers, "Host": "evil.example"}),
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 403, 403, 403]
    for answer in (*answers, reader.get("marker")):
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_target_with_another_name_in_it_is_refused_by_its_host(reader: Reader) -> None:
    with socket.create_connection(("127.0.0.1", reader.sink.port)) as connection:
        token = reader.headers["Authorization"]
        connection.sendall(
            b"GET http://localhost/track-debugger/v1/marker HTTP/1.1\r\nHost: evil.example\r\n"
            b"Authorization: " + token.encode() + b"\r\n\r\n"
        )
        assert connection.recv(65536).startswith(b"HTTP/1.1 403")


def test_reading_changes_nothing_that_is_stored(reader: Reader) -> None:
    reader.send("A A")
    before = [event.payload for event in reader.sink.events()]
    reader.ask("events")
    reader.expect({"event": "None"}, timeout=0)
    reader.http.post("/track-debugger/v1/events", json={}, headers=reader.headers)
    assert [event.payload for event in reader.sink.events()] == before


def test_without_being_asked_for_there_is_nothing_to_read(tmp_path: Any) -> None:
    with running_sink(tmp_path / "plain.tdsession", "--no-https") as plain:
        assert "token" not in plain.first
        answer = httpx.get(f"{plain.address}/track-debugger/v1/events", trust_env=False)
        assert answer.status_code == 404


def test_one_that_waits_does_not_hold_up_the_end(tmp_path: Any) -> None:
    with running_sink(tmp_path / "end.tdsession", "--api", "--no-https") as ending:
        token = ending.first["token"]
        with socket.create_connection(("127.0.0.1", ending.port)) as connection:
            connection.sendall(
                b"GET /track-debugger/v1/wait?event=Never&timeout=60 HTTP/1.1\r\nHost: localhost\r\n"
                b"Authorization: Bearer " + token.encode() + b"\r\n\r\n"
            )
            httpx.post(f"{ending.address}/v1/track", content=b"{}", trust_env=False)
            ending.wait_for(1)
            assert ending.signal(15) == 0
            answer = connection.recv(65536)
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["met"] is False


def test_only_so_many_wait(sink: RunningSink, reader: Reader) -> None:
    asked = (
        f"GET /track-debugger/v1/wait?event=Never&timeout=60&after={reader.marker} HTTP/1.1\r\n"
        f"Host: localhost\r\nAuthorization: {reader.headers['Authorization']}\r\n\r\n"
    ).encode()
    waiting = [socket.create_connection(("127.0.0.1", sink.port)) for _ in range(MOST_WAITING + 1)]
    try:
        for connection in waiting:
            connection.sendall(asked)
        (refused, *more), _, _ = select.select(waiting, [], [], PATIENCE)
        assert more == []
        assert refused.recv(65536).startswith(b"HTTP/1.1 503")
    finally:
        for connection in waiting:
            connection.close()
