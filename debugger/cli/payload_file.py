"""Reads files of payloads: NDJSON, a payload a line; a line may also be a whole batch, or one of our exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from debugger.errors import PayloadFileError
from debugger.events import CallType, Message, Problem, Transport
from debugger.importers.exports import read_line, refusal_of
from debugger.payload.parse import parse
from debugger.wire import batch
from debugger.wire.message import message_from

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes; a longer line is no payload, and would fill the memory."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NOT_TEXT = {
    b"\x1f\x8b": (
        "it is compressed (gzip)",
        "Decompress it first: gunzip --stdout FILE | … check -",
    ),
    b"PK\x03\x04": ("it is a zip archive", "Unpack it first."),
    b"\xff\xfe": ("its text is UTF-16", "Save it as UTF-8."),
    b"\xfe\xff": ("its text is UTF-16", "Save it as UTF-8."),
}


def messages(file: BinaryIO, name: str) -> Iterator[tuple[int, Message]]:
    """The messages of the file's lines, in order, each with the number of its line from 1.

    They are read as they are asked for; blank lines hold none.

    Raises `PayloadFileError` where the file is no text at all, or a line is longer than `LONGEST_LINE`.
    """
    line = _read_line(file, name)
    _check_is_text(line, name)
    line = line.removeprefix(_BYTE_ORDER_MARK)
    number = 1
    while line:
        payload = line.strip(b" \t\r\n")
        if payload:
            for message in messages_of(payload):
                yield number, message
        line = _read_line(file, name)
        number += 1


def messages_of(line: bytes) -> Iterator[Message]:
    """The messages of one line: of the export it comes from, of the batch it is, or the line itself."""
    exported = _exported(line)
    if exported is not None:
        yield exported
        return
    try:
        found = batch.split(line)
    except batch.TooManyMessagesError:
        problem = f"a batch of more than {batch.MOST_MESSAGES:,} messages"
        yield Message(
            payload=line,
            problem=Problem(message=problem, offset=0, line=1, column=1, of_whole=True),
        )
        return
    if found is None or not found.messages:
        yield message_from(line)
        return
    inherited = {member: parse(value).value for member, value in found.members.items()}
    for position, payload in enumerate(found.messages):
        yield message_from(
            payload,
            position=position,
            batch_size=len(found.messages),
            inherited_fields=inherited,
        )


def _exported(line: bytes) -> Message | None:
    """The message of a line that `track-debugger export` wrote; None for any other line."""
    found = read_line(line)
    if found is None:
        return None
    told, payload = found
    inherited = parse(bytes(told.inherited)).value
    message = message_from(
        payload,
        route_type=CallType(told.type) if told.type in set(CallType) else None,
        position=told.position,
        received_at=told.microseconds,
        inherited_fields=inherited if isinstance(inherited, dict) else {},
        mirrored=told.transport == Transport.MIRROR,
    )
    return replace(message, request_refusal=refusal_of(told))


def _read_line(file: BinaryIO, name: str) -> bytes:
    try:
        line = file.readline(LONGEST_LINE + 1)
    except OSError as error:
        raise PayloadFileError(f"{name} cannot be read: {error.strerror or error}.") from error
    if len(line) > LONGEST_LINE:
        raise PayloadFileError(
            f"{name} has a line longer than {LONGEST_LINE // 1024**2} MiB.",
            "Write one payload a line.",
        )
    return line


def _check_is_text(start: bytes, name: str) -> None:
    for magic, (what, remedy) in _NOT_TEXT.items():
        if start.startswith(magic):
            raise PayloadFileError(f"{name} cannot be read: {what}.", remedy)
