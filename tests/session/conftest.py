"""What the session's tests record: requests read by the real wire and judged by the real rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from debugger.events import Arrival, Recording, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

Post = Callable[..., Recording]


@pytest.fixture(scope="session")
def post() -> Post:
    """Makes the recording of a POST of a body: bytes as they are, anything else as JSON."""

    def posted(body: object, path: str = "/v1/track", received_at: int = 1_000_000) -> Recording:
        exact = body if isinstance(body, bytes) else json.dumps(body).encode()
        arrival = Arrival(
            received_at=received_at,
            transport=Transport.HTTP,
            method="POST",
            path=path,
            headers=(("content-type", "application/json"), ("authorization", "Basic a2V5LTE6")),
            body=exact,
            client="127.0.0.1:50000",
        )
        intake = read(arrival)
        return record(intake.request, intake.messages)

    return posted


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a session is to be."""
    return tmp_path / "sessions" / "one.tdsession"


@pytest.fixture
def writer(path: Path) -> Iterator[SessionWriter]:
    """A writer of an empty session."""
    opened = SessionWriter.open(path)
    yield opened
    opened.close(Ending.CLOSED)


@pytest.fixture
def reader(writer: SessionWriter) -> Iterator[SessionReader]:
    """A reader of what `writer` writes."""
    with closing(SessionReader.open(writer.path)) as opened:
        yield opened
