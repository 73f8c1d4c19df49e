"""Recordings of a browser's network panel: the calls are found among all the rest."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from tests.importers.conftest import ImportFiles

TRACK = (
    '{"type":"track","event":"Signed Up","anonymousId":"a-1","writeKey":"a-write-key-of-an-app"}'
)
BATCH = f'{{"batch":[{TRACK},{TRACK}],"writeKey":"a-write-key-of-an-app"}}'


def entry(url: str, body: object = None, *, method: str = "POST", status: int = 200) -> object:
    """An entry as Chrome writes it, with what others write left out."""
    request: dict[str, object] = {
        "method": method,
        "url": url,
        "httpVersion": "h2",
        "headers": [
            {"name": "User-Agent", "value": "Mozilla/5.0"},
            {"name": "Cookie", "value": "s"},
        ],
        "queryString": [],
    }
    if body is not None:
        request["postData"] = body if isinstance(body, dict) else {"mimeType": "", "text": body}
    return {
        "startedDateTime": "2026-11-01T10:00:00.250Z",
        "time": 12.5,
        "request": request,
        "response": {"status": status, "content": {"size": 0}},
    }


def har(tmp_path: Path, *entries: object) -> Path:
    """A file with these entries."""
    file = tmp_path / "page.har"
    file.write_text(json.dumps({"log": {"version": "1.2", "creator": {}, "entries": entries}}))
    return file


def test_calls_are_found_and_batches_split(tmp_path: Path, import_files: ImportFiles) -> None:
    file = har(
        tmp_path,
        entry("https://shop.example/app.js", method="GET"),
        entry("https://api.segment.io/v1/t", TRACK),
        entry("https://shop.example/graphql", '{"query": "{ me }"}'),
        entry("https://events.shop.example/v1/b", BATCH),
        entry("https://shop.example/collect", TRACK),
    )
    tally, events = import_files(file)
    assert [event.request.path for event in events] == ["/v1/t", "/v1/b", "/v1/b", "/collect"]
    assert [event.payload.decode() for event in events] == [TRACK] * 4
    assert {event.row.received_at for event in events} == {1_793_527_200_250_000}
    assert [(each.count, each.what) for each in tally.passed_over] == [
        (2, "requests that carry no calls")
    ]
    assert "cookie" not in dict(events[0].request.headers)


def test_pixels_and_encoded_bodies(tmp_path: Path, import_files: ImportFiles) -> None:
    data = base64.urlsafe_b64encode(TRACK.encode()).decode()
    file = har(
        tmp_path,
        entry(f"https://api.segment.io/v1/pixel/track?data={data}", method="GET"),
        entry(
            "https://api.segment.io/v1/t",
            {"text": base64.b64encode(TRACK.encode()).decode(), "encoding": "base64"},
        ),
    )
    assert [event.payload.decode() for event in import_files(file)[1]] == [TRACK, TRACK]


def test_an_answer_that_was_no_success_is_kept(tmp_path: Path, import_files: ImportFiles) -> None:
    file = har(
        tmp_path,
        entry("https://api.segment.io/v1/t", TRACK, status=429),
        entry("https://api.segment.io/v1/t", TRACK, status=0),
        entry("https://api.segment.io/v1/t", TRACK, status=204),
    )
    answers = [event.request.answer for event in import_files(file)[1]]
    assert answers == ["429 in the recording", "no answer in the recording", ""]


def test_a_broken_call_to_segment_is_kept_and_a_broken_entry_told(
    tmp_path: Path, import_files: ImportFiles
) -> None:
    file = har(tmp_path, entry("https://api.segment.io/v1/t", '{"type": '), {"request": 7})
    tally, events = import_files(file)
    assert [event.payload for event in events] == [b'{"type": ']
    assert [each.place for each in tally.places] == ["page.har: entry 2"]


def test_a_file_that_breaks_off_says_so(tmp_path: Path, import_files: ImportFiles) -> None:
    file = tmp_path / "cut.har"
    file.write_text('{"log": {"entries": [')
    tally, events = import_files(file)
    assert not events
    assert [each.place for each in tally.places] == ["cut.har"]
    assert "no whole HAR file" in tally.places[0].reason
