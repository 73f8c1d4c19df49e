"""Writes an answer in one piece: uvicorn writes head and body apart, which costs a system call and a packet."""

from __future__ import annotations

from functools import lru_cache

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from debugger.wire.answers import Answer, Headers

CLOSE = (b"connection", b"close")


def drop(cycle: RequestResponseCycle) -> None:
    """Closes the connection of `cycle` without an answer."""
    cycle.transport.abort()
    cycle.response_started = cycle.response_complete = True
    cycle.message_event.set()


def cut_short(cycle: RequestResponseCycle, answer: Answer, cors: Headers) -> None:
    """Answers the request of `cycle` up to the middle of the body, and closes the connection."""
    if not cycle.disconnected:
        head = (STATUS_LINE[answer.status], _lines(answer.headers), _lines(cors), b"\r\n")
        cycle.transport.write(b"".join(head) + answer.body[: len(answer.body) // 2])
        cycle.transport.close()
    cycle.response_started = cycle.response_complete = True
    cycle.message_event.set()


async def write_answer(cycle: RequestResponseCycle, answer: Answer, cors: Headers) -> None:
    """Answers the request of `cycle` as its `send` would; to one who has gone, nothing is written."""
    if cycle.flow.write_paused and not cycle.disconnected:
        await cycle.flow.drain()
    if cycle.transport.is_closing():  # uvicorn tells the newest of several requests alone
        cycle.disconnected = True
    if cycle.disconnected:
        return
    closing = CLOSE in answer.headers
    ending = b"\r\n" if cycle.keep_alive or closing else b"connection: close\r\n\r\n"
    body = b"" if cycle.scope["method"] == "HEAD" else answer.body
    status, dated = STATUS_LINE[answer.status], _lines(tuple(cycle.default_headers))
    cycle.transport.write(
        b"".join((status, dated, _lines(answer.headers), _lines(cors), ending, body))
    )
    cycle.response_started = cycle.response_complete = True
    cycle.message_event.set()
    if closing or not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()


@lru_cache(maxsize=256)
def _lines(headers: Headers) -> bytes:
    return b"".join(b"%b: %b\r\n" % header for header in headers)
