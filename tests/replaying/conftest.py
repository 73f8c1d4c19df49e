"""Requests of any kind in a session, as the receiver stores them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.rows import StoredEvent
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

Stored = Callable[..., list[StoredEvent]]


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    """Stores `(path, body)` or `(path, body, members of the arrival)` one after the other, and reads the events."""

    def made(
        *requests: tuple[str, bytes] | tuple[str, bytes, dict[str, object]],
    ) -> list[StoredEvent]:
        writer = SessionWriter.open(tmp_path / "stored.tdsession")
        for at, (path, body, *others) in enumerate(requests):
            members: dict[str, object] = {
                "received_at": 1_800_000_000_000_000 + at * 1_000_000,
                "transport": Transport.HTTP,
                "method": "POST",
                "path": path,
                "headers": (("authorization", "Basic c2VjcmV0LWtleS0xMjM6"),),
                "body": body,
                "client": "127.0.0.1:50000",
            }
            members.update(*others)
            intake = read(Arrival(**members))  # type: ignore[arg-type]
            writer.append([record(intake.request, intake.messages)])
        writer.close(Ending.CLOSED)
        with closing(SessionReader.open(writer.path)) as reader:
            return list(reader.events(1, reader.newest()))

    return made
