"""Events as they are stored: through the real reading, judging, writing and reading back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.rows import StoredEvent
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

Store = Callable[..., list[StoredEvent]]

BROKEN: dict[str, object] = {
    "type": "track",
    "userId": "u-42",
    "properties": {
        "order_id": "50314b8e",
        "revenue": "19.99",
        "currency": "US Dollars",
        "products": [{"sku": "A-1", "price": 9.5}, {"sku": "B-2", "price": 10.49}],
    },
    "context": {
        "library": {"name": "analytics.js", "version": "2.11.1"},
        "locale": "en_US",
        "active": "yes",
        "timezone": "Europe/Amsterdam",
    },
    "timestamp": "2026-11-23T12:04:01.249Z",
}

CLEAN: dict[str, object] = {
    "type": "track",
    "event": "Order Completed",
    "userId": "u-42",
    "messageId": "m-1",
    "properties": {"order_id": "50314b8e", "revenue": 19.99, "currency": "USD"},
    "context": {"library": {"name": "analytics.js", "version": "2.11.1"}, "locale": "en-US"},
    "timestamp": "2026-11-23T12:04:01.249Z",
}


def stored(body: bytes | dict[str, object], path: str, session: Path) -> list[StoredEvent]:
    """The events of one request with `body`, stored in a new session and read back."""
    if isinstance(body, dict):
        body = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    arrival = Arrival(
        received_at=1_795_435_441_249_000,
        transport=Transport.HTTP,
        method="POST",
        path=path,
        headers=(("content-type", "application/json"), ("user-agent", "test/1.0")),
        body=body,
        client="127.0.0.1:51324",
    )
    intake = read(arrival)
    writer = SessionWriter.open(session)
    writer.append([record(intake.request, intake.messages)])
    reader = SessionReader.open(writer.path)
    events = list(reader.events(1, reader.newest()))
    reader.close()
    writer.close(Ending.CLOSED)
    return events


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Stores a request's body in a new session, each time, and reads its events back."""
    count = 0

    def one(body: bytes | dict[str, object], path: str = "/v1/track") -> list[StoredEvent]:
        nonlocal count
        count += 1
        return stored(body, path, tmp_path / f"{count}.tdsession")

    return one
