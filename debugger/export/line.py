"""One exported event as a JSON object, in which the payload stands exactly as it was sent.

    {"number": 1, "received_at": "2026-11-23T09:41:00.000123Z", "transport": "http",
     "source": "analytics.js 2.11.1", "type": "track", "event": "Order Completed", "verdict": "kept",
     "findings": [...], "sender": {...}, "request": {...}, "payload": {...}}

A payload that is not JSON cannot stand there. Then `payload` is null, `not_json` says why, and
`payload_text`, or where it is not UTF-8 `payload_base64`, holds all of its bytes. So it does on one line
for a payload with line breaks, which stands there without them.

What the person put on the event is `starred` (true), `colour` and `note`, each only where it is there.

What the envelope of its batch says for it (Go and Java SDKs put the context there) is `inherited`. The
request stands with its first event; those after it have its `id` only.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec

from debugger.events import Source
from debugger.export.content import Content
from debugger.export.redacting import known, masked_findings, masked_key, masked_summary
from debugger.export.strictness import objection, on_one_line, strict_text
from debugger.session.columns import findings_from, findings_text
from debugger.session.flat import Flat, FlatEvent, FlatRequest
from debugger.session.marks import mark_from
from debugger.session.rejudging import envelope_members
from debugger.session.rows import label

_INHERITED = ("context", "integrations", "timestamp")
"""Not the write key, and not when the batch was sent."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ENVELOPE = msgspec.msgpack.Decoder(tuple[bytes, ...])
_HEADERS = msgspec.json.Decoder(tuple[tuple[str, str], ...])
_ALONE = (b"", b"")
_MOST_OPENINGS = 1_000
"""Requests whose headers, path and client are remembered."""


