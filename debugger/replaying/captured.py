"""Stored events as the requests that carried them, or as much of each as was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from debugger.events import Request
from debugger.session.rejudging import envelope_members
from debugger.session.rows import StoredEvent

_COMMA = b","


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A request as it is to be sent again: with all of its messages, or with the chosen ones."""

    request: Request
    numbers: tuple[int, ...]
    """Of the events, ascending."""
    messages: tuple[bytes, ...]
    envelope: tuple[bytes, ...]
    """The bytes around the messages, one more than there are messages."""
    write_key: str
    """Empty where the app sent none."""
    type: str = ""
    """The call's own type, where it goes alone."""


def captured(events: Iterable[StoredEvent], *, alone: bool = False) -> Iterator[Captured]:
    """The requests of these events, which ascend.

    A batch of which only some messages are chosen keeps its envelope, as that may say something for
    all of them. With `alone`, each message is a request of its own; one whose envelope says something
    for it is a batch of one.
    """
    for _, carried in groupby(events, key=lambda event: event.row.request_id):
        if alone:
            for event in carried:
                yield _alone(event)
        else:
            yield _together(list(carried))


def _together(events: list[StoredEvent]) -> Captured:
    first = events[0]
    envelope = first.request.envelope
    if len(envelope) != len(events) + 1:
        envelope = _around(envelope, len(events))
    return Captured(
        request=first.request,
        numbers=tuple(event.row.number for event in events),
        messages=tuple(event.payload for event in events),
        envelope=envelope,
        write_key=first.source.write_key,
        type=first.row.type,
    )


def _alone(event: StoredEvent) -> Captured:
    envelope = event.request.envelope
    is_whole = len(envelope) == 2  # it came alone, or is a batch of one
    inherits = bool(event.row.position is not None and envelope_members(envelope).keys() - _OWN)
    kept = envelope if is_whole else _around(envelope, 1)
    return Captured(
        request=event.request,
        numbers=(event.row.number,),
        messages=(event.payload,),
        envelope=kept if inherits or event.row.position is None else (b"", b""),
        write_key=event.source.write_key,
        type=event.row.type,
    )


_OWN = frozenset({"writeKey", "sentAt"})
"""What an envelope says of the request, and not of its messages."""


def _around(envelope: tuple[bytes, ...], messages: int) -> tuple[bytes, ...]:
    """The envelope with so many messages in it, a comma between them."""
    return (envelope[0], *[_COMMA] * (messages - 1), envelope[-1])
