"""The read API over HTTP and WebSocket: checks who asks, and answers from the reading thread."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from debugger.errors import ExpectationError, SessionError, UsageError
from debugger.expectations import Expectations, expectation
from debugger.session.reader import SessionReader
from debugger.sink.answering import write_answer
from debugger.sink.body import Receive
from debugger.sink.http import Scope, Send
from debugger.sink.read_api import questions
from debugger.sink.read_api.access import refusal
from debugger.sink.read_api.feed import feed
from debugger.sink.read_api.reading_thread import ReadingThread
from debugger.sink.read_api.selection import Selection
from debugger.sink.read_api.stored import Stored, TooManyWaitingError
from debugger.sink.read_api.told import told
from debugger.sink.websocket import refuse
from debugger.wire import answers
from debugger.wire.answers import Answer

PREFIX = b"/track-debugger/v1/"
_MISTAKES = (UsageError, ExpectationError)
_FEED = "feed"
_LARGEST_QUESTION = 256 * 1024
"""Bytes."""
_BINARY = b"application/octet-stream"


class ReadApi:
    """Answers whoever has `token`; `refused` is told of those that have not."""

    def __init__(self, session: Path, token: str, *, refused: Callable[[str], None]) -> None:
        self._token = token
        self._refused = refused
        self._reading = ReadingThread(session)
        self.stored = Stored()

    @staticmethod
    def is_asked(scope: Scope) -> bool:
        """Whether a request or a WebSocket is for this."""
        raw: bytes = scope["raw_path"]
        return raw.startswith(PREFIX)

    def close(self) -> None:
        """Lets go of the session."""
        self._reading.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or WebSocket, as ASGI has it."""
        refused = refusal(scope["headers"], scope["client"], self._token)
        if refused is not None:
            self._refused("a request to read the session that may not")
        if scope["type"] == "http":
            answer = refused or await self._answer(scope, receive)
            await write_answer(scope["state"]["cycle"], answer, ())
            return
        await receive()  # websocket.connect
        asked = refused or _fed(scope)
        if isinstance(asked, Answer):
            await refuse(asked, send)
        else:
            await feed(asked, self._reading, self.stored, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        try:
            return await self._found(scope, receive)
        except _MISTAKES as error:
            return answers.private_error(400, "bad_request", str(error))
        except LookupError:
            return answers.private_error(404, "not_found", "There is no such event.")
        except TooManyWaitingError:
            return answers.private_error(503, "busy", "Too many requests wait already.")
        except SessionError as error:
            return answers.private_error(500, "unreadable", str(error))

    async def _found(self, scope: Scope, receive: Receive) -> Answer:
        selection = Selection.of(scope["query_string"].decode("latin-1"))
        match scope["method"], _asked(scope).split("/"):
            case "GET", ["wait"]:
                return answers.private(await self._waited(selection))
            case "POST", ["expect"]:
                return answers.private(await self._expected(selection, await _body(receive)))
            case "GET", [name] if name in questions.BY_NAME:
                work = partial(questions.BY_NAME[name], selection)
                return answers.private(await self._reading.read(work))
            case "GET", ["events", number, *rest] if number.isdecimal() and len(number) < 19:
                return await self._one(int(number), rest) or _nothing_there(scope)
        return _nothing_there(scope)

    async def _one(self, number: int, rest: list[str]) -> Answer | None:
        """One event, or its payload byte for byte. Raises `LookupError` where there is none of that number."""
        if rest not in ([], ["payload"]):
            return None
        event = await self._reading.read(lambda reader: reader.event(number))
        if rest:
            return answers.private(event.payload, _BINARY)
        return answers.private(told(event))

    async def _waited(self, selection: Selection) -> bytes:
        """`{"events": […], "met": true, "count": 3, "newest": 348}`; the first `limit` of the events."""
        numbers: list[int] = []
        count = 0

        async def look(after: int) -> tuple[bool, int]:
            nonlocal count
            found, newest = await self._reading.read(partial(_numbers, selection, after))
            count += len(found)
            numbers.extend(found[: selection.limit - len(numbers)])
            return count >= selection.count, newest

        met, newest = await self._until(look, selection)
        events = await self._reading.read(partial(questions.objects, numbers))
        return questions.joined(events, met=met, count=count, newest=newest)

    async def _expected(self, selection: Selection, body: bytes) -> bytes:
        """What became of the expectation in `body`, with `text` for people."""
        held = Expectations([expectation(_object(body), "The expectation")])

        async def look(after: int) -> tuple[bool, int]:
            newest = await self._reading.read(partial(questions.show, held, after))
            return all(outcome.met for outcome in held.outcomes()), newest

        _, newest = await self._until(look, selection)
        (outcome,) = held.outcomes()
        text = "\n".join([f"{outcome.named_before}{outcome.sentence}", *outcome.explanation()])
        return json.dumps({**outcome.told(), "text": text, "newest": newest}).encode()

    async def _until(
        self, look: Callable[[int], Awaitable[tuple[bool, int]]], selection: Selection
    ) -> tuple[bool, int]:
        """Looks at what is new until it is met or the time is up; whether it is, and how far was looked."""
        deadline = time.monotonic() + selection.timeout
        with self.stored.waiting():
            met, newest = await look(selection.after)
            while not met and (left := deadline - time.monotonic()) > 0:
                if not await self.stored.beyond(newest, left):
                    break
                met, newest = await look(newest)
        return met, newest


def _fed(scope: Scope) -> Selection | Answer:
    """What a WebSocket is to be fed; else why nothing."""
    if _asked(scope) != _FEED:
        return _nothing_there(scope)
    try:
        return Selection.of(scope["query_string"].decode("latin-1"))
    except _MISTAKES as error:
        return answers.private_error(400, "bad_request", str(error))


def _numbers(selection: Selection, after: int, reader: SessionReader) -> tuple[list[int], int]:
    newest = reader.newest()
    return [row.number for row in selection.rows(reader, after, newest)], newest


def _asked(scope: Scope) -> str:
    raw: bytes = scope["raw_path"]
    return raw.removeprefix(PREFIX).decode("latin-1").rstrip("/")


def _nothing_there(scope: Scope) -> Answer:
    what = f"{scope.get('method', 'WebSocket')} {_asked(scope)[:100]}"
    return answers.private_error(404, "not_found", f"{what} is nothing to ask for.")


async def _body(receive: Receive) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message["body"]
        more = message["more_body"]
        if len(body) > _LARGEST_QUESTION:
            raise UsageError("The question is too large.")
    return body


def _object(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError("The expectation is not JSON.") from error
    if not isinstance(found, dict):
        raise UsageError("The expectation is no object.")
    return found
