"""Answers HTTP requests: what carries messages is recorded first, and answered once it is stored."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from debugger.connection.seen import Kind
from debugger.events import FRAME, Arrival, Transport
from debugger.sink import pages, scripts
from debugger.sink.answering import cut_short, drop, write_answer
from debugger.sink.attributing import Senders
from debugger.sink.body import Place, Receive, receive_body
from debugger.sink.faulting import Faulting
from debugger.sink.limits import Limits
from debugger.sink.observing import Observer, elsewhere
from debugger.sink.pages import Pages
from debugger.sink.recorder import Outcome, Recorder
from debugger.sink.scripts import Scripts
from debugger.wire import answers, keys
from debugger.wire.answers import Answer
from debugger.wire.client import library
from debugger.wire.faults import Fault, FaultKind
from debugger.wire.routes import Route, RouteKind, masked_path, match

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_RECORDED = frozenset({RouteKind.MESSAGE, RouteKind.BATCH, RouteKind.ANY, RouteKind.PIXEL})
_FIXED = {
    RouteKind.METRICS: answers.SUCCESS,
    RouteKind.CLUSTER_INFO: answers.CLUSTER_INFO,
    RouteKind.PREFLIGHT: answers.PREFLIGHT,
    RouteKind.HOME: answers.HOME,
}
_SEEN = {
    RouteKind.METRICS: Kind.METRICS,
    RouteKind.CLUSTER_INFO: Kind.CLUSTER_INFO,
    RouteKind.PREFLIGHT: Kind.PREFLIGHT,
    RouteKind.HOME: Kind.HOME,
    RouteKind.SETTINGS: Kind.SETTINGS,
    RouteKind.SOURCE_CONFIG: Kind.SOURCE_CONFIG,
    RouteKind.UNKNOWN: Kind.UNKNOWN_PATH,
}
_Answering = tuple[Answer, Fault | None]
"""What is answered, and what goes wrong with sending it."""

_BUSY_RETRY = 1
"""Seconds after which a sender may hope for a free connection."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request asks for."""

    path: str
    route: Route


