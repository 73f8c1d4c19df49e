"""Payloads from files: exact bytes, at the time they say, judged like any call."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from debugger.events import Transport
from tests.importers.conftest import NOW, ImportFiles

TRACK = '{"type":"track","event":"Order Completed","userId":"u-1","properties":{"revenue":"19.99"}}'


def test_a_payload_a_line(tmp_path: Path, import_files: ImportFiles) -> None:
    file = tmp_path / "payloads.ndjson"
    file.write_text(f"{TRACK}\n\n{TRACK}\n")
    tally, events = import_files(file)
    assert [event.payload.decode() for event in events] == [TRACK, TRACK]
    assert [event.request.path for event in events] == ["payloads.ndjson:1", "payloads.ndjson:3"]
    assert {(event.request.method, event.row.transport) for event in events} == {
        ("IMPORT", Transport.IMPORT)
    }
    assert [finding.rule for finding in events[0].findings] == ["revenue-not-number"]
    assert (tally.events, tally.requests, tally.broken, tally.unread) == (2, 2, 0, 0)


def test_a_batch_stays_one_request(tmp_path: Path, import_files: ImportFiles) -> None:
    file = tmp_path / "batch.json"
    body = f'{{"batch": [{TRACK},\n  {TRACK}], "sentAt": "2026-11-02T10:00:00.000Z"}}'
    file.write_text(body)
    tally, events = import_files(file)
    assert tally.requests == 1
    assert [event.row.position for event in events] == [0, 1]
    assert {event.row.received_at for event in events} == {1_793_613_600_000_000}


@pytest.mark.parametrize("indent", [None, 2])
def test_the_elements_of_an_array_are_calls_of_their_own(
    tmp_path: Path, import_files: ImportFiles, indent: int | None
) -> None:
    file = tmp_path / "array.json"
    file.write_text(json.dumps([json.loads(TRACK)] * 3, indent=indent))
    tally, events = import_files(file)
    assert (tally.requests, [event.row.position for event in events]) == (3, [None] * 3)


def test_a_copy_from_the_source_debugger_has_the_time_it_was_received(
    tmp_path: Path, import_files: ImportFiles
) -> None:
    copied = {
        "anonymousId": "a-1",
        "channel": "client",
        "context": {"library": {"name": "analytics.js", "version": "npm:next-1.84.3"}},
        "event": "Signed Up",
        "integrations": {},
        "messageId": "ajs-next-1",
        "originalTimestamp": "2026-11-01T09:59:59.000Z",
        "projectId": "p1",
        "receivedAt": "2026-11-01T10:00:00.250Z",
        "sentAt": "2026-11-01T10:00:00.000Z",
        "timestamp": "2026-11-01T09:59:59.100Z",
        "type": "track",
        "version": 2,
        "writeKey": "a-write-key-of-an-app",
    }
    file = tmp_path / "copied.txt"
    file.write_text(json.dumps(copied, indent=2))
    _, events = import_files(file)
    assert events[0].row.received_at == 1_793_527_200_250_000
    assert events[0].source.library == "analytics.js"
    assert events[0].source.write_key == "a-write-key-of-an-app"


def test_what_says_no_time_has_that_of_the_import(
    tmp_path: Path, import_files: ImportFiles
) -> None:
    file = tmp_path / "one.json"
    file.write_text(TRACK)
    assert import_files(file)[1][0].row.received_at == NOW


def test_what_is_broken_is_kept_and_what_is_no_object_is_told(
    tmp_path: Path, import_files: ImportFiles
) -> None:
    file = tmp_path / "mixed.ndjson"
    file.write_text(f'{TRACK}\nhello\n{{"type": "track\n{TRACK}\n{{"a": NaN}}\n')
    tally, events = import_files(file)
    assert [event.payload.decode() for event in events] == [
        TRACK,
        '{"type": "track',
        TRACK,
        '{"a": NaN}',
    ]
    assert (tally.events, tally.broken) == (4, 1)
    assert [(each.place, each.reason) for each in tally.places] == [
        ("mixed.ndjson:2", "it is no JSON object")
    ]


def test_gzip_and_a_byte_order_mark_are_undone(tmp_path: Path, import_files: ImportFiles) -> None:
    file = tmp_path / "payloads.ndjson.gz"
    file.write_bytes(gzip.compress(b"\xef\xbb\xbf" + TRACK.encode()))
    assert import_files(file)[1][0].payload.decode() == TRACK


def test_a_second_import_comes_after_and_is_judged_in_view_of_the_first(
    tmp_path: Path, import_files: ImportFiles
) -> None:
    file = tmp_path / "payloads.ndjson"
    file.write_text('{"type":"track","event":"Signed Up","userId":"u","messageId":"m-1"}')
    import_files(file)
    _, events = import_files(file)
    assert [event.row.number for event in events] == [1, 2]
    assert "message-id-repeated" in [finding.rule for finding in events[1].findings]
