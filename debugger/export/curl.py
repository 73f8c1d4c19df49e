"""cURL: a command for each event that posts its payload again, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from debugger.events import CallType
from debugger.export.call import title
from debugger.export.content import Content
from debugger.payload.text import visible
from debugger.session.rows import StoredEvent

NAME = "curl"
SUFFIX = ".sh"

_PLAIN = re.compile(rb"[\t\n\x20-\x7e\xc2-\xf4\x80-\xbf]*")
_PRINTED = re.compile(rb"[A-Za-z0-9 {}\[\]:,.\"_/+=-]")
_TYPES = frozenset(kind.value for kind in CallType)


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a command for each event and yields how many are written."""
    written = 0
    for written, event in enumerate(content.events(), 1):
        if written == 1:
            about = "".join(f"# {visible(each)}\n" for each in content.about.sentences)
            file.write(f"#!/bin/sh\n{about}".encode("utf-8", "replace"))
        file.write(f"\n# {title(event)}\n".encode("utf-8", "replace"))
        file.write(_command(event, content.options.host))
        yield written


def _command(event: StoredEvent, host: str) -> bytes:
    kind = event.row.type if event.row.type in _TYPES else "track"
    address = _in_shell(f"{host}/v1/{kind}".encode())
    start = b"curl " + address
    key = _in_shell(f"{event.source.write_key}:".encode("utf-8", "replace").replace(b"\0", b""))
    options = [b"--user " + key, b"--header 'Content-Type: application/json'"]
    if _is_plain(event.payload):
        options.append(b"--data-raw " + _in_shell(event.payload))
        return b" \\\n  ".join([start, *options]) + b"\n"
    options.append(b"--data-binary @-")
    piped = b"printf '" + _for_printf(event.payload) + b"' | "
    return piped + b" \\\n  ".join([start, *options]) + b"\n"


def _is_plain(payload: bytes) -> bool:
    """Whether the payload may stand in an argument: text without characters that a terminal obeys."""
    if not _PLAIN.fullmatch(payload) or len(payload) > 100_000:
        return False
    try:
        text = payload.decode()
    except UnicodeDecodeError:
        return False
    return visible(text) == text.replace("\n", "\\n").replace("\t", "\\t")


def _in_shell(text: bytes) -> bytes:
    return b"'" + text.replace(b"'", b"'\\''") + b"'"


def _for_printf(payload: bytes) -> bytes:
    return b"".join(
        byte if _PRINTED.match(byte) else b"\\%03o" % byte[0]
        for byte in (payload[at : at + 1] for at in range(len(payload)))
    )
