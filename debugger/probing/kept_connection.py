"""A connection that is kept for the next request, and made anew where the other side has ended it."""

from __future__ import annotations

import http.client
import select
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from debugger.probing.exchange import NoConnectionError, Reply, connect
from debugger.probing.target import Target

_MOST = 64 * 1024
"""Bytes of an answer that are read; a connection on which more comes is ended."""


class KeptConnection:
    """One request at a time to one target. Belongs to the thread that uses it, but for `abort`."""

    def __init__(
        self, target: Target, addresses: Sequence[str], *, seconds: float, authority: Path | None
    ) -> None:
        self._target = target
        self._addresses = addresses
        self._seconds = seconds
        self._authority = authority
        host = f"[{target.host}]" if ":" in target.host else target.host
        self._client = http.client.HTTPConnection(host, target.port, timeout=seconds)
        self._client.auto_open = 0  # only `_connect` knows the addresses and TLS

    def open(self) -> None:
        """Makes the connection, if there is none that still stands. Raises `NoConnectionError`."""
        if self._client.sock is None or _has_ended(self._client.sock):
            self.close()
            self._client.sock = self._connect()

    def send(self, method: str, path: str, headers: Sequence[tuple[str, str]], body: bytes) -> None:
        """Sends a request over the open connection. Raises `OSError` or `http.client.HTTPException`."""
        self._client.putrequest(method, path)
        for name, value in headers:
            self._client.putheader(name, value)
        self._client.putheader("Content-Length", str(len(body)))
        self._client.endheaders(body)

    def answer(self) -> Reply:
        """What is answered to the request that was sent. Raises as `send` does."""
        came = self._client.getresponse()
        body = came.read(_MOST)
        if not came.isclosed() and came.read(1):
            self.close()
        named = {name.lower(): value for name, value in came.getheaders()}
        return Reply(status=came.status, headers=named, body=body)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def abort(self) -> None:
        """Has a request that waits for its answer fail at once. For other threads."""
        connected = self._client.sock
        if connected is not None:
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def _connect(self) -> socket.socket:
        failed = [NoConnectionError("refused", f"{self._target.host} stands for no address.")]
        for address in self._addresses:
            try:
                connected = connect(
                    self._target, address, seconds=self._seconds, authority=self._authority
                )
            except NoConnectionError as error:
                failed.insert(error.outcome == "absent", error)
            else:
                # Head and body go separately: without this each request waits 40 ms for a late ACK.
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connected
        raise failed[0]


def _has_ended(connected: socket.socket) -> bool:
    """Whether the other side has ended the connection: nothing else comes before a request."""
    readable, _, _ = select.select([connected], [], [], 0)
    return bool(readable)
