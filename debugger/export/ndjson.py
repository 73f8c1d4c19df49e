"""NDJSON: an event a line with its findings, for programs that read line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from debugger.export.content import Content
from debugger.export.line import Lines

SUFFIX = ".ndjson"


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a line for each event and yields how many are written."""
    lines = Lines(content, one_line=True)
    for written, flat in enumerate(content.flat(), 1):
        file.write(lines.line(flat))
        file.write(b"\n")
        yield written
