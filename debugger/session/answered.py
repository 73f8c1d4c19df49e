"""How each request was answered: what was simulated on purpose is in the file, all else follows from what came."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from debugger.events import FRAME, Arrival, Transport
from debugger.findings import Verdict
from debugger.session.columns import envelope_from
from debugger.wire import batch, cut_bodies
from debugger.wire.intake import MOST_MESSAGE_BYTES, NO_MESSAGES, read
from debugger.wire.routes import RouteKind, match

STORED, ERROR = "stored", "error"
"""What a WebSocket frame is answered, which has no status."""
GONE = "no answer, the sender went away"

ANSWERED = (
    "(SELECT {test}(asked.answer, asked.transport, asked.method, asked.path, asked.body_size, asked.id, "
    "events.position, events.problem, events.verdict) FROM requests AS asked WHERE asked.id = events.request_id)"
)
"""SQL that gives what stands in place of `{test}` the arguments of `Answers.of`."""

_REMEMBERED = 256
"""Requests of which it is known whether Segment refuses them."""


class Answers:
    """The answers of the requests of a session. Belongs to the thread of its connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._refuses = lru_cache(maxsize=_REMEMBERED)(self._is_refused)

    def of(  # noqa: PLR0913, PLR0917 - a row of SQL
        self,
        answer: str,
        transport: str,
        method: str,
        path: str,
        body_size: int,
        request: int,
        position: int | None,
        problem: str,
        verdict: str,
    ) -> str:
        """How the request of a call was answered: `200`, `400`, `429 simulated`, `stored`.

        Empty where that is not known: of what was imported, unless the file said that it had failed.
        """
        if answer or transport == Transport.IMPORT.value:
            return answer
        cut = cut_bodies.status_of(problem) if problem else None
        if cut is not None:
            return str(cut) if cut else GONE
        kind = _kind(method, path)
        if kind is RouteKind.PIXEL:
            return "200"
        if kind is RouteKind.UNKNOWN:
            return "404"
        refused = self._is_refused_with(
            body_size, request, position, problem, rejected=verdict == Verdict.REJECTED.value
        )
        if method == FRAME:
            return ERROR if refused or (problem and position is None) else STORED
        return "400" if refused else "200"

    def _is_refused_with(
        self, body_size: int, request: int, position: int | None, problem: str, *, rejected: bool
    ) -> bool:
        """Whether Segment refuses the whole request: mostly to be seen from one of its messages."""
        if not problem:
            return rejected or (position is None and body_size > MOST_MESSAGE_BYTES)
        if position is None and problem != NO_MESSAGES:
            return True
        return self._refuses(request)

    def _is_refused(self, request: int) -> bool:
        """By reading the body again; what cannot be put together again says nothing."""
        try:
            body = self._body(request)
        except (sqlite3.Error, ValueError):
            return False
        arrival = Arrival(
            received_at=0,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/batch",
            headers=(),
            body=body,
            client="",
        )
        return read(arrival).refusal is not None

    def _body(self, request: int) -> bytes:
        first, messages, envelope = self._connection.execute(
            "SELECT first_event, messages, envelope FROM requests WHERE id = ?", (request,)
        ).fetchone()
        payloads = self._connection.execute(
            "SELECT payload FROM payloads WHERE number BETWEEN ? AND ? ORDER BY number",
            (first, first + messages - 1),
        )
        return batch.joined(envelope_from(envelope), [payload for (payload,) in payloads])


@lru_cache(maxsize=1024)
def _kind(method: str, path: str) -> RouteKind:
    return match(method, path).kind
