"""Makes a whole session of the rows that were saved: what is missing has a place that says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from debugger.events import Transport
from debugger.session.outliers import drop_outliers
from debugger.session.owners import owners
from debugger.session.proving import prove
from debugger.session.rebuilding import rebuild

_TRANSPORTS = ", ".join(f"'{transport.value}'" for transport in Transport)
_LOST = "This call cannot be read: the file was damaged here"
_AT_ONCE = 512
"""Rows between two words of progress."""

_HALF = "Only the payload could be read: the file was damaged here"
_NO_PAYLOAD = "The payload cannot be read: the file was damaged here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """How far it went, and at the end what there is."""

    done: float = 0
    """The part from 0 to 1; the rest says nothing before 1."""
    whole: int = 0
    known: int = 0
    lost: tuple[tuple[int, int], ...] = ()
    """First and last number of each run that is not whole."""


Steps: TypeAlias = Iterator[float]
"""The part of one piece of work that is done, from 0 to 1, again and again."""


def mend(connection: sqlite3.Connection) -> Iterator[Mended]:
    """Fills the gaps, inside the caller's transaction: every number gets an event, a payload and a request.

    The last that it yields says what there is.
    """
    connection.execute("CREATE TEMP TABLE lost (number INTEGER PRIMARY KEY)")
    yield Mended()
    done = 0.0
    for share, work in _WORK:
        for part in work(connection):
            yield Mended(done=done + share * part)
        done += share
        yield Mended(done=done)
    known = _known(connection)
    lost = tuple(_runs(connection))
    whole = known - sum(last - first + 1 for first, last in lost)
    connection.execute("DROP TABLE temp.lost")
    yield Mended(done=1, whole=whole, known=known, lost=lost)


def _known(connection: sqlite3.Connection) -> int:
    """The last number that anything tells of."""
    return _one(
        connection,
        "SELECT max((SELECT coalesce(max(number), 0) FROM events), "
        "(SELECT coalesce(max(number), 0) FROM payloads), "
        "(SELECT coalesce(max(first_event + messages - 1), 0) FROM requests))",
    )


def _drop_what_no_row_can_be(connection: sqlite3.Connection) -> Steps:
    """Rows whose bytes were damaged such that a reader would refuse the session for them."""
    connection.execute(
        f"DELETE FROM events WHERE transport NOT IN ({_TRANSPORTS}) "  # noqa: S608 - words of our own
        "OR verdict NOT IN ('kept', 'dropped', 'rejected') "
        "OR received_at NOT BETWEEN 0 AND 253402300799999999 "
        "OR min(errors, warnings, advice, silenced, payload_size) < 0 "
        "OR max(errors, warnings, advice, silenced, source_id, request_id) > 1000000000 "
        "OR severity NOT BETWEEN 0 AND 3 OR source_id < 1 OR request_id < 1"
    )
    connection.execute(
        "DELETE FROM marks WHERE starred NOT IN (0, 1) OR colour NOT IN "
        "('', 'red', 'orange', 'yellow', 'green', 'blue', 'purple')"
    )
    yield 1 / 3
    connection.execute("UPDATE payloads SET findings = '[]' WHERE NOT json_valid(findings)")
    yield 2 / 3
    connection.execute(
        f"DELETE FROM requests WHERE NOT json_valid(headers) OR transport NOT IN ({_TRANSPORTS})"  # noqa: S608
    )


def _drop_outliers(connection: sqlite3.Connection) -> Steps:
    drop_outliers(connection)
    yield 1


def _fill_events(connection: sqlite3.Connection) -> Steps:
    """A number without an event gets one that says so, in the request that its place is in."""
    known = _known(connection)
    connection.execute(
        "INSERT INTO temp.lost WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < ?) SELECT i FROM n WHERE i <= ? AND i NOT IN (SELECT number FROM events)",
        (known, known),
    )
    yield 0.2
    lost = [number for (number,) in connection.execute("SELECT number FROM temp.lost")]
    spans = connection.execute(
        "SELECT id, first_event, first_event + messages - 1 FROM requests ORDER BY id DESC"
    )
    came_in = owners(lost, spans)
    yield 0.4
    first_at = _one(connection, "SELECT min(received_at) FROM events")
    requests = _one(connection, "SELECT max(id) FROM requests")
    source = max(1, _one(connection, "SELECT min(id) FROM sources"))
    for start in range(0, len(lost), _AT_ONCE):
        connection.executemany(
            "INSERT INTO events SELECT lost.number, ?, NULL, "
            "coalesce((SELECT received_at FROM events AS before WHERE before.number < lost.number "
            "ORDER BY before.number DESC LIMIT 1), ?), "
            "'http', '', NULL, CASE WHEN payloads.number IS NULL THEN ? ELSE ? END, NULL, NULL, NULL, "
            "?, 0, 0, 0, 0, 0, 'kept', coalesce(length(payload), 0) "
            "FROM temp.lost LEFT JOIN payloads USING (number) WHERE lost.number = ?",
            (
                (came_in.get(each, requests + each), first_at, _LOST, _HALF, source, each)
                for each in lost[start : start + _AT_ONCE]
            ),
        )
        yield 0.4 + 0.6 * start / len(lost)


def _fill_payloads(connection: sqlite3.Connection) -> Steps:
    missing = "number NOT IN (SELECT number FROM payloads)"
    connection.execute(
        "UPDATE events SET problem = ?, payload_size = 0 WHERE problem <> ? AND " + missing,  # noqa: S608
        (_NO_PAYLOAD, _LOST),
    )
    yield 1 / 3
    connection.execute(
        f"INSERT OR IGNORE INTO temp.lost SELECT number FROM events WHERE {missing}"  # noqa: S608
    )
    yield 2 / 3
    connection.execute(
        f"INSERT INTO payloads SELECT number, x'', '[]' FROM events WHERE {missing}"  # noqa: S608
    )


def _fill_requests(connection: sqlite3.Connection) -> Steps:
    """An event without a request gets one that says so; a request whose envelope is broken gets an empty one."""
    missing = connection.execute(
        "SELECT request_id, min(number), count(*), min(received_at) FROM events "
        "WHERE request_id NOT IN (SELECT id FROM requests) GROUP BY request_id"
    ).fetchall()
    connection.executemany(
        "INSERT INTO requests VALUES (?, ?, 'http', '', '', '[]', '', 'identity', 0, 0, ?, ?, ?, '')",
        (
            (number, received_at, first, count, _envelope(count))
            for number, first, count, received_at in missing
        ),
    )
    connection.execute("DELETE FROM marks WHERE number NOT IN (SELECT number FROM events)")
    yield 0.3
    count = _one(connection, "SELECT count(*) FROM requests")
    looked, last = 0, -1
    while some := connection.execute(
        "SELECT id, messages, envelope FROM requests WHERE id > ? ORDER BY id LIMIT ?",
        (last, _AT_ONCE),
    ).fetchall():
        connection.executemany(
            "UPDATE requests SET envelope = ? WHERE id = ?",
            [
                (_envelope(messages), number)
                for number, messages, envelope in some
                if not _is_envelope(envelope, messages)
            ],
        )
        looked, last = looked + len(some), some[-1][0]
        yield 0.3 + 0.7 * looked / count


def _envelope(messages: int) -> bytes:
    return msgspec.msgpack.encode((b"",) * (messages + 1))


def _is_envelope(content: bytes, messages: int) -> bool:
    try:
        return len(msgspec.msgpack.decode(content, type=tuple[bytes, ...])) == messages + 1
    except msgspec.MsgspecError:
        return False


def _fill_sources(connection: sqlite3.Connection) -> Steps:
    """Every source that an event names, and those between, as ids go without gaps."""
    last = _one(connection, "SELECT coalesce(max(source_id), 0) FROM events")
    last = max(last, _one(connection, "SELECT coalesce(max(id), 0) FROM sources"))
    there = {number for (number,) in connection.execute("SELECT id FROM sources")}
    connection.executemany(
        "INSERT INTO sources VALUES (?, '', 'unknown', ?)",
        (
            (number, f"(lost {number})")
            for number in range(1, min(last, 100_000) + 1)
            if number not in there
        ),
    )
    yield 0.5
    connection.execute("UPDATE events SET source_id = 1 WHERE source_id > 100000")


def _rebuild(connection: sqlite3.Connection) -> Steps:
    """Events of which payload and request are there are whole again."""
    found = connection.execute("SELECT number FROM events WHERE problem = ?", (_HALF,)).fetchall()
    half = [number for (number,) in found]
    for place, (number, is_whole) in enumerate(zip(half, rebuild(connection, half), strict=True)):
        if is_whole:
            connection.execute("DELETE FROM temp.lost WHERE number = ?", (number,))
        if place % _AT_ONCE == 0:
            yield place / len(half)


def _prove(connection: sqlite3.Connection) -> Steps:
    known = _known(connection)
    for reached, emptied in prove(connection, known, _LOST):
        numbers = ((number,) for number in emptied)
        connection.executemany("INSERT OR IGNORE INTO temp.lost VALUES (?)", numbers)
        yield reached / known


_WORK: tuple[tuple[float, Callable[[sqlite3.Connection], Steps]], ...] = (
    (0.05, _drop_what_no_row_can_be),
    (0.05, _drop_outliers),
    (0.15, _fill_events),
    (0.05, _fill_payloads),
    (0.1, _fill_requests),
    (0.05, _fill_sources),
    (0.2, _rebuild),
    (0.35, _prove),
)
"""In this order, each with its share of the time, about."""


def _runs(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    first = last = 0
    for (number,) in connection.execute("SELECT number FROM temp.lost ORDER BY number"):
        if number != last + 1 or not first:
            if first:
                yield first, last
            first = number
        last = number
    if first:
        yield first, last


def _one(connection: sqlite3.Connection, query: str) -> int:
    (value,) = connection.execute(query).fetchone()
    return int(value or 0)
