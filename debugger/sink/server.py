"""Puts the sink together: sockets, HTTP server, recorder; and ends it so that nothing acknowledged is lost."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, cast

import uvicorn
from uvicorn.server import ServerState

from debugger.connection.seen import Kind
from debugger.policy import NO_POLICY, Policy
from debugger.session.labels import SourceLabel
from debugger.session.marks import Mark
from debugger.session.writer import Ending
from debugger.sink.body import Receive
from debugger.sink.faulting import Faulting
from debugger.sink.http import HttpSink, Scope, Send
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer, elsewhere
from debugger.sink.protocol import BoundedHttpProtocol
from debugger.sink.read_api.api import ReadApi
from debugger.sink.recorder import Recorder, Report, judge
from debugger.sink.sockets import address_of
from debugger.sink.tls_contexts import TlsContexts
from debugger.sink.tls_failures import seen_as
from debugger.sink.tls_port import Https, TlsPort
from debugger.sink.tls_protocol import MisdirectedHttpProtocol, TlsHttpProtocol
from debugger.sink.websocket import WebSocketSink
from debugger.sink.websocket_protocol import WholeFrameProtocol
from debugger.wire.faults import Fault

_GRACE = 3
"""Seconds that requests under way are given to end."""


class Sink:
    """Listens on `sockets` and records into the session at `path`."""

    def __init__(  # noqa: PLR0913 - the parts it is put together from
        self,
        path: Path,
        sockets: Sequence[socket.socket],
        *,
        report: Report,
        limits: Limits | None = None,
        policy: Policy = NO_POLICY,
        https: Https | None = None,
        observer: Observer | None = None,
        token: str = "",
    ) -> None:
        """With `token`, whoever has it may read what was captured."""
        self._sockets = list(sockets)
        self._https = https
        self._limits = limits or Limits()
        self._report = report
        self._observer = observer or Observer()
        self._faulting = Faulting(report)
        self._recorder = Recorder(
            path,
            report=report,
            limits=self._limits,
            policy=policy,
            reading=partial(judge, meet=self._faulting.meet),
            stored=self._announce,
        )
        self._read_api = ReadApi(path, token, refused=partial(report.refused, 1)) if token else None
        self._server: _Server | None = None
        self._stopping = threading.Event()
        self._ending = Ending.CLOSED

    def run(
        self,
        *,
        listening: Callable[[], None],
        interrupted: Callable[[int], None] | None = None,
    ) -> None:
        """Records until `stop` or a signal; calls `listening` when it can take requests.

        With `interrupted`, a signal is handed to that instead, and ends nothing by itself.
        Raises what `SessionWriter.open` does.
        """
        self._recorder.start()
        try:
            config = self._config()
            self._server = server = _Server(
                config,
                listening=listening,
                interrupted=interrupted,
                tls=self._tls_port,
                ending=self._end_waiting,
            )
            connections = server.server_state.connections
            server.config.app = self._app(connections)
            if self._stopping.is_set():
                return
            server.run(self._sockets)
        finally:
            if (
                self._read_api is not None
            ):  # first: the last to leave the session tidies its files away
                self._read_api.close()
            self._recorder.close(self._ending)

    def judge_by(self, policy: Policy) -> None:
        """Judges by another policy from now on, and the session anew; from any thread."""
        self._recorder.judge_by(policy)

    def mark(self, marked: Mapping[int, Mark]) -> None:
        """Stores what the person put on events; from any thread."""
        self._recorder.mark(marked)

    def label(self, given: Sequence[SourceLabel]) -> None:
        """Stores what the person calls sources; from any thread."""
        self._recorder.label(given)

    def simulate(self, faults: Sequence[Fault], met: Sequence[int] = ()) -> None:
        """Lets requests meet these faults from now on, and no others; from any thread.

        `met` says of each how often it was met before, where that is gone on with.
        """
        self._faulting.simulate(faults, met)

    def stop(self, ending: Ending = Ending.CLOSED) -> None:
        """Ends the run in order; from any thread."""
        self._ending = ending
        self._stopping.set()
        if self._server is not None:
            self._server.should_exit = True

    def _announce(self, newest: int) -> None:
        if self._read_api is not None:
            self._read_api.stored.announce(newest)

    def _end_waiting(self) -> None:
        self._faulting.end()
        if self._read_api is not None:
            self._read_api.stored.end()

    def _app(self, connections: set[Any]) -> Callable[..., Any]:
        over_http = HttpSink(
            self._recorder,
            listening=self._addresses(),
            limits=self._limits,
            connections=connections,
            faulting=self._faulting,
            observer=self._observer,
        )
        over_websocket = WebSocketSink(
            self._recorder, faulting=self._faulting, observer=self._observer
        )

        read_api = self._read_api

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if read_api is not None and read_api.is_asked(scope):
                await read_api(scope, receive, send)
                return
            await (over_http if scope["type"] == "http" else over_websocket)(scope, receive, send)

        return app

    def _addresses(self) -> dict[str, str]:
        addresses = {"http": address_of(self._sockets)}
        if self._https is not None:
            addresses["https"] = address_of(self._https.sockets)
        return addresses

    def _tls_port(self, config: uvicorn.Config, state: ServerState) -> TlsPort | None:
        if self._https is None:
            return None
        own = self._own()

        def misdirected() -> MisdirectedHttpProtocol:
            protocol = MisdirectedHttpProtocol(config, state, {}, **own)
            protocol.plain_address = address_of(self._sockets)
            return protocol

        return TlsPort(
            self._https.sockets,
            TlsContexts(self._https.folder, self._https.names, failed=self._report.failed),
            over_tls=lambda: TlsHttpProtocol(config, state, {}, **own),
            misdirected=misdirected,
            failed=self._see_failed_handshake,
            observer=self._observer,
            limits=self._limits,
        )

    def _see_failed_handshake(self, error: OSError, client: str) -> None:
        kind, words = seen_as(error)
        if kind is Kind.UNTRUSTED:
            self._report.refused(1, words)
        self._observer.see(kind, detail=elsewhere((client, 0)) or words)

    def _own(self) -> dict[str, Any]:
        """What our protocols take beside uvicorn's own."""
        return {
            "refused": lambda reason: self._report.refused(1, reason),
            "observer": self._observer,
            "limits": self._limits,
        }

    def _config(self) -> uvicorn.Config:
        own = self._own()
        logging.getLogger("uvicorn").setLevel(logging.ERROR)
        return uvicorn.Config(
            app="",
            http=cast("Any", partial(BoundedHttpProtocol, **own)),
            ws=cast("Any", partial(WholeFrameProtocol, **own)),
            ws_max_size=self._limits.frame_bytes,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            interface="asgi3",
            timeout_keep_alive=self._limits.keep_alive_seconds,
            timeout_graceful_shutdown=_GRACE,
        )


class _Server(uvicorn.Server):
    """Ends by a signal like by a request to stop: in order, and without raising the signal again."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        listening: Callable[[], None],
        interrupted: Callable[[int], None] | None,
        tls: Callable[[uvicorn.Config, ServerState], TlsPort | None],
        ending: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._ending = ending
        self._listening = listening
        self._interrupted = interrupted
        self._tls = tls
        self._tls_port: TlsPort | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGHUP, self.handle_exit)
        await super().startup(sockets)
        self._tls_port = self._tls(self.config, self.server_state)
        if self._tls_port is not None:
            self._tls_port.open()
        self._listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        if self._tls_port is not None:
            self._tls_port.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if self._interrupted is not None:
            self._interrupted(sig)
        else:
            self.should_exit = True
