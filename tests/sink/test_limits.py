"""Senders that are slow, huge, broken or gone: each is bounded, told why, and loses nothing that came."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable

import pytest

from tests.running_sink import PATIENCE
from tests.sink.conftest import SinkInThread

Limited = Callable[..., SinkInThread]
TRACK = b'{"type": "track", "event": "Order Completed", "userId": "u-1"}'


def connect(sink: SinkInThread) -> socket.socket:
    return socket.create_connection(("127.0.0.1", sink.port), timeout=PATIENCE)


def request(body: bytes, *, length: int | None = None) -> bytes:
    length = len(body) if length is None else length
    return b"POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length + body


def everything(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    parts: list[bytes] = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """Status and body of one answer."""
    with connection.makefile("rb") as reader:
        status = int(reader.readline().split()[1])
        size = 0
        while (line := reader.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        return status, reader.read(size)


def test_a_body_that_stalls_is_a_row_and_answered_408(limited: Limited) -> None:
    sink = limited(idle_seconds=0.2)
    with connect(sink) as connection:
        connection.sendall(request(TRACK[:30], length=1000))
        raw = everything(connection)

    assert raw.startswith(b"HTTP/1.1 408 ")
    assert json.loads(raw.rpartition(b"\r\n")[2])["code"] == "request_timeout"
    (event,) = sink.events()
    assert event.payload == TRACK[:30]
    assert event.row.problem.startswith("body ended early: 30 of 1,000 bytes (nothing more came")


@pytest.mark.parametrize("reset", [False, True])
def test_a_sender_that_goes_away_in_the_middle_leaves_a_row(limited: Limited, reset: bool) -> None:  # noqa: FBT001
    sink = limited()
    with connect(sink) as connection:
        connection.sendall(request(b"", length=1000))
        connection.sendall(TRACK[:12])
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    sink.told.wait(lambda: sink.told.newest == 1)
    (event,) = sink.events()
    # A reset may overtake what the system has not handed over yet.
    assert event.payload in ({TRACK[:12], b""} if reset else {TRACK[:12]})
    assert "of 1,000 bytes (the sender went away)" in event.row.problem


def test_a_sender_that_does_not_wait_for_the_answer_is_recorded_once(limited: Limited) -> None:
    sink = limited()
    for _ in range(20):
        with connect(sink) as connection:
            connection.sendall(request(TRACK))

    sink.told.wait(lambda: sink.told.newest == 20)
    assert [event.payload for event in sink.events()] == [TRACK] * 20


def test_a_sender_that_has_finished_sending_still_gets_its_answer(limited: Limited) -> None:
    with connect(limited()) as connection:
        connection.sendall(request(TRACK))
        connection.shutdown(socket.SHUT_WR)

        assert everything(connection).endswith(b'{"success": true}')


def test_a_body_over_the_cap_keeps_its_beginning(limited: Limited) -> None:
    sink = limited(body_bytes=200_000, kept_of_larger=1000)
    with connect(sink) as connection:
        connection.sendall(request(b"x" * 500_000))
        status, body = answer(connection)

    assert (status, json.loads(body)["code"]) == (400, "payload_too_large")
    (event,) = sink.events()
    assert event.payload == b"x" * 1000
    assert (
        "body of 500,000 bytes is larger than 200,000: its first 1,000 bytes were kept"
        in event.row.problem
    )


def test_headers_that_do_not_end_in_time_end_the_connection(limited: Limited) -> None:
    sink = limited(header_seconds=0.2)
    connections = [connect(sink) for _ in range(50)]
    for connection in connections:
        connection.sendall(b"POST /v1/track HTTP/1.1\r\nHost: x\r\nX-Slow: ")

    assert [everything(connection) for connection in connections] == [b""] * 50
    for connection in connections:
        connection.close()
    assert sink.told.refusals == {"headers not complete after 0.2 s": 50}


def test_a_connection_that_never_speaks_is_closed_without_a_word(limited: Limited) -> None:
    sink = limited(header_seconds=0.2)
    with connect(sink) as connection:
        assert everything(connection) == b""
    assert not sink.told.refusals


def test_a_kept_connection_outlives_the_time_for_headers(limited: Limited) -> None:
    sink = limited(header_seconds=0.2)
    with connect(sink) as idle, connect(sink) as kept:
        kept.sendall(request(TRACK))
        assert answer(kept)[0] == 200
        assert everything(idle) == b""  # closed: the time is over
        kept.sendall(request(TRACK))
        assert answer(kept)[0] == 200


FLOODS = {
    "one endless header": b"GET / HTTP/1.1\r\nX: " + b"a" * 5_000_000,
    "one long header": b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    "a long path": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_headers_over_their_bound_are_answered_431(limited: Limited, flood: str) -> None:
    sink = limited()
    with connect(sink) as connection:
        connection.sendall(FLOODS[flood])
        raw = connection.recv(65536)

    assert raw.startswith(b"HTTP/1.1 431 ")
    assert sink.told.refusals == {"headers too large": 1}


GARBAGE = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    b"hello\r\n\r\n",
    b"\0" * 1000,
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /v1/t HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    b"POST /v1/t HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"POST /v1/t HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /v1/t HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\nOrigin: \xff[:::\r\nConnection: close\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: [\r\nOrigin: \x80\r\nConnection: close\r\n\r\n",
    b"GET /a/settings HTTP/1.1\r\nHost: :::\r\nHost: y\r\nConnection: close\r\n\r\n",
    b"GET /a/settings HTTP/1.1\r\nHost:\r\nOrigin:\r\nConnection: close\r\n\r\n",
    b"GET /%ff%00/settings HTTP/1.0\r\n\r\n",
    b"GET /a/settings HTTP/1.1\r\nHost: " + b"a" * 60_000 + b"\r\nConnection: close\r\n\r\n",
]


def test_garbage_is_answered_or_closed_and_never_a_fault(limited: Limited) -> None:
    sink = limited(idle_seconds=1, header_seconds=1)
    for garbage in GARBAGE:
        with connect(sink) as connection:
            connection.sendall(garbage)
            raw = everything(connection)
        assert raw == b"" or raw.startswith(b"HTTP/1.1 "), garbage
        assert b"HTTP/1.1 5" not in raw, garbage

    with connect(sink) as connection:
        connection.sendall(request(TRACK))
        assert answer(connection)[0] == 200
    assert any("HTTPS" in reason for reason in sink.told.refusals)


def test_pipelined_requests_are_answered_in_order(limited: Limited) -> None:
    sink = limited()
    with connect(sink) as connection:
        connection.sendall(request(TRACK) * 3 + request(b"broken") + request(TRACK))
        statuses = [answer_in(connection) for _ in range(5)]

    assert statuses == [200, 200, 200, 400, 200]
    assert [event.payload for event in sink.events()] == [TRACK, TRACK, TRACK, b"broken", TRACK]


def answer_in(connection: socket.socket) -> int:
    """The status of the next of several answers, read byte by byte."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while length:
        length -= len(connection.recv(length))
    return int(head.split()[1])


