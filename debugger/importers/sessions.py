"""Another session: its requests with their events, stars, colours and notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from debugger.errors import ImportFileError
from debugger.importers.imported import Input, Item
from debugger.importers.regrouping import Part, regrouped
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.session.rows import StoredEvent

_SQLITE = b"SQLite format 3\0"


def claims(head: bytes) -> bool:
    """An SQLite database; whether it is a session is said when it is opened."""
    return head.startswith(_SQLITE)


def read(given: Input) -> Iterator[Item]:
    """All of its requests. Raises `SessionError` where it is none, or is damaged."""
    if given.path is None:
        raise ImportFileError(
            f"{given.name} is a session, which is read from a file only.", "Name the file."
        )
    with closing(SessionReader.open(given.path)) as reader:
        events = reader.events(1, reader.newest())
        yield from regrouped(_part(event, given.name) for event in events)


def _part(event: StoredEvent, name: str) -> Part:
    return Part(
        place=f"{name}: call {event.row.number}",
        request_id=event.row.request_id,
        request=event.request,
        message=message_of(event),
        mark=event.row.mark,
    )
