"""JSON: one array of all events, each payload with the very white space it was sent with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from debugger.export.content import Content
from debugger.export.line import Lines

SUFFIX = ".json"


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes the events as elements of an array and yields how many are written."""
    lines = Lines(content, one_line=False)
    before = b"[\n"
    for written, flat in enumerate(content.flat(), 1):
        file.write(before)
        file.write(lines.line(flat))
        before = b",\n"
        yield written
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")
