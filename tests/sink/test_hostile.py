"""Connections that mean harm, or might as well: each costs little memory and time, and is named with what to do."""

from __future__ import annotations

import gzip
import socket
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import brotli
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as connect_websocket

from debugger.connection.seen import Kind
from tests.running_sink import PATIENCE, RunningSink, running_sink
from tests.sink.conftest import SinkInThread
from tests.sink.test_limits import TRACK, answer, connect, everything, request

MEGABYTE = 1024 * 1024
MOST_MORE = 40 * MEGABYTE
"""Bytes of memory that a flood may cost; each brings as much or more."""

CHUNKED = b"POST /v1/t HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
UPGRADE = (
    b"GET /v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)
MASK = bytes(4)

Limited = Callable[..., SinkInThread]


@pytest.fixture(scope="module")
def sinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    with running_sink(tmp_path_factory.mktemp("hostile") / "hostile.tdsession") as running:
        yield running


def memory(sink: RunningSink) -> int:
    """Bytes of the machine's memory that the sink has."""
    lines = Path(f"/proc/{sink.child.pid}/status").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def poured(connection: socket.socket, data: bytes, *, most: int = 50 * MEGABYTE) -> int:
    """Sends the same again and again, until it is not taken any more; the bytes that were taken."""
    connection.settimeout(1)
    sent = 0
    try:
        while sent < most:
            sent += connection.send(data)
    except OSError:  # cut, or not read any further
        pass
    return sent


FLOODS: dict[str, tuple[bytes, bytes, Kind | None]] = {
    "trailers": (CHUNKED + b"2\r\n{}\r\n0\r\n", b"X-Y: " + b"z" * 1000 + b"\r\n", Kind.CHUNKS_TOO_LARGE),
    "one endless trailer": (CHUNKED + b"2\r\n{}\r\n0\r\nX: ", b"z" * 65536, Kind.CHUNKS_TOO_LARGE),
    "one endless chunk extension": (CHUNKED + b"2;", b"a" * 65536, Kind.CHUNKS_TOO_LARGE),
    "one endless chunk size": (CHUNKED, b"0" * 65536, None),
    "one endless header": (b"GET / HTTP/1.1\r\nX: ", b"a" * 65536, Kind.HEADERS_TOO_LARGE),
    "requests whose answers are not read": (b"", request(b"{}") * 500, None),
    "pings whose answers are not read": (
        UPGRADE + b"\r\n",
        (b"\x89\xfd" + MASK + b"p" * 125) * 500,
        None,
    ),
    "fragments without an end": (
        UPGRADE + b"\r\n\x01\x80" + MASK,
        (b"\x00\x80" + MASK) * 5000,
        Kind.FRAME_BROKEN,
    ),
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_costs_little_memory_and_nobody_else(sinks: RunningSink, flood: str) -> None:
    opening, again, kind = FLOODS[flood]
    before = memory(sinks)
    with connect_to(sinks) as hostile:
        hostile.sendall(opening)
        if opening.startswith(UPGRADE):
            hostile.recv(1000)
        assert poured(hostile, again) >= len(again)
        assert memory(sinks) - before < MOST_MORE
        with connect_to(sinks) as app:
            app.sendall(request(TRACK))
            assert answer(app)[0] == 200
    if kind is not None:
        assert kind in sinks.seen_until(kind)


def connect_to(sink: RunningSink) -> socket.socket:
    return socket.create_connection(("127.0.0.1", sink.port), timeout=PATIENCE)


BOMBS = {
    "gzip": gzip.compress(bytes(200 * MEGABYTE)),
    "deflate": zlib.compress(bytes(200 * MEGABYTE)),
    "br": brotli.compress(bytes(200 * MEGABYTE), quality=1),
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_kept_as_it_came_and_named(sinks: RunningSink, coding: str) -> None:
    bomb = BOMBS[coding]
    before = memory(sinks)
    head = (
        b"POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Encoding: %b\r\nContent-Length: %d\r\n\r\n"
    )
    with connect_to(sinks) as hostile:
        hostile.sendall(head % (coding.encode(), len(bomb)) + bomb)
        status, said = answer(hostile)
    assert status == 400
    assert b"inflates to more than 65,536 KiB" in said
    assert sinks.events()[-1].payload == bomb
    assert memory(sinks) - before < MOST_MORE
    assert "body-inflates" in sinks.seen_until("body-inflates")


def test_a_websocket_bomb_is_refused(sinks: RunningSink) -> None:
    """Compressed by the extension that browsers offer (RFC 7692)."""
    with connect_websocket(f"ws://127.0.0.1:{sinks.port}/v1/ws", proxy=None) as hostile:
        hostile.send('{"event": "' + "x" * (50 * MEGABYTE) + '"}')
        with pytest.raises(ConnectionClosed):
            hostile.recv()
    assert "frame-broken" in sinks.seen_until("frame-broken")


HANDSHAKES = {
    "too many headers": b"".join(b"X-%d: y\r\n" % number for number in range(200)),
    "a header that is too long": b"X: " + b"y" * 9000 + b"\r\n",
    "no key": b"Sec-WebSocket-Key: again\r\n",
}


@pytest.mark.parametrize("handshake", HANDSHAKES)
def test_a_websocket_handshake_that_fails_is_answered(sinks: RunningSink, handshake: str) -> None:
    with connect_to(sinks) as hostile:
        hostile.sendall(UPGRADE + HANDSHAKES[handshake] + b"\r\n")
        assert everything(hostile).startswith(b"HTTP/1.1 4")
    assert "frame-broken" in sinks.seen_until("frame-broken")


def test_a_body_that_drips_is_a_row_and_answered_408(limited: Limited) -> None:
    sink = limited(body_seconds=0.5)
    with connect(sink) as hostile:
        hostile.sendall(request(b"", length=1000))
        hostile.settimeout(0.02)
        raw = b""
        while not raw:
            hostile.send(b" ")
            try:
                raw = hostile.recv(1000)
            except TimeoutError:
                continue
    assert raw.startswith(b"HTTP/1.1 408 ")
    (event,) = sink.events()
    assert event.row.problem.endswith("(it did not end within 0.5 s)")
    assert sink.seen_once(Kind.BODY_ENDLESS) == {Kind.BODY_ENDLESS: 1}


def test_who_does_not_read_is_cut(limited: Limited) -> None:
    sink = limited(idle_seconds=0.3)
    with connect(sink) as hostile:
        poured(hostile, b"GET /v1/projects/k/settings HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
        sink.seen_once(Kind.NOT_READING)


def test_a_websocket_that_does_not_read_is_cut(limited: Limited) -> None:
    sink = limited(idle_seconds=0.3)
    with connect(sink) as hostile:
        hostile.sendall(UPGRADE + b"\r\n")
        hostile.recv(1000)
        poured(hostile, (b"\x81\x82" + MASK + b"{}") * 500)
        sink.seen_once(Kind.NOT_READING)


def test_headers_that_drip_and_silence_are_named(limited: Limited) -> None:
    sink = limited(header_seconds=0.2)
    with connect(sink) as silent, connect(sink) as half_open:
        half_open.sendall(b"POST /v1/track HTTP/1.1\r\nX-Slow: ")
        assert everything(half_open) == everything(silent) == b""
    seen = sink.seen_once(Kind.HALF_OPEN, Kind.SILENT)
    assert seen == {Kind.HALF_OPEN: 1, Kind.SILENT: 1}


def test_handshakes_that_do_not_end_and_silence_on_the_port_for_https_are_named(
    limited: Limited,
) -> None:
    sink = limited(header_seconds=0.3)
    place = ("127.0.0.1", sink.https_port)
    with (
        socket.create_connection(place, PATIENCE) as silent,
        socket.create_connection(place, PATIENCE) as half_open,
    ):
        half_open.sendall(b"\x16\x03\x01\x02\x00\x01")
        assert everything(half_open) == everything(silent) == b""
    seen = sink.seen_once(Kind.TLS_UNFINISHED, Kind.SILENT)
    assert seen == {Kind.TLS_UNFINISHED: 1, Kind.SILENT: 1}


def test_more_handshakes_than_there_is_room_for_wait_and_are_named(limited: Limited) -> None:
    sink = limited(header_seconds=0.3, connections=5)
    place = ("127.0.0.1", sink.https_port)
    with ExitStack() as stack:
        flood = [stack.enter_context(socket.create_connection(place, PATIENCE)) for _ in range(12)]
        assert [everything(each) for each in flood] == [b""] * 12
    seen = sink.seen_once(Kind.SILENT, Kind.TOO_MANY)
    assert seen[Kind.SILENT] == 12


def test_a_flood_of_connections_is_answered_and_room_is_there_once_it_ends(
    limited: Limited,
) -> None:
    sink = limited(held_connections=50)
    with ExitStack() as stack:
        flood = [stack.enter_context(connect(sink)) for _ in range(200)]
        turned_away = [everything(each) for each in flood[50:]]
    assert all(raw.startswith(b"HTTP/1.1 503 ") and b"retry-after: " in raw for raw in turned_away)
    assert sink.seen_once(Kind.TOO_MANY)[Kind.TOO_MANY] == 150

    def has_room() -> bool:
        with connect(sink) as app:
            app.sendall(request(TRACK))
            return answer(app)[0] == 200

    sink.wait_until(has_room)


def test_requests_that_came_whole_are_stored_though_their_sender_has_gone(
    limited: Limited,
) -> None:
    sink = limited()
    with connect(sink) as gone:
        gone.sendall(request(TRACK) * 15)
    sink.told.wait(lambda: sink.told.newest == 15)


def test_a_refusal_before_the_request_is_read_can_be_read_by_the_page(limited: Limited) -> None:
    sink = limited()
    with connect(sink) as page:
        page.sendall(
            b"POST /v1/t HTTP/1.1\r\nOrigin: http://localhost:3000\r\nCookie: " + b"a" * 70_000
        )
        raw = everything(page)
    assert raw.startswith(b"HTTP/1.1 431 ")
    assert b"access-control-allow-origin: http://localhost:3000\r\n" in raw
