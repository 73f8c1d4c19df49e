"""Payloads as JSON: one a line, one after the other, in an array, or copied from Segment's Source Debugger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debugger.errors import ImportFileError
from debugger.events import Arrival, Message, Transport
from debugger.importers.documents import LONGEST, TooLongError, documents
from debugger.importers.exports import METHOD, Exported
from debugger.importers.imported import Imported, Input, Item, Unread
from debugger.importers.regrouping import Part, regrouped
from debugger.spec.timestamps import time_of
from debugger.wire.intake import read as read_arrival

_TIMES = ("receivedAt", "sentAt", "originalTimestamp", "timestamp")
_LATEST = 253_402_300_799_999_999
"""Microseconds UTC: the end of the year 9999."""


def claims(head: bytes) -> bool:
    """Any text: what in it is no JSON is told by its line."""
    return b"\0" not in head


def read(given: Input) -> Iterator[Item]:
    """A request for each document: a payload, a batch with all of its messages, or what we exported."""
    exported = Exported()
    parts: list[Part] = []
    try:
        for document in documents(_without_mark(given)):
            place = f"{given.name}:{document.line}"
            part = exported.part(document.text, place)
            if parts and (part is None or part.request_id != parts[-1].request_id):
                yield from regrouped(parts)
                parts.clear()
            if part is not None:
                parts.append(part)
            elif document.text.startswith((b"{", b"[")):
                yield imported(document.text, place=place, now=given.now)
            else:
                yield Unread(place=place, reason="it is no JSON object")
    except TooLongError as error:
        raise ImportFileError(
            f"{given.name}:{error.line} starts a document longer than {LONGEST // 1024**2} MiB.",
            "Write one payload a line.",
        ) from error
    yield from regrouped(parts)


def imported(text: bytes, *, place: str, now: int) -> Imported:
    """A payload or a batch as the request it might have been, at the time it says for itself, or else `now`."""
    intake = read_arrival(
        Arrival(
            received_at=now,
            transport=Transport.IMPORT,
            method="POST",
            path="/",
            headers=(),
            body=text,
            client="",
        )
    )
    at = next(filter(None, map(_time_of, intake.messages)), now)
    return Imported(
        place=place,
        request=replace(intake.request, received_at=at, method=METHOD, path=place),
        messages=tuple(replace(message, received_at=at) for message in intake.messages),
    )


def _without_mark(given: Input) -> Iterator[bytes]:
    for number, line in enumerate(given.file, 1):
        yield line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _time_of(message: Message) -> int | None:
    """When it was received or at least sent, as far as it says so."""
    times = (time_of(message, name) for name in _TIMES)
    return next((at for at in times if at is not None and 0 <= at <= _LATEST), None)
