"""Events of a session or of an export, put together again to the requests that had carried them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from debugger.events import Message, Request
from debugger.importers.imported import Imported
from debugger.session.marks import NO_MARK, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One event, with what is known of its request."""

    place: str
    request_id: int
    """The same for all events of one request, which follow each other."""
    request: Request | None
    """None for an event that leaves it to the one before to say it."""
    message: Message
    mark: Mark = NO_MARK


def regrouped(parts: Iterable[Part]) -> Iterator[Imported]:
    """The requests, in order. One of which some messages are not there has those that are."""
    for _, together in groupby(parts, key=lambda part: part.request_id):
        carried = list(together)
        request = next((part.request for part in carried if part.request is not None), None)
        if request is None:
            raise ValueError("the first event of a request has to say what the request was")
        marks = tuple(part.mark for part in carried)
        yield Imported(
            place=carried[0].place,
            request=_around(request, len(carried)),
            messages=tuple(part.message for part in carried),
            marks=marks if any(marks) else (),
        )


def _around(request: Request, messages: int) -> Request:
    """The request with as many places for messages as there are."""
    before, *between, after = request.envelope
    if len(between) == messages - 1:
        return request
    return replace(request, envelope=(before, *[b","] * (messages - 1), after))
