"""Our own exports as NDJSON and JSON, whose lines say of each event all that the session did."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from debugger.events import Request, Source, Transport
from debugger.importers.regrouping import Part
from debugger.session.marks import Colour, Mark
from debugger.session.rejudging import message_again
from debugger.spec.rules.request_refused import RULE as REFUSED
from debugger.wire.batch import member_spans

METHOD = "IMPORT"
"""Stands where a request has GET or POST, when it is not known what it was."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ALONE = (b"", b"")
_TRANSPORTS = {transport.value: transport for transport in Transport}
_COLOURS = {colour.value: colour for colour in Colour}


class _Sender(msgspec.Struct):
    write_key: str = ""
    library: str = ""
    version: str = ""


class _Request(msgspec.Struct, kw_only=True):
    id: int
    messages: int = 1
    method: str = ""
    path: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    client: str = ""
    encoding: str = "identity"
    wire_size: int = 0
    body_size: int = 0
    answer: str = ""
    envelope: tuple[str, ...] = ()
    envelope_base64: tuple[str, ...] = ()


class _Finding(msgspec.Struct):
    rule: str
    message: str = ""


class _Line(msgspec.Struct, kw_only=True):
    number: int
    received_at: datetime
    transport: str
    source: str
    type: str
    findings: list[_Finding]
    payload: msgspec.Raw = msgspec.Raw(b"null")
    silenced: list[_Finding] = []
    sender: _Sender = msgspec.field(default_factory=_Sender)
    request: _Request | None = None
    position: int | None = None
    problem: str = ""
    payload_text: str | None = None
    payload_base64: str | None = None
    starred: bool = False
    colour: str = ""
    note: str = ""


_LINE = msgspec.json.Decoder(_Line)


class Exported:
    """Reads lines one after the other: an event of a batch leaves it to the first to say the request."""

    def __init__(self) -> None:
        self._requests = 0
        self._id: int | None = None
        self._request: Request | None = None
        self._messages = 1

    def part(self, text: bytes, place: str) -> Part | None:
        """The event of a document that an export wrote; None for any other document."""
        if b'"received_at"' not in text:
            return None
        try:
            line, payload = _line(text)
            request = self._request_of(line, place)
        except (msgspec.MsgspecError, ValueError, LookupError, RecursionError):
            return None
        return Part(
            place=place,
            request_id=self._requests,
            request=request,
            message=message_again(
                payload,
                request=request,
                position=line.position,
                messages=self._messages,
                source=_source(line.sender),
                problem=line.problem,
                refusal=_refusal((*line.findings, *line.silenced)),
            ),
            mark=Mark(starred=line.starred, colour=_COLOURS.get(line.colour), note=line.note),
        )

    def _request_of(self, line: _Line, place: str) -> Request:
        told = line.request
        same = told is not None and not told.method and told.id == self._id
        if not same or self._request is None:
            self._requests += 1
            self._id = told.id if told else None
            self._request = _request(line, told, place)
            self._messages = told.messages if told else 1
        return self._request


def _source(sender: _Sender) -> Source:
    return Source(write_key=sender.write_key, library=sender.library, version=sender.version)


def _request(line: _Line, told: _Request | None, place: str) -> Request:
    told = told or _Request(id=0)
    moment = line.received_at if line.received_at.tzinfo else line.received_at.replace(tzinfo=UTC)
    return Request(
        received_at=max(0, (moment - _EPOCH) // timedelta(microseconds=1)),
        transport=_TRANSPORTS.get(line.transport, Transport.IMPORT),
        method=told.method or METHOD,
        path=told.path or place,
        headers=told.headers,
        client=told.client,
        encoding=told.encoding,
        wire_size=told.wire_size,
        body_size=told.body_size,
        envelope=_envelope(told),
        answer=told.answer,
    )


def _envelope(told: _Request) -> tuple[bytes, ...]:
    if told.envelope_base64:
        return tuple(base64.b64decode(piece) for piece in told.envelope_base64)
    return tuple(piece.encode() for piece in told.envelope) or _ALONE


def _line(text: bytes) -> tuple[_Line, bytes]:
    """The members, and the payload as it came. Raises where it is no export's."""
    try:
        line = _LINE.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):  # as it is with a lone surrogate in it
        first, last = member_spans(text.decode("latin-1"), 0)["payload"]
        around = json.loads(text[:first] + b"null" + text[last:])
        del around["payload"]  # whose bytes are what is wanted
        line, payload = msgspec.convert(around, _Line), text[first:last]
    else:
        payload = bytes(line.payload)
    if line.payload_text is not None:
        payload = line.payload_text.encode()
    elif line.payload_base64 is not None:
        payload = base64.b64decode(line.payload_base64, validate=True)
    return line, payload


def _refusal(findings: Sequence[_Finding]) -> str:
    """What the session says of the whole request, which the payload alone does not show."""
    return next((each.message for each in findings if each.rule == REFUSED.id), "")