class HttpSink:
    """The HTTP side of the sink. No route of it reads anything that was captured."""

    def __init__(  # noqa: PLR0913 - the parts it is put together from
        self,
        recorder: Recorder,
        *,
        listening: Mapping[str, str],
        limits: Limits,
        connections: Collection[object],
        faulting: Faulting,
        observer: Observer,
    ) -> None:
        """`listening` has the `name:port` of each scheme."""
        self._recorder = recorder
        self._observer = observer
        self._scripts = Scripts(observer)
        self._pages = Pages(observer)
        self._senders = Senders()
        self._listening = listening
        self._limits = limits
        self._connections = connections
        self._faulting = faulting
        self._large = asyncio.Semaphore(limits.large_bodies)

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        """One request, as ASGI has it; answered to the connection itself."""
        headers: dict[bytes, bytes] = dict(reversed(scope["headers"]))
        path = target(scope)
        asked = _Asked(path, match(scope["method"], path.partition("?")[0]))
        cycle = scope["state"]["cycle"]
        own = asked.route.kind in _RECORDED and not asked.route.mirrored
        if own and self._faulting.drops(path, headers):
            drop(cycle)
            return
        answer, fault = await self._answer(scope, headers, receive, asked)
        if fault is not None and fault.kind is FaultKind.SLOW:
            await self._faulting.put_off(fault.seconds)
        cors = answers.cors(
            headers.get(b"origin"),
            preflight=answer is answers.PREFLIGHT,
            asked_headers=headers.get(b"access-control-request-headers"),
            private_network=b"access-control-request-private-network" in headers,
        )
        if fault is not None and fault.kind is FaultKind.DROP:
            drop(cycle)
        elif fault is not None and fault.kind is FaultKind.TRUNCATE:
            cut_short(cycle, answer, cors)
        else:
            await write_answer(cycle, answer, cors)

    async def _answer(
        self, scope: Scope, headers: dict[bytes, bytes], receive: Receive, asked: _Asked
    ) -> _Answering:
        path, route = asked.path, asked.route
        if not_taken := route.kind is RouteKind.UNKNOWN and _has_body(headers):
            self._see(scope, headers, path=path, route=route)
        if not_taken or route.kind in _RECORDED:
            self._observer.posted(headers.get(b"origin"))
            if len(self._connections) > self._limits.connections:
                self._observer.see(Kind.TOO_MANY, detail=elsewhere(scope["client"]))
                return answers.unavailable("Too many connections.", retry_after=_BUSY_RETRY), None
            return await self._record(scope, headers, receive, asked)
        return self._unstored(scope, headers, path=path, route=route), None

    def _unstored(
        self, scope: Scope, headers: dict[bytes, bytes], *, path: str, route: Route
    ) -> Answer:
        if route.kind in scripts.KINDS:
            return self._scripts.answer(headers, path=path, route=route)
        host = headers.get(b"host", b"").decode("latin-1")
        scheme: str = scope["scheme"]
        listening = self._listening[scheme]
        if route.kind in pages.KINDS:
            address = f"{scheme}://{answers.asked_address(host, listening)}"
            return self._pages.answer(headers, path=path, kind=route.kind, address=address)
        self._see(scope, headers, path=path, route=route)
        if fixed := _FIXED.get(route.kind):
            return fixed
        if route.kind is RouteKind.SETTINGS:
            return answers.settings(route.key, host=host, listening=listening, protocol=scheme)
        if route.kind is RouteKind.SOURCE_CONFIG:
            authorization = headers.get(b"authorization", b"").decode("latin-1")
            return answers.source_config(keys.basic_user(authorization) or keys.query_key(path))
        return answers.not_found(scope["method"], path)

    def _see(self, scope: Scope, headers: dict[bytes, bytes], *, path: str, route: Route) -> None:
        said = {
            name: headers.get(name, b"").decode("latin-1")
            for name in (b"authorization", b"user-agent", b"origin")
        }
        key = route.key or keys.basic_user(said[b"authorization"]) or keys.query_key(path)
        if key:
            self._senders.note(key, scope["client"], headers)
        elif route.kind is RouteKind.METRICS:
            key = self._senders.whose(scope["client"], headers)
        unknown = route.kind is RouteKind.UNKNOWN
        self._observer.see(
            _SEEN[route.kind],
            key=key,
            client=" ".join(library(said[b"user-agent"])).strip(),
            path=masked_path(path.partition("?")[0]),
            origin=said[b"origin"],
            detail=scope["method"] if unknown else elsewhere(scope["client"]),
        )

    async def _record(
        self,
        scope: Scope,
        headers: dict[bytes, bytes],
        receive: Receive,
        asked: _Asked,
    ) -> _Answering:
        place = Place(self._large)
        try:
            received = await receive_body(
                receive,
                arriving=scope["state"]["cycle"],
                announced=_size(headers.get(b"content-length")),
                place=place,
                limits=self._limits,
            )
            if received.seen is not None:
                self._observer.see(received.seen, detail=elsewhere(scope["client"]))
            arrival = arrival_of(
                scope,
                path=asked.path,
                body=received.body,
                transport=Transport.MIRROR if asked.route.mirrored else Transport.HTTP,
                failure=received.failure,
            )
            outcome = await (await self._recorder.submit(arrival))
            if b"origin" in headers and outcome.events:
                self._senders.note(outcome.events[0].source.write_key, scope["client"], headers)
        finally:
            place.give_back()
        if outcome.fault is not None:
            self._observer.see(Kind.NOT_STORED, detail=outcome.fault.message)
        elif received.answer is not None:
            return received.answer, None
        if outcome.refusal is not None and outcome.refusal.inflates:
            self._observer.see(Kind.BODY_INFLATES, detail=elsewhere(scope["client"]))
        fault = outcome.simulated
        if fault is not None and fault.kind is FaultKind.STATUS:
            return answers.simulated(fault.status, retry_after=fault.seconds), None
        return _told(outcome, asked.route), fault


def target(scope: Scope) -> str:
    """The path with its query, as asked for."""
    raw: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    return (raw + b"?" + query if query else raw).decode("latin-1")


def arrival_of(
    scope: Scope,
    *,
    path: str,
    body: bytes,
    transport: Transport,
    failure: str = "",
) -> Arrival:
    """What came, at this moment, with nothing changed."""
    host, port = scope["client"] or ("", 0)
    return Arrival(
        received_at=time.time_ns() // 1000,
        transport=transport,
        method=scope["method"] if scope["type"] == "http" else FRAME,
        path=path,
        headers=tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ),
        body=body,
        client=f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        failure=failure,
    )


def _told(outcome: Outcome, route: Route) -> Answer:
    if outcome.fault is not None:
        return answers.unavailable(outcome.fault.message)
    if route.kind is RouteKind.PIXEL:
        return answers.PIXEL
    if outcome.refusal is not None:
        return answers.error(outcome.refusal.status, outcome.refusal.code, outcome.refusal.message)
    return answers.SUCCESS


def _has_body(headers: Mapping[bytes, bytes]) -> bool:
    return b"transfer-encoding" in headers or bool(_size(headers.get(b"content-length")))


def _size(content_length: bytes | None) -> int | None:
    return int(content_length) if content_length and content_length.isdigit() else None
