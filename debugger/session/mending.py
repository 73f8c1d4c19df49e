"""Makes a whole session of the rows that were saved: what is missing has a place that says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from debugger.events import Transport
from debugger.session.outliers import drop_outliers
from debugger.session.proving import prove
from debugger.session.rebuilding import rebuild

_TRANSPORTS = ", ".join(f"'{transport.value}'" for transport in Transport)
_LOST = "This call cannot be read: the file was damaged here"
_HALF = "Only the payload could be read: the file was damaged here"
_NO_PAYLOAD = "The payload cannot be read: the file was damaged here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What there is."""

    whole: int
    known: int
    lost: tuple[tuple[int, int], ...]
    """First and last number of each run that is not whole."""


def mend(connection: sqlite3.Connection) -> Mended:
    """Fills the gaps, inside the caller's transaction: every number gets an event, a payload and a request."""
    connection.execute("CREATE TEMP TABLE lost (number INTEGER PRIMARY KEY)")
    _drop_what_no_row_can_be(connection)
    drop_outliers(connection)
    known = _one(
        connection,
        "SELECT max((SELECT coalesce(max(number), 0) FROM events), "
        "(SELECT coalesce(max(number), 0) FROM payloads), "
        "(SELECT coalesce(max(first_event + messages - 1), 0) FROM requests))",
    )
    _fill_events(connection, known)
    _fill_payloads(connection)
    _fill_requests(connection)
    _fill_sources(connection)
    connection.execute("DELETE FROM marks WHERE number NOT IN (SELECT number FROM events)")
    _rebuild(connection)
    refused = [(number,) for number in prove(connection, known, _LOST)]
    connection.executemany("INSERT OR IGNORE INTO temp.lost VALUES (?)", refused)
    lost = tuple(_runs(connection))
    whole = known - sum(last - first + 1 for first, last in lost)
    connection.execute("DROP TABLE temp.lost")
    return Mended(whole=whole, known=known, lost=lost)


def _drop_what_no_row_can_be(connection: sqlite3.Connection) -> None:
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
    connection.execute("UPDATE payloads SET findings = '[]' WHERE NOT json_valid(findings)")
    connection.execute(
        f"DELETE FROM requests WHERE NOT json_valid(headers) OR transport NOT IN ({_TRANSPORTS})"  # noqa: S608
    )


def _fill_events(connection: sqlite3.Connection, known: int) -> None:
    """A number without an event gets one that says so, in the request that its place is in."""
    connection.execute(
        "INSERT INTO temp.lost WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < ?) SELECT i FROM n WHERE i <= ? AND i NOT IN (SELECT number FROM events)",
        (known, known),
    )
    connection.execute(
        "INSERT INTO events SELECT lost.number, "
        "coalesce((SELECT id FROM requests WHERE lost.number BETWEEN first_event AND "
        "first_event + messages - 1 ORDER BY id DESC LIMIT 1), "
        "(SELECT coalesce(max(id), 0) FROM requests) + lost.number), NULL, "
        "coalesce((SELECT received_at FROM events AS before WHERE before.number < lost.number "
        "ORDER BY before.number DESC LIMIT 1), (SELECT min(received_at) FROM events), 0), "
        "'http', '', NULL, CASE WHEN payloads.number IS NULL THEN ? ELSE ? END, NULL, NULL, NULL, "
        "coalesce((SELECT min(id) FROM sources), 1), 0, 0, 0, 0, 0, 'kept', "
        "coalesce(length(payload), 0) "
        "FROM temp.lost LEFT JOIN payloads USING (number)",
        (_LOST, _HALF),
    )


def _fill_payloads(connection: sqlite3.Connection) -> None:
    missing = "number NOT IN (SELECT number FROM payloads)"
    connection.execute(
        "UPDATE events SET problem = ?, payload_size = 0 WHERE problem <> ? AND " + missing,  # noqa: S608
        (_NO_PAYLOAD, _LOST),
    )
    connection.execute(
        f"INSERT OR IGNORE INTO temp.lost SELECT number FROM events WHERE {missing}"  # noqa: S608
    )
    connection.execute(
        f"INSERT INTO payloads SELECT number, x'', '[]' FROM events WHERE {missing}"  # noqa: S608
    )


def _fill_requests(connection: sqlite3.Connection) -> None:
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
    connection.executemany(
        "UPDATE requests SET envelope = ? WHERE id = ?",
        [
            (_envelope(messages), number)
            for number, messages, envelope in connection.execute(
                "SELECT id, messages, envelope FROM requests"
            )
            if not _is_envelope(envelope, messages)
        ],
    )


def _envelope(messages: int) -> bytes:
    return msgspec.msgpack.encode((b"",) * (messages + 1))


def _is_envelope(content: bytes, messages: int) -> bool:
    try:
        return len(msgspec.msgpack.decode(content, type=tuple[bytes, ...])) == messages + 1
    except msgspec.MsgspecError:
        return False


def _fill_sources(connection: sqlite3.Connection) -> None:
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
    connection.execute("UPDATE events SET source_id = 1 WHERE source_id > 100000")


def _rebuild(connection: sqlite3.Connection) -> None:
    """Events of which payload and request are there are whole again."""
    half = connection.execute("SELECT number FROM events WHERE problem = ?", (_HALF,)).fetchall()
    rebuilt = [(each,) for each in rebuild(connection, [number for (number,) in half])]
    connection.executemany("DELETE FROM temp.lost WHERE number = ?", rebuilt)


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
