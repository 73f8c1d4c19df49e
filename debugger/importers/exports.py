"""Our own exports as NDJSON and JSON, whose lines say of each event all that the session did."""

from __future__ import annotations

import base64
import json
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


class Line(msgspec.Struct, kw_only=True):
    """The members of one event, as `debugger.export.line` writes them."""

    number: int
    received_at: datetime
    transport: str
    source: str
    type: str
    findings: list[_Finding]
    payload: msgspec.Raw = msgspec.Raw(b"")
    inherited: msgspec.Raw = msgspec.Raw(b"{}")
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

    @property
    def microseconds(self) -> int:
        """When it was received, since 1970-01-01 UTC; a moment without a zone is taken as UTC."""
        moment = self.received_at
        at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0, (at - _EPOCH) // timedelta(microseconds=1))


_LINE = msgspec.json.Decoder(Line)
_AS_WRITTEN = ("payload", "inherited")
"""Members whose bytes are what is wanted."""


class Exported:
    """Reads lines one after the other: an event of a batch leaves it to the first to say the request."""

    def __init__(self) -> None:
        self._requests = 0
        self._id: int | None = None
        self._request: Request | None = None
        self._messages = 1

    def part(self, text: bytes, place: str) -> Part | None:
        """The event of a document that an export wrote; None for any other document."""
        found = read_line(text)
        if found is None:
            return None
        line, payload = found
        try:
            request = self._request_of(line, place)
        except ValueError:
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
                refusal=refusal_of(line),
            ),
            mark=Mark(starred=line.starred, colour=_COLOURS.get(line.colour), note=line.note),
        )

    def _request_of(self, line: Line, place: str) -> Request:
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


def _request(line: Line, told: _Request | None, place: str) -> Request:
    told = told or _Request(id=0)
    return Request(
        received_at=line.microseconds,
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


def read_line(text: bytes) -> tuple[Line, bytes] | None:
    """The members of a line that an export wrote, and its payload as it came; None for any other line."""
    if b'"received_at"' not in text:
        return None
    try:
        line = _decoded(text)
        payload = bytes(line.payload)
        if line.payload_text is not None:
            return line, line.payload_text.encode()
        if line.payload_base64 is not None:
            return line, base64.b64decode(line.payload_base64, validate=True)
    except (msgspec.MsgspecError, ValueError, LookupError, RecursionError):
        return None
    return (line, payload) if payload else None


def refusal_of(line: Line) -> str:
    """What the session says of the whole request, which the payload alone does not show."""
    findings = (*line.findings, *line.silenced)
    return next((each.message for each in findings if each.rule == REFUSED.id), "")


def _decoded(text: bytes) -> Line:
    try:
        return _LINE.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):  # as it is with a lone surrogate in it
        spans = member_spans(text.decode("latin-1"), 0)
        places = {name: spans[name] for name in _AS_WRITTEN if name in spans}
        around = text
        for first, last in sorted(places.values(), reverse=True):
            around = around[:first] + b"null" + around[last:]
        members = json.loads(around)
        line = msgspec.convert({name: members[name] for name in members.keys() - places}, Line)
        for name, (first, last) in places.items():
            setattr(line, name, msgspec.Raw(text[first:last]))
        return line
