"""Reads a request's body, within bounds of size and time, and says how it ended when it is not whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from io import BytesIO
from time import monotonic
from typing import Any, Protocol

from debugger.connection.seen import Kind
from debugger.sink.answering import CLOSE
from debugger.sink.limits import Limits
from debugger.wire import answers, cut_bodies
from debugger.wire.answers import Answer

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Arriving(Protocol):
    """What the HTTP server holds of a request that it has not handed over yet."""

    body: bytearray
    more_body: bool


@dataclass(frozen=True, slots=True)
class Received:
    """A body, or as much of it as came."""

    body: bytes
    failure: str = ""
    answer: Answer | None = None
    """What to answer when the body is not whole and somebody still listens."""
    seen: Kind | None = None
    """In which way the body is not whole."""


class Place:
    """One of the places for large bodies, taken once and given back at the end."""

    __slots__ = ("_places", "_taken")

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._taken = False

    async def take(self) -> None:
        """Waits for a free place, unless it has one."""
        if not self._taken:
            await self._places.acquire()
            self._taken = True

    def give_back(self) -> None:
        """Lets the next sender go on."""
        if self._taken:
            self._places.release()
            self._taken = False


async def receive_body(
    receive: Receive,
    *,
    arriving: Arriving,
    announced: int | None,
    place: Place,
    limits: Limits,
) -> Received:
    """The body of one request. `announced` is its Content-Length in bytes, where it has one.

    `arriving` still has the bytes that came together with the end of the connection. `place` is
    taken where the body turns out large; the caller gives it back.
    """
    body = BytesIO()  # gives its content away without a copy
    size = 0
    more = True
    end = monotonic() + limits.body_seconds
    while more:
        left = max(0, end - monotonic())
        try:
            message = await _next_part(receive, arriving, min(left, limits.idle_seconds))
        except TimeoutError:
            late = left < limits.idle_seconds
            return _stalled(body.getvalue(), _share(size, announced), limits, late=late)
        if message["type"] == "http.disconnect":
            body.write(arriving.body)
            if arriving.more_body:
                share = _share(body.tell(), announced)
                failure = cut_bodies.ended_early(share, cut_bodies.WENT_AWAY)
                return Received(body.getvalue(), failure, seen=Kind.BODY_CUT)
            return Received(body.getvalue())
        part: bytes = message["body"]
        size += len(part)
        if body.tell() <= limits.body_bytes:
            body.write(part)
        if body.tell() > limits.large_bytes:
            await place.take()
        if size > limits.body_bytes:
            body.truncate(body.seek(min(limits.kept_of_larger, body.tell())))
        more = message["more_body"] and size <= limits.drained_bytes
    if size > limits.body_bytes:
        return _too_large(body.getvalue(), max(size, announced or 0), limits)
    return Received(body.getvalue())


async def _next_part(
    receive: Receive, arriving: Arriving, seconds: float
) -> MutableMapping[str, Any]:
    """What came next of the body. Raises `TimeoutError` when nothing does."""
    if not arriving.more_body:  # all of it is here: a timer would cost more than the reading
        return await receive()
    async with asyncio.timeout(seconds):
        return await receive()


def _stalled(body: bytes, share: str, limits: Limits, *, late: bool) -> Received:
    why = (
        f"it did not end within {limits.body_seconds:g} s"
        if late
        else f"nothing more came for {limits.idle_seconds:g} s"
    )
    failure = cut_bodies.ended_early(share, why)
    answer = answers.error(408, "request_timeout", f"The {failure}.", CLOSE)
    kind = Kind.BODY_ENDLESS if late else Kind.BODY_STALLED
    return Received(body[: limits.body_bytes], failure, answer, kind)


def _too_large(body: bytes, size: int, limits: Limits) -> Received:
    failure = cut_bodies.too_large(size, limits.body_bytes, len(body))
    answer = answers.error(400, "payload_too_large", f"The {failure}.", CLOSE)
    return Received(body, failure, answer, Kind.BODY_TOO_LARGE)


def _share(size: int, announced: int | None) -> str:
    return f"{size:,} bytes" if announced is None else f"{size:,} of {announced:,} bytes"
