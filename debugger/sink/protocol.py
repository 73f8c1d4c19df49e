"""uvicorn's HTTP, with the bounds that it lacks and without the losses that it allows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

from debugger.connection.seen import Kind
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer, elsewhere
from debugger.sink.unread import Unread
from debugger.wire import answers
from debugger.wire.answers import Answer, Headers

Refused = Callable[[str], None]
"""Told of what could not be kept, with the reason in plain text."""

LINGER = 1.0
"""Seconds that a refused sender may go on sending, so that it reads why it was refused."""

_NOT_HTTP = answers.error(400, "bad_request", "This is not an HTTP/1.1 request.")
_PLAIN_EXPECTED = answers.error(
    400, "http_expected", "This port speaks plain HTTP: ask for http:// here."
)
"""To a TLS handshake: OpenSSL, Node, Java and curl then say that this is no TLS ("wrong version number"), where
after a reset they would only say that it was reset, and Chromium would try again."""
_HEADERS_TOO_LARGE = answers.error(431, "headers_too_large", "The request's headers are too large.")
_CHUNKS_TOO_LARGE = answers.error(
    431, "headers_too_large", "The body's chunks are little but extensions or trailers."
)
_TOO_MANY = answers.unavailable("Too many connections.", retry_after=1)
_REASONS = {
    Kind.HEADERS_TOO_LARGE: "headers too large",
    Kind.CHUNKS_TOO_LARGE: "chunks with too large extensions or trailers",
    Kind.TLS_ON_PLAIN: "HTTPS on the port for HTTP: set the app to http, or to the port for HTTPS",
    Kind.PLAIN_ON_TLS: "HTTP on the port for HTTPS: set the app to https, or to the port for HTTP",
    Kind.NOT_HTTP: "not HTTP",
}
_PIECE = 16 * 1024
"""Bytes that are parsed at a time: what one read brings may be a thousand requests."""

_AHEAD = 16
"""Requests of one connection that wait for the answers before them; more are not read yet."""

_TLS_HANDSHAKE = 0x16
"""The first byte of every TLS connection, and of no HTTP request."""


class HoldingFlow(FlowControl):
    """uvicorn's, which every request that is served lets read on; this one waits until it is let go."""

    _holds = False

    def hold(self) -> None:
        """Reads nothing more."""
        self._holds = True
        self.pause_reading()

    def let_go(self) -> None:
        """Reads on, where it was held."""
        if self._holds:
            self._holds = False
            self.resume_reading()

    def resume_reading(self) -> None:
        if not self._holds:
            super().resume_reading()


class HeadersTooLargeError(Exception):
    """Ends the parsing of a request."""


class BoundedHttpProtocol(HttpToolsProtocol):
    """One connection. Headers end in time and within bounds, or the connection does."""

    flow: HoldingFlow

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
        self._framing_bytes = self._piece_bytes = 0
        self._held = bytearray()
        self._unread = Unread(limits.idle_seconds, self._cut_unread)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.flow = HoldingFlow(transport)
        if len(self.connections) > self._limits.held_connections:
            self._observer.see(Kind.TOO_MANY, detail=self._elsewhere())
            self._discarding = True
            transport.write(head_of(_TOO_MANY) + _TOO_MANY.body)
            transport.close()
            return
        self._start_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_deadline()
        self._unread.stop()
        if self._reading_headers and not self._discarding:
            self._observer.see(Kind.HALF_OPEN, detail=self._elsewhere())
        super().connection_lost(exc)
        while self.pipeline:  # what came whole is stored, though nobody waits for the answer
            cycle, app = self.pipeline.pop()
            cycle.disconnected = True
            self._start_asgi_task(cycle, app)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread.start()

    def resume_writing(self) -> None:
        self._unread.stop()
        super().resume_writing()

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
        if self._held or len(data) > _PIECE or len(self.pipeline) > _AHEAD:
            self._held += data
            self._parse_held()
        else:
            self._parse(data)

    def _parse_held(self) -> None:
        """A piece after the other, as long as few requests wait for their answers."""
        while self._held and not self._discarding and self._is_http:
            if len(self.pipeline) > _AHEAD:
                self.flow.hold()
                return
            piece = bytes(self._held[:_PIECE])
            del self._held[:_PIECE]
            self._parse(piece)
        self._held.clear()
        self.flow.let_go()

    def _parse(self, data: bytes) -> None:
        if self._reading_headers:
            self._header_bytes += len(data)
        self._piece_bytes = len(data)
        self._framing_bytes += len(data)  # until a byte of the body shows
        self._feed(data)
        if self._discarding:
            return
        if self._reading_headers:
            if self._header_bytes > self._limits.header_bytes:
                self._refuse(_HEADERS_TOO_LARGE, Kind.HEADERS_TOO_LARGE)
            elif self._deadline is None:
                self._start_deadline()
        elif self._framing_bytes > self._limits.header_bytes and self._is_in_body:
            self._refuse(_CHUNKS_TOO_LARGE, Kind.CHUNKS_TOO_LARGE)

    @property
    def _is_http(self) -> bool:
        """Whether the connection is still this protocol's: a WebSocket takes over at the end of the headers."""
        return self.transport.get_protocol() is self

    @property
    def _is_in_body(self) -> bool:
        return self.cycle is not None and self.cycle.more_body

    def on_body(self, body: bytes) -> None:
        self._framing_bytes = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._held and not self.transport.is_closing():
            self._parse_held()

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
        self._header_bytes = self._piece_bytes

    def on_headers_complete(self) -> None:
        self._reading_headers = False
        self._framing_bytes = 0
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
        origin = next((value for name, value in self.headers or () if name == b"origin"), None)
        cors = answers.cors(origin, preflight=False)
        self.transport.write(head_of(answer, cors) + answer.body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(LINGER, self.transport.close)

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
        self._discarding = True
        self.transport.close()

    def _cut_unread(self) -> None:
        self._observer.see(Kind.NOT_READING, detail=self._elsewhere())
        self.transport.abort()

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(LINGER, self._end)

    def _end(self) -> None:
        """After a moment, what came of a body is stored, and who does not read is not waited for."""
        if self._is_in_body:
            self.transport.close()
        if self.flow.write_paused:
            self.transport.abort()

    def _elsewhere(self) -> str:
        return elsewhere(self.client)


def head_of(answer: Answer, cors: Headers = ()) -> bytes:
    """The status and the headers of an answer after which the connection is closed."""
    lines = [b": ".join(header) + b"\r\n" for header in (*answer.headers, *cors)]
    return b"".join((STATUS_LINE[answer.status], *lines, b"connection: close\r\n\r\n"))
