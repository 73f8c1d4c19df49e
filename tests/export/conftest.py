"""What the exports' tests export: requests that were really recorded into a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.rows import StoredEvent
from debugger.session.writer import SessionWriter
from debugger.wire.intake import read

Record = Callable[..., list[StoredEvent]]


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Records bodies, each one request, and gives the events that came of them."""
    folder = tmp_path_factory.mktemp("exported")
    with closing(_Recorder(folder)) as recorder:
        yield recorder.record


class _Recorder:
    def __init__(self, folder: Path) -> None:
        self._writer = SessionWriter.open(folder / "one.tdsession")
        self._reader = SessionReader.open(self._writer.path)

    def close(self) -> None:
        self._reader.close()
        self._writer._connection.close()

    def record(self, *bodies: bytes, path: str = "/v1/batch") -> list[StoredEvent]:
        first = self._writer.newest + 1
        intakes = [read(_arrival(body, path, number)) for number, body in enumerate(bodies)]
        self._writer.append([record(intake.request, intake.messages) for intake in intakes])
        return list(self._reader.events(first, self._writer.newest))


def _arrival(body: bytes, path: str, number: int) -> Arrival:
    return Arrival(
        received_at=1_800_000_000_000_007 + number * 1_000_000,
        transport=Transport.HTTP,
        method="POST",
        path=path,
        headers=(("content-type", "application/json"),),
        body=body,
        client="127.0.0.1:50000",
    )