def test_more_connections_than_there_is_room_for_are_asked_to_come_again(limited: Limited) -> None:
    sink = limited(connections=2)
    with connect(sink) as first, connect(sink) as second, connect(sink) as third:
        for connection in (first, second):
            connection.sendall(request(TRACK, length=1000))
        third.sendall(request(TRACK))
        status, body = answer(third)

    assert status == 503
    assert json.loads(body)["code"] == "unavailable"


def test_senders_wait_where_too_much_is_pending(limited: Limited) -> None:
    sink = limited(pending_bytes=100, pending_arrivals=2)
    connections = [connect(sink) for _ in range(30)]
    for connection in connections:
        connection.sendall(request(TRACK))

    assert [answer(connection)[0] for connection in connections] == [200] * 30
    for connection in connections:
        connection.close()
    assert len(sink.events()) == 30


def test_large_bodies_take_turns(limited: Limited) -> None:
    sink = limited(large_bytes=100_000, large_bodies=1)
    body = b'{"event": "' + b"x" * 300_000 + b'"}'
    connections = [connect(sink) for _ in range(6)]
    for connection in connections:
        connection.sendall(request(body))

    assert [answer(connection)[0] for connection in connections] == [
        400
    ] * 6  # larger than Segment takes
    for connection in connections:
        connection.close()
    assert [event.payload for event in sink.events()] == [body] * 6
