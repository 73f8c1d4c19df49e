"""The port for HTTPS: looks at the first byte of each connection, and says why one comes to nothing."""

from __future__ import annotations

import asyncio
import socket
from asyncio import Protocol
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path

from debugger.connection.seen import Kind
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer, elsewhere
from debugger.sink.tls_contexts import TlsContexts

HANDSHAKE = b"\x16"
"""The first byte of every TLS connection, and of no HTTP request."""

_PAUSE = 1.0
"""Seconds without accepting after that has failed, as for want of files."""

_GOODBYE = 1.0
"""Seconds that an app has to take leave of a connection, before that is simply cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Https:
    """Where to take HTTPS, and what to show there."""

    sockets: Sequence[socket.socket]
    folder: Path
    """Of the certificate authority."""
    names: tuple[str, ...] = ()
    """Of this machine on its network."""


class TlsPort:
    """Accepts on `sockets`, and makes a protocol for each connection by what it speaks."""

    def __init__(  # noqa: PLR0913 - what it is put together from
        self,
        sockets: Sequence[socket.socket],
        contexts: TlsContexts,
        *,
        over_tls: Callable[[], Protocol],
        misdirected: Callable[[], Protocol],
        failed: Callable[[OSError, str], None],
        observer: Observer,
        limits: Limits,
    ) -> None:
        """`misdirected` is for those that speak plain HTTP; `failed` is told of each handshake that
        came to nothing, with the address of the app."""
        self._sockets = sockets
        self._contexts = contexts
        self._over_tls = over_tls
        self._misdirected = misdirected
        self._failed = failed
        self._observer = observer
        self._seconds = limits.header_seconds
        self._room = asyncio.Semaphore(limits.connections)
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Starts to accept, in the loop that runs."""
        for listener in self._sockets:
            self._start(self._accept(listener))

    def close(self) -> None:
        """Accepts no more, and cuts what has not shaken hands yet."""
        for task in self._tasks:
            task.cancel()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            if self._room.locked():
                self._observer.see(Kind.TOO_MANY)
            await self._room.acquire()
            try:
                connection, _ = await loop.sock_accept(listener)
            except OSError:
                self._room.release()
                await asyncio.sleep(_PAUSE)
            else:
                self._start(self._take(connection))

    async def _take(self, connection: socket.socket) -> None:
        try:
            first = await self._first_byte(connection)
            if first == HANDSHAKE:
                await self._shake_hands(connection)
            elif first:
                loop = asyncio.get_running_loop()
                await loop.connect_accepted_socket(self._misdirected, connection)
            else:
                connection.close()
        except OSError:  # slow, or gone: nothing was said
            connection.close()
        except asyncio.CancelledError:
            connection.close()
            raise
        finally:
            self._room.release()

    async def _first_byte(self, connection: socket.socket) -> bytes:
        try:
            async with asyncio.timeout(self._seconds):
                return await _first_byte(connection)
        except TimeoutError:
            self._observer.see(Kind.SILENT, detail=elsewhere(connection.getpeername()[:2]))
            raise

    async def _shake_hands(self, connection: socket.socket) -> None:
        client = str(connection.getpeername()[0])
        context = await self._contexts.context(connection.getsockname()[0])
        if context is None:
            connection.close()
            return
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                self._over_tls,
                connection,
                ssl=context,
                ssl_handshake_timeout=self._seconds,
                ssl_shutdown_timeout=_GOODBYE,
            )
        except OSError as error:
            self._failed(error, client)


async def _first_byte(connection: socket.socket) -> bytes:
    """Waits for the first byte and leaves it where it is; empty when none will come."""
    loop = asyncio.get_running_loop()
    readable = loop.create_future()

    def note() -> None:
        if not readable.done():
            readable.set_result(None)

    try:
        loop.add_reader(connection, note)
    except NotImplementedError:  # Windows: the handshake tells, without an answer
        return HANDSHAKE
    try:
        await readable
    finally:
        loop.remove_reader(connection)
    return connection.recv(1, socket.MSG_PEEK)
