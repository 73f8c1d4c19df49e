"""HAR 1.2: the requests as they came, for Chrome's network panel and other readers of HTTP archives.

A request stands once, with all of its messages, when any of them is exported; the findings are in its
`_findings`, and what a reader of archives shows as its comment. What was answered is Segment's answer
to what arrived, or the fault that was simulated; how long it took is not kept.
(http://www.softwareishard.com/blog/har-12-spec/)
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO
from urllib.parse import parse_qsl, urlsplit

import msgspec

from debugger.events import Request
from debugger.export.about import program
from debugger.export.content import Content
from debugger.export.line import timestamp
from debugger.findings import Verdict
from debugger.payload.text import storable
from debugger.session.rows import StoredEvent
from debugger.wire.batch import joined

SUFFIX = ".har"

_OK = '{"success": true}'


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes an entry for each request and yields how many events are written."""
    name, _, version = program().rpartition(" ")
    creator = {"name": name or version, "version": version if name else ""}
    comment = " ".join(content.about.sentences)
    head = {"version": "1.2", "creator": creator, "pages": [], "comment": comment}
    file.write(b'{"log":' + msgspec.json.encode(head)[:-1] + b',"entries":[')
    written, before = 0, b"\n"
    for _, events in groupby(content.events(), key=lambda event: event.row.request_id):
        carried = list(events)
        file.write(before + msgspec.json.encode(_entry(carried)))
        before = b",\n"
        for _ in carried:
            written += 1
            yield written
    file.write(b"\n]}}\n")


def _entry(events: list[StoredEvent]) -> dict[str, object]:
    first = events[0]
    request = first.request
    findings = [
        {"event": event.row.number, **finding.told()}
        for event in events
        for finding in event.findings
    ]
    shown = {key: storable(str(value)) for key, value in _told(events).items()}
    return {
        "startedDateTime": timestamp(first.row.received_at),
        "time": 0,
        "request": _request(request, events),
        "response": _response(first),
        "cache": {},
        "timings": {
            "blocked": -1,
            "dns": -1,
            "connect": -1,
            "ssl": -1,
            "send": 0,
            "wait": 0,
            "receive": 0,
        },
        "comment": "; ".join(f"{key}: {value}" for key, value in shown.items() if value),
        "_resourceType": "websocket" if request.is_frame else "fetch",
        "_events": [event.row.number for event in events],
        "_findings": _encodable(findings),
    }


def _told(events: list[StoredEvent]) -> dict[str, str]:
    numbers = ", ".join(str(event.row.number) for event in events)
    rules = ", ".join(dict.fromkeys(found.rule for event in events for found in event.findings))
    partial = events[0].messages_in_request - len(events)
    left_out = f"{partial} messages of this request were not exported" if partial else ""
    return {"events": numbers, "findings": rules, "left out": left_out}


def _request(request: Request, events: list[StoredEvent]) -> dict[str, object]:
    host = next((value for name, value in request.headers if name == "host"), "localhost")
    address = f"http://{host}{request.path}"
    method = "GET" if request.is_frame else request.method
    made: dict[str, object] = {
        "method": storable(method),
        "url": storable(address),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [_pair(*header) for header in request.headers],
        "queryString": [_pair(*pair) for pair in _query(address)],
        "headersSize": -1,
        "bodySize": request.wire_size,
    }
    body = _body(request, events)
    if body:
        kind = next((value for name, value in request.headers if name == "content-type"), "")
        made["postData"] = {
            "mimeType": storable(kind) or "application/json",
            "params": [],
            **_text(body),
        }
    return made


def _body(request: Request, events: list[StoredEvent]) -> bytes:
    """The inflated body, where all of its messages are exported; else those that are, a line each."""
    payloads = [event.payload for event in events]
    if len(request.envelope) == len(payloads) + 1:
        return joined(request.envelope, payloads)
    return b"\n".join(payloads)


def _text(body: bytes) -> dict[str, object]:
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(body).decode(), "_encoding": "base64", "comment": "base64"}


def _response(event: StoredEvent) -> dict[str, object]:
    answer = event.request.answer
    status = int(answer[:3]) if answer[:3].isdigit() else 200
    if not answer and event.row.verdict is Verdict.REJECTED:
        status = 400
    text = _OK if status == 200 else answer
    return {
        "status": status,
        "statusText": {200: "OK", 400: "Bad Request"}.get(status, storable(answer[4:])),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [_pair("content-type", "application/json")],
        "content": {"size": len(text), "mimeType": "application/json", "text": text},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": len(text),
    }


def _query(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query, keep_blank_values=True)
    except ValueError:
        return []


def _pair(name: str, value: str) -> dict[str, str]:
    return {"name": storable(name), "value": storable(value)}


def _encodable(findings: list[dict[str, str | int]]) -> list[dict[str, str | int]]:
    return [
        {key: storable(value) if isinstance(value, str) else value for key, value in each.items()}
        for each in findings
    ]
