"""What the exports' tests export: requests that were really recorded into a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.export import About, Content, Options, formats
from debugger.export.options import DEFAULT
from debugger.redaction import Redaction
from debugger.session.labels import SourceLabel
from debugger.session.marks import Mark
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.rows import StoredEvent
from debugger.session.writer import SessionWriter
from debugger.wire.intake import read

Record = Callable[..., list[StoredEvent]]

HOSTILE = (
    (
        b'{"type":"track","event":"Order Completed","userId":"u-42","messageId":"m-1",'
        b'"timestamp":"2026-11-23T09:41:00.123Z","properties":{"order_id":"A-1001","revenue":"19.99",'
        b'"products":[{"product_id":"p1","price":9.5}]},"context":{"ip":"203.0.113.24","locale":"de"}}'
    ),
    b'{"type":"track","userId":"u-42","properties":{}}',
    (
        b'{"type":"track","event":"<script>alert(1)</script> \\u202e","anonymousId":"a",'
        b'"properties":{"=cmd()":"=1+1","q":"it\'s \\"q\\" $x ${y} %s \\\\ `b` </script>","nul":"\\u0000",'
        b'"half":"\\ud83d","big":123456789012345678901234567890,"f":1.5e300,"t":true,"n":null,"e":{},'
        b'"l":[],"__proto__":{"a":1},"em":"\xf0\x9f\x98\x80 \xc3\xa9","b":"line\\nbreak"}}'
    ),
    b'{"type":"track","event":"Rated","userId":"u","properties":{"value":NaN,"i":-Infinity}}',
    b'{"type":"identify","userId":"u-42","traits":{"plan":"free","name":"Jo"}}',
    b'{"type":"page","userId":"u-42","name":"Home","category":"Docs","properties":{"title":"x","category":"Docs"}}',
    b'{"type":"screen","userId":"u-42","name":"Start","properties":{"x":1}}',
    b'{"type":"group","userId":"u-42","groupId":"g-1","traits":{"plan":"x"}}',
    b'{"type":"alias","userId":"u-42","previousId":"old-1"}',
    b'{"type":"track","event":',
    b'\xff\x00"binary"',
    b'{\n "type": "track",\r\n "event": "Lines"}',
)
"""Calls of every kind, and texts that mean something to shells, pages, spreadsheets and compilers."""


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Records bodies, each one request, and gives the events that came of them."""
    folder = tmp_path_factory.mktemp("exported")
    with closing(Recorder(folder)) as recorder:
        yield recorder.record


def written(
    name: str,
    events: Iterable[StoredEvent],
    *,
    redaction: Redaction | None = None,
    options: Options = DEFAULT,
) -> bytes:
    """Events in a format, as they came unless a redaction is given."""
    file = BytesIO()
    content = Content.of_events(events, About(redaction=redaction), options)
    count = sum(1 for _ in formats()[name].write(content, file))
    assert count == content.count
    return file.getvalue()


class Recorder:
    def __init__(self, folder: Path) -> None:
        self._writer = SessionWriter.open(folder / "one.tdsession")
        self.reader = SessionReader.open(self._writer.path)

    def close(self) -> None:
        self.reader.close()
        self._writer._connection.close()

    def label(self, label: SourceLabel) -> None:
        self._writer.label([label])

    def mark(self, marks: Mapping[int, Mark]) -> None:
        self._writer.mark(marks)

    def record(self, *bodies: bytes, path: str = "/v1/batch") -> list[StoredEvent]:
        first = self._writer.newest + 1
        intakes = [read(_arrival(body, path, number)) for number, body in enumerate(bodies)]
        self._writer.append([record(intake.request, intake.messages) for intake in intakes])
        return list(self.reader.events(first, self._writer.newest))


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
