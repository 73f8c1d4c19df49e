"""Another session as the file to import: all of it comes over, and is judged in its new order."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from debugger.importers import gathered, store
from debugger.session.marking import mark_events
from debugger.session.marks import Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent
from tests.importers.conftest import NOW, ImportFiles

LINES = b"""{"type":"track","event":"A b","userId":"u","messageId":"1"}
{"batch":[{"type":"track","event":"C d","userId":"u"},{"type":"page","userId":"u"}],"context":{"ip":"1.2.3.4"}}
{"type":"track","event":"\\ud83d","userId":"u","properties":{"n":123456789012345678901234567890,"x":NaN}}
{"broken
"""


def _told(event: StoredEvent) -> tuple[object, ...]:
    return event.row, event.payload, event.all_findings, event.request, event.source


def test_a_session_comes_over_whole(tmp_path: Path, import_files: ImportFiles) -> None:
    file = tmp_path / "payloads.ndjson"
    file.write_bytes(LINES)
    first = tmp_path / "first.tdsession"
    for _ in store(gathered([file], now=NOW), first):
        pass
    mark_events(first, {2: Mark(starred=True, colour=Colour.RED, note="look"), 5: Mark(note="!")})
    tally, events = import_files(first)
    with closing(SessionReader.open(first)) as reader:
        before = list(reader.events(1, reader.newest()))
        bodies = [reader.body(event.row.number) for event in before]
    with closing(SessionReader.open(tmp_path / "imported.tdsession")) as reader:
        assert [reader.body(event.row.number) for event in events] == bodies
    assert list(map(_told, events)) == list(map(_told, before))
    assert (tally.events, tally.requests, tally.unread) == (5, 4, 0)
