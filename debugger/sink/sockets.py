"""Takes the addresses to listen on: `localhost` is two, and an app may mean either."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Sequence

from debugger.errors import ListenError, PortTakenError

Socket = socket.socket
"""For those that only hand one on."""

BACKLOG = 2048
"""Connections the system holds until they are accepted."""

_ATTEMPTS = 50
_BOTH = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "": "127.0.0.1", "0.0.0.0": "0.0.0.0"}  # noqa: S104
"""Hosts that are listened on together with ::1, since `localhost` may mean that."""
_LAST_PORT = 65_535
_TRIED = 50
"""Ports after the one that was asked for, before any will do."""
_NO_SUCH_ADDRESS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}


def listen(host: str, port: int) -> list[socket.socket]:
    """Listening sockets for `host`; for 127.0.0.1 and 0.0.0.0 on ::1 as well, where the machine has it.

    With port 0, on a port that is free on both. Raises `PortTakenError` or `ListenError`. A port that
    another program has on ::1 alone counts as taken: `localhost` might reach that program.
    """
    if host not in _BOTH:
        return [_listen_on(_family(host), host, port)]
    for _ in range(_ATTEMPTS if port == 0 else 1):
        first = _listen_on(socket.AF_INET, _BOTH[host], port)
        try:
            second = _listen_on_ipv6(first.getsockname()[1])
        except PortTakenError:
            first.close()
            if port != 0:
                raise
        else:
            return [first, *second]
    raise ListenError("No port is free on both 127.0.0.1 and ::1.", "Name one: --port 8765.")


def listen_on_next(host: str, port: int) -> list[socket.socket]:
    """Listening sockets on the first port from `port` on that is free. Raises `ListenError`."""
    for each in range(port, min(port + _TRIED, _LAST_PORT) + 1):
        try:
            return listen(host, each)
        except PortTakenError:
            continue
    return listen(host, 0)


def listen_beside(host: str, port: int) -> list[socket.socket]:
    """Listening sockets on the port after `port`, or on a free one where that is taken.

    Raises `ListenError`.
    """
    try:
        return listen(host, port + 1 if port < _LAST_PORT else 0)
    except PortTakenError:
        return listen(host, 0)


def port_of(sockets: Sequence[socket.socket]) -> int:
    """The port of `sockets`."""
    return int(sockets[0].getsockname()[1])


def address_of(sockets: Sequence[socket.socket]) -> str:
    """`name:port` of the first of `sockets`."""
    host, port = sockets[0].getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _family(host: str) -> socket.AddressFamily:
    try:
        return socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError) as error:
        raise ListenError(
            f"{host} is no address of this machine: {error}.",
            "Leave --host out to listen on localhost.",
        ) from error


def _listen_on_ipv6(port: int) -> list[socket.socket]:
    if not socket.has_ipv6:
        return []
    try:
        return [_listen_on(socket.AF_INET6, "::1", port)]
    except PortTakenError:
        raise
    except ListenError as error:
        reason = error.__cause__
        if isinstance(reason, OSError) and reason.errno in _NO_SUCH_ADDRESS:
            return []
        raise


def _listen_on(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    try:
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise ListenError(f"Cannot listen on {host}: {error.strerror}.") from error
    try:
        if sys.platform != "win32":  # there it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.settimeout(0)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(host, port) from error
        raise ListenError(
            f"Cannot listen on {host}, port {port}: {error.strerror}.",
            "Choose another address or port: --host 127.0.0.1 --port 8765.",
        ) from error
    except OverflowError as error:
        listener.close()
        raise ListenError(f"{port} is no port: ports go from 0 to 65,535.") from error
    return listener
