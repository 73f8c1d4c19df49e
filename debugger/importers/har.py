"""HAR 1.2, as browsers save their network panel: the requests that carry calls, at the time they were made."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

import msgspec

from debugger.errors import ImportFileError
from debugger.events import Arrival, CallType, Transport
from debugger.importers.imported import Imported, Input, Item, PassedOver, Unread
from debugger.wire import routes
from debugger.wire.intake import Intake
from debugger.wire.intake import read as read_arrival
from debugger.wire.routes import RouteKind

LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that is read."""

HOSTS = ("segment.io", "segment.com", "segmentapis.com", "rudderstack.com", "jitsu.com")
"""What is sent to these, or below them, to a path that takes calls is a call even if it cannot be read."""

_CALLS = frozenset({RouteKind.MESSAGE, RouteKind.BATCH, RouteKind.PIXEL})
_TYPES = frozenset(CallType)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Pair(msgspec.Struct):
    name: str
    value: str


class _Body(msgspec.Struct):
    text: str = ""
    encoding: str = ""


class _Request(msgspec.Struct):
    method: str
    url: str
    headers: list[_Pair] = []
    postData: _Body | None = None  # noqa: N815 - the name in the file


class _Response(msgspec.Struct):
    status: int = 0


class _Entry(msgspec.Struct):
    startedDateTime: datetime  # noqa: N815 - the name in the file
    request: _Request
    response: _Response = msgspec.field(default_factory=_Response)


class _Log(msgspec.Struct):
    entries: list[msgspec.Raw]


class _File(msgspec.Struct):
    log: _Log


_ENTRY = msgspec.json.Decoder(_Entry)


def claims(head: bytes) -> bool:
    """An object whose first member is `log`."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and start[1:].lstrip().startswith(b'"log"')


def read(given: Input) -> Iterator[Item]:
    """The requests that carry calls; all others are counted."""
    others = 0
    for number, raw in enumerate(_entries(given), 1):
        place = f"{given.name}: entry {number}"
        try:
            entry = _ENTRY.decode(raw)
            arrival, url = _arrival(entry)
        except (msgspec.MsgspecError, ValueError) as error:
            yield Unread(place=place, reason=f"it is no HAR entry: {error}")
            continue
        intake = read_arrival(arrival)
        if _carries_calls(intake, arrival, url.hostname or ""):
            request = replace(intake.request, answer=_answer(entry.response.status))
            yield Imported(place=place, request=request, messages=intake.messages)
        else:
            others += 1
    if others:
        yield PassedOver(place=given.name, count=others, what="requests that carry no calls")


def _entries(given: Input) -> Sequence[msgspec.Raw]:
    content = given.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ImportFileError(
            f"{given.name} is larger than {LARGEST // 1024**3} GiB.",
            "Save the recording in parts, or without the contents of the answers.",
        )
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_File).log.entries
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ImportFileError(
            f"{given.name} is no whole HAR file: {error}.", "Save it from the browser once more."
        ) from error


def _arrival(entry: _Entry) -> tuple[Arrival, SplitResult]:
    url = urlsplit(entry.request.url)
    target = url.path or "/"
    moment = entry.startedDateTime
    at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    arrival = Arrival(
        received_at=max(0, (at - _EPOCH) // timedelta(microseconds=1)),
        transport=Transport.IMPORT,
        method=entry.request.method.upper(),
        path=f"{target}?{url.query}" if url.query else target,
        headers=tuple((pair.name.lower(), pair.value) for pair in entry.request.headers),
        body=_body(entry.request.postData),
        client="",
    )
    return arrival, url


def _body(body: _Body | None) -> bytes:
    if body is None:
        return b""
    if body.encoding == "base64":
        try:
            return base64.b64decode(body.text, validate=True)
        except binascii.Error as error:
            raise ValueError(f"its body is no base64 ({error})") from error
    return body.text.encode("utf-8", "surrogatepass")


def _answer(status: int) -> str:
    """How it was answered, where that was no success."""
    if 200 <= status < 300:
        return ""
    return f"{status} in the recording" if status > 0 else "no answer in the recording"


def _carries_calls(intake: Intake, arrival: Arrival, host: str) -> bool:
    kind = routes.match(arrival.method, arrival.path).kind
    if kind in _CALLS and any(host == each or host.endswith(f".{each}") for each in HOSTS):
        return True
    if kind is RouteKind.PIXEL:
        return all(message.problem is None for message in intake.messages)
    return any(
        message.problem is None
        and ("type" in message.fields or "event" in message.fields)
        and message.type in _TYPES
        for message in intake.messages
    )
