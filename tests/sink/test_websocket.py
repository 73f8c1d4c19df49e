"""Messages over WebSocket: stored, judged and answered frame by frame, and only to who sent them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from debugger.events import Transport
from tests.running_sink import RunningSink
from tests.sink.conftest import SinkInThread


def open_to(sink: RunningSink, path: str = "/v1/ws") -> ClientConnection:
    return connect(f"ws://127.0.0.1:{sink.port}{path}", proxy=None)


def ask(connection: ClientConnection, frame: str | bytes) -> dict[str, Any]:
    connection.send(frame)
    answer: dict[str, Any] = json.loads(connection.recv())
    return answer


def test_a_message_is_answered_with_its_findings(sink: RunningSink) -> None:
    frame = '{"type":"track","event":"Order Completed","messageId":"m-1","userId":"u","properties":{"revenue":"1"}}'
    with open_to(sink, "/v1/ws?writeKey=wk_a1b2c3d43f") as connection:
        answer = ask(connection, frame)

    assert (answer["stored"], answer["number"], answer["messageId"]) == (True, 1, "m-1")
    (finding,) = [found for found in answer["findings"] if found["severity"] == "error"]
    assert finding["pointer"] == "/properties/revenue"
    assert finding["message"]
    assert finding["remedy"]
    assert "error" not in answer
    event = sink.event(1)
    assert event.payload == frame.encode()
    assert event.row.transport is Transport.WEBSOCKET
    assert event.request.path == "/v1/ws?writeKey=wk_…3f"
    assert event.source.write_key == "wk_a1b2c3d43f"


@pytest.mark.parametrize("path", ["/ws", "/v1/ws/", "/prefix/v1/ws"])
def test_other_paths_to_it(sink: RunningSink, path: str) -> None:
    with open_to(sink, path) as connection:
        assert ask(connection, b'{"type":"page"}')["number"] == 1


def test_a_batch_is_answered_as_one(sink: RunningSink) -> None:
    with open_to(sink) as connection:
        for frame in (
            '{"batch": [{"messageId": "a"}, 3, {"messageId": "b"}]}',
            '[{"messageId": "a"}, 3, {}]',
        ):
            answer = ask(connection, frame)
            assert answer["stored"] is True
            first, second, third = answer["messages"]
            assert first["messageId"] == "a"
            assert second["error"]["message"] == "a number is not a message: an object is"
            assert "error" not in third

    assert [row.position for row in sink.rows()] == [0, 1, 2] * 2


def test_a_malformed_frame_gets_an_error_and_a_row(sink: RunningSink) -> None:
    with open_to(sink) as connection:
        answer = ask(connection, '{"type": "track",\n "event": }')

    assert answer["stored"] is True
    assert answer["error"]["code"] == "bad_request"
    assert answer["error"]["message"]
    assert (answer["error"]["line"], answer["error"]["column"]) == (2, 11)
    assert sink.event(1).payload == b'{"type": "track",\n "event": }'


FRAMES: list[str | bytes] = [
    '{"event": "\\ud83d"}',
    b'{"event": "\xed\xa0\xbd"}',
    b"\xff\xfe",
    b"",
    "",
    "[]",
    '{"price": NaN}',
    "[" * 3000,
    '"\\u0000"',
]


def test_no_frame_ends_the_connection(sink: RunningSink) -> None:
    with open_to(sink) as connection:
        for number, frame in enumerate(FRAMES, 1):
            assert ask(connection, frame)["stored"] is True
            assert sink.event(number).payload == (
                frame.encode() if isinstance(frame, str) else frame
            )


def test_text_that_is_not_utf8_is_kept(sink: RunningSink) -> None:
    with open_to(sink) as connection:
        connection.send(b'{"event": "\xff"}', text=True)
        assert json.loads(connection.recv())["stored"] is True

    assert sink.event(1).payload == b'{"event": "\xff"}'


def test_frames_sent_ahead_are_answered_in_order(sink: RunningSink) -> None:
    with open_to(sink) as connection:
        for number in range(1000):
            connection.send(json.dumps({"messageId": str(number)}))
        answered = [json.loads(connection.recv())["messageId"] for _ in range(1000)]

    assert answered == [str(number) for number in range(1000)]
    assert [row.message_id for row in sink.rows()] == answered


def test_a_fragmented_frame_is_one_message(sink: RunningSink) -> None:
    with open_to(sink) as connection:
        connection.send(['{"type": ', '"page"}'])
        assert json.loads(connection.recv())["number"] == 1

    assert sink.event(1).payload == b'{"type": "page"}'


def test_what_is_sent_before_leaving_is_stored(limited: Callable[..., SinkInThread]) -> None:
    sink = limited()
    with connect(f"ws://127.0.0.1:{sink.port}/ws", proxy=None) as connection:
        for _ in range(50):
            connection.send("{}")

    sink.told.wait(lambda: sink.told.newest == 50)


def test_a_frame_over_the_bound_is_refused_and_counted(
    limited: Callable[..., SinkInThread],
) -> None:
    sink = limited(frame_bytes=1000)
    with connect(f"ws://127.0.0.1:{sink.port}/ws", proxy=None) as connection:
        connection.send('{"event": "' + "x" * 2000 + '"}')
        with pytest.raises(ConnectionClosed) as closed:
            connection.recv()

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert sum(sink.told.refusals.values()) == 1


def test_what_came_before_such_a_frame_is_stored_without_a_fault(
    limited: Callable[..., SinkInThread], caplog: pytest.LogCaptureFixture
) -> None:
    sink = limited(frame_bytes=1000)
    for _ in range(10):
        with connect(f"ws://127.0.0.1:{sink.port}/ws", proxy=None) as connection:
            for _ in range(20):
                connection.send('{"event": "small"}')
            connection.send('{"event": "' + "x" * 2000 + '"}')

    sink.told.wait(lambda: sink.told.newest == 200 and sink.told.refusals.total() == 10)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_cookies_of_the_handshake_are_never_stored(sink: RunningSink) -> None:
    address = f"ws://127.0.0.1:{sink.port}/v1/ws"
    cookies = {"Cookie": "session=canary-8c1f52", "X-Kept": "yes"}
    with connect(address, proxy=None, additional_headers=cookies) as connection:
        ask(connection, '{"type": "track", "event": "Order Completed"}')
        ask(connection, "not json")

    for event in sink.events():
        assert ("x-kept", "yes") in event.request.headers
    for file in sink.session.parent.iterdir():
        assert b"canary-8c1f52" not in file.read_bytes()


def test_only_its_own_path_is_a_websocket(sink: RunningSink) -> None:
    with pytest.raises(InvalidStatus) as refused, open_to(sink, "/v1/track"):
        pass

    assert refused.value.response.status_code == 404


def test_a_sender_hears_of_its_own_frames_only(sink: RunningSink) -> None:
    with open_to(sink) as listener, open_to(sink) as sender:
        httpx.post(f"{sink.address}/v1/track", content=b'{"event": "canary"}', trust_env=False)
        ask(sender, '{"event": "canary"}')
        with pytest.raises(TimeoutError):
            listener.recv(timeout=0.2)
        for request in ("{}", '{"command": "read"}', '{"type": "subscribe", "since": 0}'):
            assert "canary" not in json.dumps(ask(listener, request))
