"""Requests over real connections: to a receiver of ours, and to servers that misbehave."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from debugger.errors import SendError
from debugger.probing.resending import Answer, Resending
from debugger.probing.target import target_of
from debugger.replaying import Outgoing

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
PATIENCE = 20.0


def outgoing(number: int = 1, body: bytes = b"{}") -> Outgoing:
    return Outgoing(
        numbers=(number,), method="POST", path="/v1/track", headers=(("content-type", "application/json"),),
        body=body,
    )  # fmt: skip


def resending(url: str, *, connections: int = 1, seconds: float = PATIENCE) -> Resending:
    return Resending(target_of(url), connections=connections, seconds=seconds, authority=None)


@contextmanager
def server(talk: Callable[[socket.socket, int], None]) -> Iterator[str]:
    """Hands each connection, with its number from 0, to `talk`, and ends it then."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def alone(connected: socket.socket, number: int) -> None:
            with closing(connected):
                talk(connected, number)

        def serve() -> None:
            for number in range(100):
                try:
                    connected, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=alone, args=(connected, number), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def read_request(connected: socket.socket) -> bytes:
    came = b""
    while not came.endswith(b"\r\n\r\n{}"):
        try:
            part = connected.recv(4096)
        except ConnectionError:
            return b""
        if not part:
            return b""
        came += part
    return came


def answers(
    url: str, count: int, *, connections: int = 1, seconds: float = PATIENCE
) -> list[Answer]:
    sent = ((0.0, outgoing(number + 1)) for number in range(count))
    return list(resending(url, connections=connections, seconds=seconds).answers(sent))


def test_a_connection_is_kept() -> None:
    seen: list[int] = []

    def talk(connected: socket.socket, number: int) -> None:
        while read_request(connected):
            seen.append(number)
            connected.sendall(OK)

    with server(talk) as url:
        got = answers(url, 5)
    assert [(each.status, each.body, each.accepted) for each in got] == [(200, b"ok", True)] * 5
    assert seen == [0] * 5


def test_as_many_at_a_time_as_there_are_connections() -> None:
    together = threading.Barrier(3)

    def talk(connected: socket.socket, number: int) -> None:  # noqa: ARG001
        while read_request(connected):
            together.wait(PATIENCE)
            connected.sendall(OK)

    with server(talk) as url:
        got = answers(url, 6, connections=3)
    assert sorted(each.outgoing.numbers for each in got) == [(number,) for number in range(1, 7)]
    assert {each.status for each in got} == {200}


def test_one_that_was_ended_is_made_anew() -> None:
    def talk(connected: socket.socket, number: int) -> None:  # noqa: ARG001
        read_request(connected)
        connected.sendall(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    with server(talk) as url:
        assert [each.status for each in answers(url, 3)] == [200] * 3


def test_dropped_and_not_tried_again() -> None:
    came: list[bytes] = []

    def talk(connected: socket.socket, number: int) -> None:
        came.append(read_request(connected))
        if number != 1:
            connected.sendall(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    with server(talk) as url:
        got = answers(url, 3)
    assert [each.status for each in got] == [200, 0, 200]
    assert got[1].failure == "The connection was ended without an answer. It may have arrived."
    assert len(came) == 3


@pytest.mark.parametrize(
    ("said", "status", "failure"),
    [
        (b"HTTP/1.1 307 X\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n", 307, ""),
        (b"HTTP/1.1 204 X\r\n\r\n", 204, ""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut", 200, ""),
        (b"SSH-2.0-x\r\n", 0, "The answer cannot be read: SSH-2.0-x"),
    ],
)
def test_odd_answers(said: bytes, status: int, failure: str) -> None:
    def talk(connected: socket.socket, number: int) -> None:  # noqa: ARG001
        read_request(connected)
        connected.sendall(said)

    with server(talk) as url:
        (got,) = answers(url, 1)
    assert got.status == status
    assert got.failure.startswith(failure)
    assert got.accepted == (200 <= status < 300)


def test_much_is_answered() -> None:
    def talk(connected: socket.socket, number: int) -> None:  # noqa: ARG001
        while read_request(connected):
            with suppress(OSError):
                connected.sendall(
                    b"HTTP/1.1 500 X\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 10**6
                )

    with server(talk) as url:
        got = answers(url, 2)
    assert [(each.status, len(each.body)) for each in got] == [(500, 65536)] * 2


def test_no_answer_in_time() -> None:
    released = threading.Event()

    def talk(connected: socket.socket, number: int) -> None:  # noqa: ARG001
        released.wait(PATIENCE)

    with server(talk) as url:
        (got,) = answers(url, 1, seconds=0.2)
        released.set()
    assert (got.status, got.failure) == (0, "No answer came in time. It may have arrived.")


def test_where_nothing_listens() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
    nowhere = resending(f"http://127.0.0.1:{port}")
    with pytest.raises(SendError, match="nothing listens there"):
        nowhere.begin()
    (got,) = nowhere.answers([(0.0, outgoing())])
    assert not got.status
    assert "nothing listens there" in got.failure


def test_closed_while_answers_are_awaited() -> None:
    released = threading.Event()
    arrived = threading.Event()

    def talk(connected: socket.socket, number: int) -> None:
        read_request(connected)
        if number == 0:
            connected.sendall(OK)
            read_request(connected)
        arrived.set()
        released.wait(PATIENCE)

    with server(talk) as url:
        sending = resending(url)
        got = sending.answers((0.0, outgoing(number)) for number in range(1, 9))
        assert next(got).status == 200
        got.close()
        released.set()
    assert sending.under_way <= 1


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("http://localhost:1", True),
        ("http://a.localhost:1", True),
        ("http://127.9.9.9:1", True),
        ("http://[::1]:1", True),
        ("http://[::ffff:127.0.0.1]:1", True),
        ("http://192.0.2.1", False),
        ("http://0.0.0.0:1", False),
        ("http://[2001:db8::1]", False),
    ],
)
def test_what_stays_here(url: str, stays: bool) -> None:  # noqa: FBT001
    assert resending(url).stays_here is stays


def test_a_host_that_is_none() -> None:
    with pytest.raises(SendError, match="stands for no address"):
        resending("http://nowhere.invalid")
