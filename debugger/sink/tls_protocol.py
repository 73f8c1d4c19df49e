"""What differs on connections of the HTTPS port."""

from __future__ import annotations

import asyncio

from debugger.connection.seen import Kind
from debugger.sink.protocol import BoundedHttpProtocol
from debugger.sink.tls_failures import GONE_UNHEARD
from debugger.wire import answers

_AT_ONCE = 1.0
"""Seconds in which an app hangs up that looks at the certificate only after the handshake, as Node does."""


class TlsHttpProtocol(BoundedHttpProtocol):
    """One connection, once its handshake is done."""

    _ending = False
    _made_at = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._made_at = self.loop.time()

    def eof_received(self) -> bool:  # type: ignore[override]  # asyncio's own takes a truth value
        """TLS has no half-closed connections."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        at_once = self.loop.time() - self._made_at < _AT_ONCE
        if at_once and not self._heard and not self._ending:
            self._observer.see(Kind.TLS_FAILED, detail=GONE_UNHEARD)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        self._ending = True
        super().shutdown()


class MisdirectedHttpProtocol(BoundedHttpProtocol):
    """One connection that speaks plain HTTP to the HTTPS port: it is told the right address."""

    plain_address = ""
    """`name:port` of the port for HTTP."""

    def data_received(self, data: bytes) -> None:  # noqa: ARG002 - nothing of it is taken
        if self._discarding:
            return
        message = (
            "This port speaks HTTPS: ask for https:// here, "
            f"or send plain HTTP to http://{self.plain_address}."
        )
        self._refuse(answers.error(400, "https_expected", message), Kind.PLAIN_ON_TLS)