class Lines:
    """Makes the objects of one export: what repeats from event to event is made once."""

    def __init__(self, content: Content, *, one_line: bool) -> None:
        self._content = content
        self._redactor = content.redactor
        self._one_line = one_line
        self._senders: dict[Source, str] = {}
        self._openings: dict[tuple[str, str, str], tuple[tuple[str, str, str], Counter[str]]] = {}
        self._envelope: tuple[bytes, ...] = _ALONE
        self._is_first = True

    def line(self, flat: Flat) -> bytes:
        """The event as an object."""
        event, request = flat
        source = self._content.source_of(flat)
        payload, masked = event.payload, known(source.write_key)
        before = dict(self._redactor.counts) if self._redactor else None
        if self._redactor:
            payload, more = self._redactor.redact(payload, masked)
            masked = {**masked, **more} if more else masked
        if request is not None:
            self._envelope = self._envelope_of(request, masked)
        parts = [
            self._head(event, source, masked),
            self._findings(event, payload, masked),
            self._mark(event, masked),
            "" if event.position is None else f',"position":{event.position}',
            self._sender(source),
            self._request(event, request, masked),
            "" if event.position is None else self._inherited(),
            self._export(),
            "" if before is None else self._counted(before),
            f',"problem":{_text(event.problem)}' if event.problem else "",
            self._payload(payload),
            "}",
        ]
        return "".join(parts).encode()

    def _head(self, event: FlatEvent, source: Source, masked: Mapping[str, str]) -> str:
        type_, name, shown = event.type, event.name, label(source)
        if self._redactor:
            type_, shown = self._redactor.text(type_), self._redactor.text(shown)
            name = masked_summary(name, masked, self._redactor)
        return (
            f'{{"number":{event.number},"received_at":"{timestamp(event.received_at)}",'
            f'"transport":"{event.transport}","source":{_quoted(shown)},"type":{_quoted(type_)},'
            f'"event":{_quoted(name)},"verdict":"{event.verdict}","findings":'
        )

    def _findings(self, event: FlatEvent, payload: bytes, masked: Mapping[str, str]) -> str:
        if event.findings == "[]":
            return "[]"
        found = findings_from(event.findings)
        if self._redactor:
            found = masked_findings(found, payload, masked, self._redactor)
        counted = findings_text([each for each in found if not each.silenced])
        if not event.silenced:
            return counted
        return f'{counted},"silenced":{findings_text([each for each in found if each.silenced])}'

    def _mark(self, event: FlatEvent, masked: Mapping[str, str]) -> str:
        if event.mark is None:
            return ""
        mark = mark_from(event.mark)
        note = self._redactor.text(mark.note, masked) if self._redactor else mark.note
        told = (
            ',"starred":true' if mark.starred else "",
            f',"colour":{_quoted(mark.colour.value)}' if mark.colour else "",
            f',"note":{_text(note)}' if note else "",
        )
        return "".join(told)

    def _sender(self, source: Source) -> str:
        made = self._senders.get(source)
        if made is None:
            key, library, version = source.write_key, source.library, source.version
            if self._redactor:
                key = masked_key(key, key, self._redactor)
                library, version = self._redactor.text(library), self._redactor.text(version)
            told = {"write_key": key, "library": library, "version": version}
            named = self._content.labels.get((source.write_key, source.library))
            if named and named.name:
                told["name"] = self._redactor.text(named.name) if self._redactor else named.name
            if named and named.colour:
                told["colour"] = named.colour
            made = self._senders[source] = f',"sender":{_text(told)}'
        return made

    def _request(
        self, event: FlatEvent, request: FlatRequest | None, masked: Mapping[str, str]
    ) -> str:
        if request is None:
            return f',"request":{{"id":{event.request_id}}}'
        headers, path, client = self._opening(request, masked)
        told = (
            f',"request":{{"id":{request.id},"first_event":{request.first_event},'
            f'"messages":{request.messages},"method":{_quoted(request.method)},"path":{_quoted(path)},'
            f'"headers":{headers},"client":{_quoted(client)},"encoding":{_quoted(request.encoding)},'
            f'"wire_size":{request.wire_size},"body_size":{request.body_size}'
        )
        answer = f',"answer":{_quoted(request.answer)}' if request.answer else ""
        return f"{told}{answer}{_around(self._envelope)}}}"

    def _opening(self, request: FlatRequest, masked: Mapping[str, str]) -> tuple[str, str, str]:
        """Headers, path and client, masked: the same for most requests of a connection."""
        opening = request.headers, request.path, request.client
        redactor = self._redactor
        if redactor is None:
            return opening
        is_known = any([value in text for text in opening for value in masked])  # noqa: C419
        made = None if is_known else self._openings.get(opening)
        if made is None:
            before = redactor.counts.copy()
            headers, path, client = opening
            told = (
                _text(redactor.headers(_HEADERS.decode(headers), masked)),
                redactor.text(path, masked, counted=True),
                redactor.text(client, counted=True),
            )
            made = told, redactor.counts - before
            if not is_known and len(self._openings) < _MOST_OPENINGS:
                self._openings[opening] = made
        else:
            redactor.counts.update(made[1])
        return made[0]

    def _envelope_of(self, request: FlatRequest, masked: Mapping[str, str]) -> tuple[bytes, ...]:
        envelope = _ENVELOPE.decode(request.envelope)
        if self._redactor and envelope != _ALONE:
            return self._redactor.around(envelope, masked)
        return envelope

    def _inherited(self) -> str:
        made = _inherited(self._envelope)
        return on_one_line(made.encode()).decode() if self._one_line else made

    def _export(self) -> str:
        """With the first event: what the export says of itself."""
        if not self._is_first:
            return ""
        self._is_first = False
        return f',"export":{_text(self._content.about.members)}'

    def _counted(self, before: Mapping[str, int]) -> str:
        counts = self._redactor.counts if self._redactor else {}
        masked = {kind: n for kind, count in counts.items() if (n := count - before.get(kind, 0))}
        return f',"masked":{_text(masked)}' if masked else ""

    def _payload(self, payload: bytes) -> str:
        text = strict_text(payload)
        if text is None:
            why_not = objection(payload)
            if why_not:
                return _as_text(payload, why_not)
            text = payload.decode()
        if self._one_line and ("\n" in text or "\r" in text):
            line = on_one_line(payload).decode()
            return f',"payload_text":{_text(text)},"payload":{line}'
        return f',"payload":{text}'


def timestamp(microseconds: int) -> str:
    """Microseconds since 1970-01-01 UTC as RFC 3339 has it: `2026-11-23T09:41:00.000123Z`."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return f"{_second(seconds)}.{rest:06}Z"


@lru_cache(maxsize=64)
def _second(seconds: int) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


@lru_cache(maxsize=64)
def _inherited(envelope: tuple[bytes, ...]) -> str:
    members = envelope_members(envelope)
    kept = [(name, members[name]) for name in _INHERITED if name in members]
    pairs = [b'"%s":%s' % (name.encode(), value) for name, value in kept if not objection(value)]
    return f',"inherited":{{{b",".join(pairs).decode()}}}' if pairs else ""


def _around(envelope: tuple[bytes, ...]) -> str:
    """The bytes around the messages: as text where all of them are."""
    if envelope == _ALONE:
        return ""
    try:
        return f',"envelope":{_text([piece.decode() for piece in envelope])}'
    except UnicodeDecodeError:
        encoded = [base64.b64encode(piece).decode() for piece in envelope]
        return f',"envelope_base64":{_text(encoded)}'


def _as_text(payload: bytes, why_not: str) -> str:
    start = f',"not_json":{_text(why_not)}'
    try:
        return f'{start},"payload_text":{_text(payload.decode())},"payload":null'
    except UnicodeDecodeError:
        encoded = base64.b64encode(payload).decode()
        return f'{start},"payload_base64":"{encoded}","payload":null'


@lru_cache(maxsize=4096)
def _quoted(text: str | None) -> str:
    return _text(text)


def _text(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # a lone surrogate, which ASCII escapes keep
        return json.dumps(value, separators=(",", ":"))
