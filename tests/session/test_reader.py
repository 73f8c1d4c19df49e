"""Pages, events, bodies and counts, read while they are written, in little memory."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.errors import SessionError
from debugger.events import Recording, Transport
from debugger.findings import Verdict
from debugger.session.reader import SessionReader
from debugger.session.rows import Counts
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]

CALL = {
    "type": "track",
    "event": "Order Completed",
    "userId": "u-1",
    "anonymousId": "a-1",
    "messageId": "m-1",
    "properties": {"revenue": "19.99"},
    "context": {"library": {"name": "@segment/analytics-node", "version": "3.1.0"}},
}


def test_row_says_what_the_list_shows(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append([post(CALL, received_at=1_700_000_000_000_001)])
    (row,) = reader.rows(1, 1)
    assert (row.number, row.request_id, row.position) == (1, 1, None)
    assert row.received_at == 1_700_000_000_000_001
    assert row.transport is Transport.HTTP
    assert (row.type, row.name, row.problem) == ("track", "Order Completed", "")
    assert (row.user_id, row.anonymous_id, row.message_id) == ("u-1", "a-1", "m-1")
    assert row.source == "analytics-node 3.1.0"
    assert "key-1" not in row.write_key_masked
    assert row.errors == 1
    assert row.verdict is Verdict.KEPT


def test_rows_are_inclusive_and_in_order(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append([post({"batch": [CALL] * 10}, "/v1/batch")])
    assert [row.number for row in reader.rows(3, 6)] == [3, 4, 5, 6]
    assert [row.position for row in reader.rows(3, 6)] == [2, 3, 4, 5]
    assert [row.number for row in reader.rows(9, 99)] == [9, 10]
    assert reader.rows(5, 4) == []
    assert [row.number for row in reader.rows_at([7, 2, 99, 4])] == [7, 2, 4]
    assert reader.rows_at([]) == []


def test_event_is_whole(writer: SessionWriter, reader: SessionReader, post: Post) -> None:
    recording = post({"batch": [CALL, CALL]}, "/v1/batch")
    writer.append([recording])
    event = reader.event(2)
    assert event.row == reader.rows(2, 2)[0]
    assert event.payload == json.dumps(CALL).encode()
    assert event.findings == recording.events[1].findings
    assert event.request == recording.request
    assert event.messages_in_request == 2
    assert event.source == recording.events[1].source
    with pytest.raises(LookupError):
        reader.event(3)


def test_events_come_in_the_order_asked_for(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append([post({**CALL, "messageId": str(number)}) for number in range(1, 601)])
    assert [event.row.message_id for event in reader.events(1, 600)] == [
        str(number) for number in range(1, 601)
    ]
    asked = [600, 1, 300]
    assert [event.row.number for event in reader.events_at(asked)] == asked


@pytest.mark.parametrize(
    "body",
    [
        b'{"type":"track"}',
        b' \n{"type":"track"}\n',
        b'{ "batch" : [ {"type":"track"} ,\n {"type":"page"}\t] , "sentAt": "x" }\n',
        b'{"batch":[{"a":NaN},{"b":"\\ud83d"}],"context":{"x":1}}',
        b'{"batch":[]}',
        b"[{}, {}]",
        b"\xff\xfe not json",
        b"",
    ],
)
def test_body_is_put_together_byte_for_byte(
    writer: SessionWriter, reader: SessionReader, post: Post, body: bytes
) -> None:
    writer.append([post(CALL), post(body), post(CALL)])
    for number in range(2, writer.newest):
        assert reader.body(number) == body
    with pytest.raises(LookupError):
        reader.body(99)


@given(st.binary() | st.recursive(st.text(), st.lists).map(json.dumps))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back(
    writer: SessionWriter, reader: SessionReader, post: Post, body: bytes | str
) -> None:
    exact = body if isinstance(body, bytes) else body.encode()
    first = writer.newest + 1
    writer.append([post(exact)])
    assert reader.body(first) == exact


def test_counts_add_up(writer: SessionWriter, reader: SessionReader, post: Post) -> None:
    writer.append([post(CALL), post({"type": "track", "event": "A b", "userId": "u"}), post(b"{")])
    writer.append([post({"type": "track", "userId": "u"})])
    counts = reader.counts(1, 4)
    assert (counts.events, counts.errors, counts.dropped, counts.rejected) == (4, 3, 1, 1)
    assert reader.counts(1, 2) + reader.counts(3, 4) == counts
    assert reader.counts(0, 999) == counts
    assert reader.counts(5, 9) == Counts()


def test_reader_sees_every_commit_of_a_writer_at_work(path: Path, post: Post) -> None:
    recording = post({"batch": [CALL] * 20}, "/v1/batch")

    def write() -> None:
        writer = SessionWriter.open(path)
        for _ in range(100):
            writer.append([recording])
        writer.close(Ending.CLOSED)

    SessionWriter.open(path).close(Ending.CLOSED)
    with ThreadPoolExecutor(1) as pool, closing(SessionReader.open(path)) as reader:
        writing = pool.submit(write)
        newest = 0
        while newest < 2000 or not writing.done():
            newest, before = reader.newest(), newest
            assert newest >= before
            assert newest % 20 == 0
            assert len(reader.rows(max(1, newest - 99), newest)) == min(newest, 100)
        writing.result()
        assert len(list(reader.events(1, newest))) == 2000


def test_reader_cannot_write(writer: SessionWriter, reader: SessionReader) -> None:
    for statement in ("DELETE FROM events", "PRAGMA user_version = 9", "CREATE TABLE more (n)"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader._connection.execute(statement)
    assert writer.newest == 0


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="There is no file") as missing:
        SessionReader.open(tmp_path / "none.tdsession")
    assert missing.value.kind == "missing"
    assert list(tmp_path.iterdir()) == []


MEASURED = """
import re, sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from debugger.export import About, Content, Options, formats
from debugger.query import parse
from debugger.session.reader import SessionReader

class Nowhere(BytesIO):
    def write(self, content):
        return len(content)

def peak():
    return int(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1])

with closing(SessionReader.open(Path(sys.argv[1]))) as reader:
    last = int(sys.argv[2])
    before = peak()
    everything = Content.of_session(reader, range(1, last + 1), About(), Options())
    for written in formats()["ndjson"].write(everything, Nowhere()):
        pass
    hits = sum(len(found) for found, _ in reader.matching(parse("no-such-text"), 1, last))
    print(written, hits, peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_memory_does_not_grow_with_the_session(path: Path, post: Post) -> None:
    recording = post({"batch": [{**CALL, "properties": {"text": "x" * 800}}] * 500}, "/v1/batch")
    writer = SessionWriter.open(path)
    for _ in range(100):
        writer.append([recording])
    writer.close(Ending.CLOSED)
    written, hits, grown = map(
        int,
        subprocess.run(
            [sys.executable, "-c", MEASURED, str(path), str(writer.newest)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split(),
    )
    assert (written, hits) == (50_000, 0)
    assert grown < 24 * 1024  # KiB, of a file of 60 MB
