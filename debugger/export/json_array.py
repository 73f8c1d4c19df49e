"""JSON: one array of all events, each payload with the very white space it was sent with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from debugger.export.line import json_object
from debugger.session.rows import StoredEvent

SUFFIX = ".json"


def write(events: Iterable[StoredEvent], file: BinaryIO) -> Iterator[int]:
    """Writes the events as elements of an array and yields how many are written."""
    before = b"[\n"
    for written, event in enumerate(events, 1):
        file.write(before)
        file.write(json_object(event, one_line=False))
        before = b",\n"
        yield written
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")
