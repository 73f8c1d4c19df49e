"""uvicorn's WebSocket, with the bounds that it lacks and without the losses that it allows."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

from debugger.connection.seen import Kind
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer, elsewhere
from debugger.sink.protocol import LINGER, Refused, head_of
from debugger.sink.unread import Unread
from debugger.wire import answers

_NO_HANDSHAKE = answers.error(400, "bad_request", "This is no WebSocket handshake.")


class WholeFrameProtocol(WebSocketsSansIOProtocol):
    """One WebSocket. Text is handed on as the bytes it is: what is not UTF-8 is kept too."""

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
        self._unread = Unread(limits.idle_seconds, self._cut_unread)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self._refuse_handshake(str(self.conn.handshake_exc))

    def connection_lost(self, exc: Exception | None) -> None:
        self._unread.stop()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread.start()

    def resume_writing(self) -> None:
        self._unread.stop()
        super().resume_writing()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.close_sent:
            self._tell(f"handshake: {self.conn.handshake_exc}")
        else:
            self.scope["state"]["connection"] = self

    def handle_ping(self) -> None:
        """Answers pings only to one who reads the answers (RFC 6455, 5.5.3: the newest is enough)."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def handle_text(self, event: Frame) -> None:
        self.handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) < self._limits.fragments:
            super().handle_cont(event)
        elif not self.close_sent:
            reason = f"a message in more than {self._limits.fragments:,} fragments"
            self._tell(reason)
            self.conn.fail(CloseCode.MESSAGE_TOO_BIG, reason)
            super().handle_parser_exception()

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
        self._tell(str(self.conn.parser_exc))
        super().handle_parser_exception()

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(LINGER, self.transport.abort)

    def _refuse_handshake(self, reason: str) -> None:
        """uvicorn itself would leave one that it cannot read without an answer, for ever."""
        self._tell(f"handshake: {reason}")
        self.handshake_initiated = self.handshake_complete = self.close_sent = True
        answer = b"".join(self.conn.data_to_send())
        self.transport.write(answer or head_of(_NO_HANDSHAKE) + _NO_HANDSHAKE.body)
        self.transport.close()

    def _cut_unread(self) -> None:
        self._observer.see(Kind.NOT_READING, detail=elsewhere(self.client))
        self.transport.abort()

    def _tell(self, reason: str) -> None:
        self._refused(f"WebSocket frame: {reason}")
        self._observer.see(Kind.FRAME_BROKEN, detail=reason)
