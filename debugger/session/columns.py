"""Requests, events and findings as the columns of the session's tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from debugger.events import Event, Request
from debugger.findings import Finding, Severity, Verdict
from debugger.payload.text import storable

Columns = tuple[int | str | bytes | None, ...]

EVENT_COLUMNS = 19
PAYLOAD_COLUMNS = 3
REQUEST_COLUMNS = 14

ALONE = msgspec.msgpack.encode((b"", b""))
"""The envelope of a message that came alone, as its column holds it."""
_ENVELOPE = msgspec.msgpack.Decoder(tuple[bytes, ...])
_HEADERS = msgspec.json.Decoder(tuple[tuple[str, str], ...])


def request_columns(number: int, request: Request, *, first_event: int, messages: int) -> Columns:
    """A row of `requests`."""
    alone = request.envelope == (b"", b"")
    return (
        number,
        request.received_at,
        request.transport.value,
        storable(request.method),
        storable(request.path),
        _json(request.headers),
        storable(request.client),
        storable(request.encoding),
        request.wire_size,
        request.body_size,
        first_event,
        messages,
        ALONE if alone else msgspec.msgpack.encode(request.envelope),
        request.answer,
    )


def request_from(columns: Sequence[object]) -> Request:
    """The request of a row of `requests`, from `received_at` to `answer` without the numbers.

    Raises `ValueError` where the row cannot have been written by `request_columns`.
    """
    received_at, transport, method, path, headers, client, encoding, *rest = columns
    wire_size, body_size, envelope, answer = rest
    return msgspec.convert(
        {
            "received_at": received_at,
            "transport": transport,
            "method": method,
            "path": path,
            "headers": _HEADERS.decode(str(headers)),
            "client": client,
            "encoding": encoding,
            "wire_size": wire_size,
            "body_size": body_size,
            "envelope": envelope_from(envelope) if isinstance(envelope, bytes) else None,
            "answer": answer,
        },
        Request,
    )


def envelope_from(column: bytes) -> tuple[bytes, ...]:
    """The bytes around a request's messages. Raises `ValueError` where we cannot have written them."""
    return _ENVELOPE.decode(column)


def event_columns(
    number: int, event: Event, request: Request, *, request_id: int, source_id: int
) -> Columns:
    """A row of `events`: the summary that the list shows and filters look at."""
    return (
        number,
        request_id,
        event.position,
        request.received_at,
        request.transport.value,
        storable(event.type),
        _optional(event.name),
        storable(event.problem),
        _optional(event.user_id),
        _optional(event.anonymous_id),
        _optional(event.message_id),
        source_id,
        *severity_columns(event.findings),
        event.verdict.value,
        len(event.payload),
    )


def severity_columns(findings: Sequence[Finding]) -> tuple[int, int, int, int, int]:
    """How many errors, warnings and advice count, the worst of them as a number, and how many are silenced."""
    if not findings:
        return 0, 0, 0, 0, 0
    found = [finding.severity for finding in findings if not finding.silenced]
    return (
        found.count(Severity.ERROR),
        found.count(Severity.WARNING),
        found.count(Severity.ADVICE),
        int(max(found, default=0)),
        len(findings) - len(found),
    )


def findings_text(findings: Sequence[Finding]) -> str:
    """Findings as the JSON of `payloads.findings`: a list of objects, only what differs from the default."""
    return _json([_finding_members(finding) for finding in findings]) if findings else "[]"


def findings_from(text: str) -> tuple[Finding, ...]:
    """The findings that `findings_text` wrote. Raises `ValueError` where it cannot have."""
    if text == "[]":
        return ()
    members = json.loads(text)
    for finding in members:
        finding["severity"] = Severity[finding["severity"].upper()]
    return tuple(msgspec.convert(members, tuple[Finding, ...]))


def _finding_members(finding: Finding) -> dict[str, object]:
    members: dict[str, object] = {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "pointer": finding.pointer,
        "message": finding.message,
        "remedy": finding.remedy,
    }
    if finding.missing:
        members["missing"] = True
    if finding.verdict is not Verdict.KEPT:
        members["verdict"] = finding.verdict.value
    if finding.code:
        members["code"] = finding.code
    if finding.related:
        members["related"] = finding.related
    if finding.silenced:
        members["silenced"] = True
    return members


def _json(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # a lone surrogate, which ASCII escapes keep
        return json.dumps(value)


def _optional(text: str | None) -> str | None:
    return None if text is None else storable(text)
