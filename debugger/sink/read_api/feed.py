"""The live feed: each event as a frame of JSON, as soon as it is stored and as fast as it is read."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

from debugger.session.reader import SessionReader
from debugger.sink.body import Receive
from debugger.sink.http import Send
from debugger.sink.read_api import questions
from debugger.sink.read_api.reading_thread import ReadingThread
from debugger.sink.read_api.selection import Selection
from debugger.sink.read_api.stored import Stored, TooManyWaitingError

_AT_ONCE = 100
"""Events that are read together; a slow reader holds no more of them in memory."""

_BUSY = 1013
"""Try again later (IANA's registry of WebSocket close codes)."""

_LONG = 3600.0
"""Seconds."""


async def feed(
    selection: Selection, reading: ReadingThread, stored: Stored, receive: Receive, send: Send
) -> None:
    """Sends the events after the number `after` that are asked for, until the reader goes.

    They come from the file: one who reads slowly falls behind, and misses nothing.
    """
    await send({"type": "websocket.accept"})
    try:
        with stored.waiting():
            telling = asyncio.create_task(_tell(selection, reading, stored, send))
            try:
                while (await receive())["type"] == "websocket.receive":
                    pass  # nothing is asked for in frames
            finally:
                telling.cancel()
                with suppress(asyncio.CancelledError, OSError, RuntimeError):
                    await telling
    except TooManyWaitingError:
        await send({"type": "websocket.close", "code": _BUSY, "reason": "Too many readers."})


async def _tell(selection: Selection, reading: ReadingThread, stored: Stored, send: Send) -> None:
    after = selection.after
    while not stored.ended:
        events, after, more = await reading.read(partial(_next, selection, after))
        for event in events:
            await send({"type": "websocket.send", "text": event.decode()})
        if not more:
            await stored.beyond(after, _LONG)


def _next(selection: Selection, after: int, reader: SessionReader) -> tuple[list[bytes], int, bool]:
    """The next events, the number up to which was looked, and whether there are more."""
    newest = reader.newest()
    numbers: list[int] = []
    for row in selection.rows(reader, after, newest):
        numbers.append(row.number)
        if len(numbers) == _AT_ONCE:
            break
    events = questions.objects(numbers, reader)
    if len(events) == len(numbers) < _AT_ONCE:
        return events, newest, False
    return events, numbers[len(events) - 1], True
