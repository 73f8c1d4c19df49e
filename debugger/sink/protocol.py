"""uvicorn's protocols, with the bounds that they lack and without the losses that they allow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.http11 import Request

from debugger.connection.seen import Kind
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer, elsewhere
from debugger.wire import answers
from debugger.wire.answers import Answer

Refused = Callable[[str], None]
"""Told of what could not be kept, with the reason in plain text."""

_LINGER = 1.0
"""Seconds that a refused sender may go on sending, so that it reads why it was refused."""

_NOT_HTTP = answers.error(400, "bad_request", "This is not an HTTP/1.1 request.")
_PLAIN_EXPECTED = answers.error(
    400, "http_expected", "This port speaks plain HTTP: ask for http:// here."
)
"""To a TLS handshake: OpenSSL, Node, Java and curl then say that this is no TLS ("wrong version number"), where
after a reset they would only say that it was reset, and Chromium would try again."""
_HEADERS_TOO_LARGE = answers.error(431, "headers_too_large", "The request's headers are too large.")
_REASONS = {
    Kind.HEADERS_TOO_LARGE: "headers too large",
    Kind.TLS_ON_PLAIN: "HTTPS on the port for HTTP: set the app to http, or to the port for HTTPS",
    Kind.PLAIN_ON_TLS: "HTTP on the port for HTTPS: set the app to https, or to the port for HTTP",
    Kind.NOT_HTTP: "not HTTP",
}
_TLS_HANDSHAKE = 0x16
"""The first byte of every TLS connection, and of no HTTP request."""


class HeadersTooLargeError(Exception):
    """Ends the parsing of a request."""


class BoundedHttpProtocol(HttpToolsProtocol):
    """One connection. Headers end in time and within bounds, or the connection does."""

    def __init__(  # noqa: PLR0913  uvicorn's own four, and ours
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        limits: Limits,
        refused: Refused,
        observer: Observer,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits = limits
        self._refused = refused
        self._observer = observer
        self._deadline: asyncio.TimerHandle | None = None
        self._reading_headers = False
        self._header_bytes = 0
        self._heard = self._discarding = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._start_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_deadline()
        super().connection_lost(exc)

    def eof_received(self) -> bool:  # type: ignore[override]  # asyncio's own takes a truth value
        """Keeps a connection open whose sender has finished, while it waits for the answer."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete or cycle.more_body or self._discarding:
            return False
        cycle.keep_alive = False
        return True

    def data_received(self, data: bytes) -> None:
        if self._discarding:
            return
        if not self._heard and data[0] == _TLS_HANDSHAKE:
            self._refuse(_PLAIN_EXPECTED, Kind.TLS_ON_PLAIN)
            return
        self._heard = True
        if self._reading_headers:
            self._header_bytes += len(data)
        self._feed(data)
        if not self._reading_headers or self._discarding:
            return
        if self._header_bytes > self._limits.header_bytes:
            self._refuse(_HEADERS_TOO_LARGE, Kind.HEADERS_TOO_LARGE)
        elif self._deadline is None:
            self._start_deadline()

    def _feed(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError as error:
            self.send_400_response(str(error))
        except httptools.HttpParserUpgrade as upgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
            else:
                self._go_on_without_upgrade(data[upgrade.args[0] :])

    def _go_on_without_upgrade(self, rest: bytes) -> None:
        """Parses a request again as if it offered no upgrade: the parser takes its body for another protocol.

        Java's HTTP client, among others, offers HTTP/2 with every request.
        """
        method, headers = self.parser.get_method(), self.headers
        if method == b"CONNECT":
            self.send_400_response("CONNECT")
            return
        head = [method, b" ", self.url, b" HTTP/1.1\r\n"]
        for name, value in headers:
            if name != b"upgrade":
                head += [name, b": ", value, b"\r\n"]
        self.parser = httptools.HttpRequestParser(self)
        self._feed(b"".join((*head, b"\r\n")))
        self.headers[:] = headers
        if rest and not self._discarding:
            self._feed(rest)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._reading_headers = True
        self._header_bytes = 0

    def on_headers_complete(self) -> None:
        self._reading_headers = False
        self._stop_deadline()
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self._limits.header_bytes:
            self._header_bytes = size
            raise HeadersTooLargeError
        if self.parser.should_upgrade():  # as a WebSocket, or once more without
            self.scope["method"] = self.parser.get_method().decode("ascii")
            return
        super().on_headers_complete()
        self.scope["state"]["cycle"] = self.cycle

    def on_message_complete(self) -> None:
        if not self.parser.should_upgrade():
            super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._stop_deadline()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Called when the parser gives up; `msg` says no more than that."""
        if self._header_bytes > self._limits.header_bytes:
            self._refuse(_HEADERS_TOO_LARGE, Kind.HEADERS_TOO_LARGE)
        else:
            self._refuse(_NOT_HTTP, Kind.NOT_HTTP)

    def _refuse(self, answer: Answer, kind: Kind) -> None:
        """Answers and closes, but only after the sender had time to read the answer."""
        self._refused(_REASONS[kind])
        self._observer.see(kind, detail=self._elsewhere())
        self._discarding = True
        self._stop_deadline()
        lines = [b": ".join(header) + b"\r\n" for header in answer.headers]
        head = b"".join((STATUS_LINE[answer.status], *lines, b"connection: close\r\n\r\n"))
        self.transport.write(head + answer.body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_LINGER, self.transport.close)

    def _start_deadline(self) -> None:
        self._deadline = self.loop.call_later(self._limits.header_seconds, self._too_slow)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        if self._reading_headers:
            self._refused(f"headers not complete after {self._limits.header_seconds:g} s")
        kind = Kind.HALF_OPEN if self._reading_headers else Kind.SILENT
        self._observer.see(kind, detail=self._elsewhere())
        self.transport.close()

    def _elsewhere(self) -> str:
        return elsewhere(self.client)


class WholeFrameProtocol(WebSocketsSansIOProtocol):
    """One WebSocket. Text is handed on as the bytes it is: what is not UTF-8 is kept too."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        refused: Refused,
        observer: Observer,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._refused = refused
        self._observer = observer

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["state"]["connection"] = self

    def handle_text(self, event: Frame) -> None:
        self.handle_bytes(event)

    def drop(self) -> None:
        """Ends the connection without a word."""
        self.transport.abort()

    def cut_short(self, text: str) -> None:
        """Sends the first half of a frame, and ends the connection."""
        if not self.transport.is_closing():
            self.conn.send_text(text.encode())
            frame = b"".join(self.conn.data_to_send())
            self.transport.write(frame[: len(frame) // 2])
            self.transport.close()

    def handle_parser_exception(self) -> None:
        self.handle_events()  # the frames that came whole before the one that did not
        self._refused(f"WebSocket frame: {self.conn.parser_exc}")
        self._observer.see(Kind.FRAME_BROKEN, detail=str(self.conn.parser_exc))
        super().handle_parser_exception()
