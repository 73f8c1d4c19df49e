"""Reads files of payloads: NDJSON, a payload a line; a line may also be a whole batch, or one of our exports."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import msgspec

from debugger.errors import PayloadFileError
from debugger.events import CallType, Message, Problem, Transport
from debugger.payload.parse import parse
from debugger.spec.rules.request_refused import RULE as REFUSED
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
_EXPORTED = {"number", "received_at", "transport", "source", "type", "findings", "payload"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MIRROR = f'"{Transport.MIRROR}"'.encode()
_NULL = msgspec.Raw(b"null")
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])


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
    if b'"received_at"' not in line:
        return None
    try:
        members = _MEMBERS.decode(line)
        if not members.keys() >= _EXPORTED:
            return None
        payload = _payload(members)
        word = msgspec.json.decode(members["type"], type=str)
        received = msgspec.json.decode(members["received_at"], type=datetime)
        position = msgspec.json.decode(members.get("position", _NULL), type=int | None)
    except (msgspec.MsgspecError, UnicodeDecodeError, binascii.Error):
        return None
    message = message_from(
        payload,
        route_type=CallType(word) if word in set(CallType) else None,
        position=position,
        received_at=_microseconds(received),
        inherited_fields=_inherited(members),
        mirrored=bytes(members["transport"]) == _MIRROR,
    )
    return replace(message, request_refusal=_request_refusal(members))


def _microseconds(moment: datetime) -> int:
    """Since 1970-01-01 UTC; a moment without a zone is taken as UTC."""
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH) // _MICROSECOND


def _payload(members: Mapping[str, msgspec.Raw]) -> bytes:
    if "payload_text" in members:
        return msgspec.json.decode(members["payload_text"], type=str).encode()
    if "payload_base64" in members:
        return base64.b64decode(msgspec.json.decode(members["payload_base64"], type=str))
    return bytes(members["payload"])


def _inherited(members: Mapping[str, msgspec.Raw]) -> Mapping[str, object]:
    value = parse(bytes(members["inherited"])).value if "inherited" in members else None
    return value if isinstance(value, dict) else {}


def _request_refusal(members: Mapping[str, msgspec.Raw]) -> str:
    """What the recording says of the whole request, which the payload alone does not show."""
    for name in ("findings", "silenced"):
        findings = parse(bytes(members[name])).value if name in members else None
        for finding in findings if isinstance(findings, list) else ():
            if isinstance(finding, dict) and finding.get("rule") == REFUSED.id:
                return str(finding.get("message", ""))
    return ""


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
