"""Takes messages over WebSocket and answers each frame with what was found.

A text or binary frame is one message, or a batch (`{"batch": […]}` or an array). Each frame is
answered by one JSON frame, in order, once it is stored:

    {"stored": true, "number": 7, "messageId": "m-1", "findings": [
        {"rule": …, "severity": "error", "pointer": "/properties/revenue", "message": …, "remedy": …}]}

A batch is answered `{"stored": true, "messages": [ … ]}`, with an object like that for each message.
What is no message has an `error` beside: `{"code", "message", "line", "column"}`; so has a frame that
Segment's HTTP API would refuse (without a place). What could not be stored is answered
`{"stored": false, "error": {"code": "unavailable", "message": …}}`. A connection to `/v1/mirror` is
the same; what comes by it is marked as a copy of what the app delivers elsewhere, and meets no fault.

A simulated status is told in the same way, with `status` and `retryAfter` (seconds) beside the `code`,
though the frame is stored. A late answer holds back those after it: answers keep the order of the frames.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from debugger.connection.seen import Kind
from debugger.events import FRAME, Event, Problem, Transport
from debugger.sink.body import Receive
from debugger.sink.faulting import Faulting
from debugger.sink.http import Scope, Send, arrival_of, target
from debugger.sink.observing import Observer
from debugger.sink.recorder import Outcome, Recorder
from debugger.sink.scripts import asking_client, asking_page
from debugger.sink.websocket_protocol import WholeFrameProtocol
from debugger.wire import answers, keys
from debugger.wire.answers import Answer
from debugger.wire.faults import Fault, FaultKind
from debugger.wire.routes import RouteKind, match

_AHEAD = 256
"""Frames that are taken in before the first of them is answered."""

_Answers = asyncio.Queue[asyncio.Future[Outcome] | None]


class WebSocketSink:
    """The WebSocket side of the sink: a connection hears of its own frames only."""

    def __init__(self, recorder: Recorder, *, faulting: Faulting, observer: Observer) -> None:
        self._recorder = recorder
        self._faulting = faulting
        self._observer = observer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, as ASGI has it."""
        await receive()  # websocket.connect
        path = target(scope)
        bare = path.partition("?")[0]
        route = match(FRAME, bare)
        if route.kind is RouteKind.UNKNOWN:
            self._observer.see(Kind.UNKNOWN_PATH, path=bare, detail="WebSocket")
            await refuse(answers.not_found("WebSocket", path), send)
            return
        connection: WholeFrameProtocol = scope["state"]["connection"]
        if not route.mirrored and self._faulting.drops(path, dict(reversed(scope["headers"]))):
            connection.drop()
            await receive()  # websocket.disconnect
            return
        await send({"type": "websocket.accept"})
        if route.mirrored:
            headers: dict[bytes, bytes] = dict(scope["headers"])
            self._observer.see(
                Kind.MIRROR_CONNECTED,
                key=keys.query_key(path),
                client=asking_client(headers),
                path=bare,
                origin=asking_page(headers),
            )
        transport = Transport.MIRROR if route.mirrored else Transport.WEBSOCKET
        waiting: _Answers = asyncio.Queue(_AHEAD)
        answering = asyncio.create_task(self._answer_in_order(waiting, connection, send))
        while (message := await receive())["type"] == "websocket.receive":
            body = _bytes(message)
            arrival = arrival_of(scope, path=path, body=body, transport=transport)
            await waiting.put(await self._recorder.submit(arrival))
        await waiting.put(None)
        await answering

    async def _answer_in_order(
        self, waiting: _Answers, connection: WholeFrameProtocol, send: Send
    ) -> None:
        listening = True
        while (answer := await waiting.get()) is not None:
            outcome = await answer
            if not listening:
                continue
            text = json.dumps(told(outcome))
            match outcome.simulated:
                case Fault(kind=FaultKind.DROP):
                    connection.drop()
                    listening = False
                    continue
                case Fault(kind=FaultKind.TRUNCATE):
                    connection.cut_short(text)
                    listening = False
                    continue
                case Fault(kind=FaultKind.SLOW, seconds=seconds):
                    await self._faulting.put_off(seconds)
            try:
                await send({"type": "websocket.send", "text": text})
            except (
                OSError,
                RuntimeError,
            ):  # gone, or being closed; what it sent is stored all the same
                listening = False


async def refuse(answer: Answer, send: Send) -> None:
    """Answers a WebSocket that is not accepted."""
    headers = list(answer.headers)
    await send(
        {"type": "websocket.http.response.start", "status": answer.status, "headers": headers}
    )
    await send({"type": "websocket.http.response.body", "body": answer.body})


def _bytes(message: Mapping[str, Any]) -> bytes:
    data: bytes | None = message.get("bytes")
    return data if data is not None else message["text"].encode("utf-8", "surrogatepass")


def told(outcome: Outcome) -> dict[str, object]:
    """What the sender of a frame is told."""
    if outcome.fault is not None:
        error = {"code": "unavailable", "message": outcome.fault.message}
        return {"stored": False, "error": error}
    if outcome.simulated is not None and outcome.simulated.kind is FaultKind.STATUS:
        return _told_of_status(outcome.simulated)
    each = [
        _told_of(outcome.first + index, event, problem)
        for index, (event, problem) in enumerate(zip_longest(outcome.events, outcome.problems))
    ]
    is_batch = outcome.events[0].position is not None
    whole: dict[str, object] = {"stored": True, "messages": each} if is_batch else each[0]
    if outcome.refusal is not None and "error" not in whole:
        whole["error"] = {"code": outcome.refusal.code, "message": outcome.refusal.message}
    return whole


def _told_of_status(fault: Fault) -> dict[str, object]:
    code, message = answers.words_of(fault.status)
    error: dict[str, object] = {"code": code, "message": message, "status": fault.status}
    if fault.seconds:
        error["retryAfter"] = fault.seconds
    return {"stored": False, "error": error}


def _told_of(number: int, event: Event, problem: Problem | None) -> dict[str, object]:
    told_of: dict[str, object] = {
        "stored": True,
        "number": number,
        "messageId": event.message_id,
        "findings": [finding.told() for finding in event.findings if not finding.silenced],
    }
    if problem is not None:
        error: dict[str, object] = {"code": "bad_request", "message": problem.message}
        if not problem.of_whole:
            error |= {"line": problem.line, "column": problem.column}
        told_of["error"] = error
    return told_of
