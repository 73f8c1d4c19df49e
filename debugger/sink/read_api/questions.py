"""What may be asked of the session, each as work for the reading thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from debugger.expectations import Call, Expectations
from debugger.session.reader import SessionReader
from debugger.session.recording import name_of
from debugger.session.rejudging import message_of
from debugger.session.rows import Row
from debugger.sink.read_api.selection import Selection
from debugger.sink.read_api.told import told

_MOST_BYTES = 8 * 1024 * 1024
"""Of payloads in one answer, but for the last."""


def listed(selection: Selection, reader: SessionReader) -> bytes:
    """`{"events": […], "next": 100, "newest": 348}`: `next` is the `after` to go on with, or null."""
    newest = reader.newest()
    found: list[Row] = []
    for row in selection.rows(reader, selection.after, newest):
        found.append(row)
        if len(found) > selection.limit:
            break
    events = objects([row.number for row in found[: selection.limit]], reader)
    more = len(events) < len(found)
    after = found[len(events) - 1].number if more else None
    return joined(events, next=after, newest=newest)


def counted(selection: Selection, reader: SessionReader) -> bytes:
    """`{"count": 12, "newest": 348}`."""
    newest = reader.newest()
    count = sum(1 for _ in selection.rows(reader, selection.after, newest))
    return json.dumps({"count": count, "newest": newest}).encode()


def marked(_selection: Selection, reader: SessionReader) -> bytes:
    """`{"marker": 348}`: the number after which to read what comes from now on."""
    return json.dumps({"marker": reader.newest()}).encode()


BY_NAME: Mapping[str, Callable[[Selection, SessionReader], bytes]] = {
    "events": listed,
    "count": counted,
    "marker": marked,
}
"""What is answered at once."""


def objects(numbers: Sequence[int], reader: SessionReader) -> list[bytes]:
    """Events as tests read them, until their payloads are too many bytes for one answer."""
    found: list[bytes] = []
    size = 0
    for event in reader.events_at(numbers):
        found.append(told(event))
        size += len(event.payload)
        if size >= _MOST_BYTES:
            break
    return found


def joined(events: Sequence[bytes], **beside: object) -> bytes:
    """An object with the events, and what stands beside them."""
    return b'{"events": [' + b",\n".join(events) + b"], " + json.dumps(beside)[1:].encode()


def show(expectations: Expectations, after: int, reader: SessionReader) -> int:
    """Shows the calls after the number `after` to `expectations`, and returns the number of the last."""
    newest = reader.newest()
    for event in reader.events(after + 1, newest):
        message = message_of(event)
        expectations.see(
            Call.of(
                message,
                event.all_findings,
                number=event.row.number,
                name=name_of(message),
                failed=event.request.failed,
            )
        )
    return newest
