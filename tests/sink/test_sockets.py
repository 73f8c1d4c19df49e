"""Both addresses of `localhost` are taken, or neither."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from debugger.errors import ListenError, PortTakenError
from debugger.sink.sockets import address_of, listen


def names(sockets: list[socket.socket]) -> set[str]:
    return {listener.getsockname()[0] for listener in sockets}


@pytest.fixture
def opened() -> Iterator[list[socket.socket]]:
    sockets: list[socket.socket] = []
    yield sockets
    for listener in sockets:
        listener.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_localhost_is_two_addresses_on_one_free_port(
    host: str, opened: list[socket.socket]
) -> None:
    opened += listen(host, 0)

    assert names(opened) == {"127.0.0.1", "::1"}
    assert len({listener.getsockname()[1] for listener in opened}) == 1
    assert address_of(opened) == f"127.0.0.1:{opened[0].getsockname()[1]}"


def test_another_address_is_taken_alone(opened: list[socket.socket]) -> None:
    opened += listen("::1", 0)

    assert names(opened) == {"::1"}
    assert address_of(opened) == f"[::1]:{opened[0].getsockname()[1]}"


@pytest.mark.parametrize(
    ("family", "host"),
    [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::1")],  # noqa: S104
)
def test_a_port_taken_on_either_is_taken(family: socket.AddressFamily, host: str) -> None:
    with closing(socket.socket(family)) as other:
        other.bind((host, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortTakenError, match=f"Port {port} on .* is already in use") as raised:
            listen("127.0.0.1", port)

    assert f"--port {port + 1}" in raised.value.remedy
    for listener in listen("127.0.0.1", port):  # nothing of it is left open
        listener.close()


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("192.0.2.1", 0),
        ("no.such.host.invalid", 0),
        ("127.0.0.1", 70_000),
        ("127.0.0.1", -1),
        ("a" * 300, 0),
    ],
)
def test_what_cannot_be_listened_on_is_said_in_words(host: str, port: int) -> None:
    with pytest.raises(ListenError) as raised:
        listen(host, port)

    assert str(raised.value)


def test_a_port_is_free_again_at_once(opened: list[socket.socket]) -> None:
    first = listen("127.0.0.1", 0)
    port = first[0].getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)):
        accepted, _ = first[0].accept()
        accepted.close()
    for listener in first:
        listener.close()

    opened += listen("127.0.0.1", port)

    assert opened
