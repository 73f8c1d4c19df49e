"""Payloads: what was sent and nothing else, a message a line, for SDKs, scripts and `check`.

Line breaks between the values of a payload are left out. What is no JSON has a space in place of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from debugger.export.content import Content
from debugger.export.strictness import objection, on_one_line

NAME = "payloads"
SUFFIX = ".payloads.ndjson"

_BREAKS = re.compile(rb"\r\n|\r|\n")


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a line for each event and yields how many are written."""
    for written, event in enumerate(content.events(), 1):
        payload = event.payload
        is_json = not objection(payload)
        file.write(on_one_line(payload) if is_json else _BREAKS.sub(b" ", payload))
        file.write(b"\n")
        yield written
