"""NDJSON: an event a line, for programs that read line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from debugger.export.line import json_object
from debugger.session.rows import StoredEvent

SUFFIX = ".ndjson"


def write(events: Iterable[StoredEvent], file: BinaryIO) -> Iterator[int]:
    """Writes a line for each event and yields how many are written."""
    for written, event in enumerate(events, 1):
        file.write(json_object(event, one_line=True))
        file.write(b"\n")
        yield written
