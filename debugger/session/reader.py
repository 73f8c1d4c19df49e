"""Reads a session: pages of the list, whole events, counts, search; also while a writer appends."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Self

import msgspec

from debugger.events import Source
from debugger.findings import Severity
from debugger.query import Node
from debugger.query.completing import Vocabulary
from debugger.session import connecting, filtering, labels, whole
from debugger.session.alike import Same, alike
from debugger.session.deliveries import Try, try_of
from debugger.session.faults import damaged, explained
from debugger.session.flat import Flat, flat_events
from debugger.session.functions import Functions
from debugger.session.groups import PLACE, Group, Grouping, Key, gather, place_of, with_finding
from debugger.session.labels import SourceLabel
from debugger.session.ordering import Order, ordered
from debugger.session.particulars import Particulars, particulars
from debugger.session.rows import (
    COLUMNS,
    Counts,
    Row,
    Sent,
    ShownSource,
    StoredEvent,
    row_from,
    shown,
    versions,
)
from debugger.session.source_names import all_sources
from debugger.session.surroundings import Surroundings, numbers_of_tries, surroundings
from debugger.session.tallying import tally
from debugger.session.timeline import Tally
from debugger.session.vocabulary import vocabulary

_OF_A_SOURCE = ("write_key", "library", "version")

_EVENTS_AT_ONCE = 256
"""Whole events that are looked up together; no read transaction stays open from one lot to the next."""

_EVENTS_IN_A_STRETCH = 100_000
"""Events that are looked through in one step for what surrounds a call."""

# Without the index: the range of numbers is what narrows it down when a session is followed.
_COUNTS = (
    "SELECT count(*) FILTER (WHERE errors > 0), count(*) FILTER (WHERE warnings > 0), "
    "count(*) FILTER (WHERE advice > 0), count(*) FILTER (WHERE verdict = 'dropped'), "
    "count(*) FILTER (WHERE verdict = 'rejected'), coalesce(sum(silenced), 0) FROM events NOT INDEXED "
    "WHERE (severity > 0 OR silenced > 0) AND number BETWEEN ? AND ?"
)


class SessionReader:
    """A view of a session that cannot change it. Belongs to the thread that opened it.

    Every method raises `SessionError` where the file cannot be read, `NotASessionError` where it is
    damaged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._functions = Functions(connection)
        connection.create_function(PLACE, 1, place_of, deterministic=True)
        self._sources: dict[int, ShownSource] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens the session at `path`. Raises `NotASessionError` that says what the file is instead."""
        return cls(path, connecting.to_read(path))

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def newest(self) -> int:
        """The number of the last event; 0 in an empty session."""
        with self._explained():
            (greatest,) = self._connection.execute("SELECT max(number) FROM events").fetchone()
        return greatest or 0

    def rows(self, first: int, last: int) -> list[Row]:
        """The rows numbered from `first` to `last`, both included, in order."""
        return self._rows("number BETWEEN ? AND ?", (first, last))

    def rows_at(self, numbers: Sequence[int]) -> list[Row]:
        """The rows of these numbers, in their order; a number that is not there is left out."""
        among = "number IN (SELECT value FROM json_each(?))"
        found = {row.number: row for row in self._rows(among, (json.dumps(list(numbers)),))}
        return [found[number] for number in numbers if number in found]

    def event(self, number: int) -> StoredEvent:
        """All that is known of one event. Raises `LookupError` where there is none of that number."""
        for event in self.events_at([number]):
            return event
        raise LookupError(f"no event {number}")

    def events(self, first: int, last: int) -> Iterator[StoredEvent]:
        """The events numbered from `first` to `last`, both included, read as they are asked for."""
        return self.events_at(range(max(first, 1), min(last, self.newest()) + 1))

    def events_at(self, numbers: Sequence[int]) -> Iterator[StoredEvent]:
        """The events of these numbers, in their order, read as they are asked for."""
        for start in range(0, len(numbers), _EVENTS_AT_ONCE):
            with self._explained():
                yield from whole.events(
                    self._connection, numbers[start : start + _EVENTS_AT_ONCE], self._all_sources()
                )

    def flat(self, numbers: Sequence[int]) -> Iterator[Flat]:
        """The events of these ascending numbers as the file has them, read as they are asked for."""
        with self._explained():
            yield from flat_events(self._connection, numbers)

    def sources_by_id(self) -> Mapping[int, Source]:
        """Every source by the number that `FlatEvent.source_id` has for it."""
        with self._explained():
            return {number: each.source for number, each in self._all_sources().items()}

    def body(self, number: int) -> bytes:
        """The whole body, inflated, of the request that carried event `number`, byte for byte.

        Raises `LookupError` where there is no event of that number.
        """
        with self._explained():
            body = whole.body(self._connection, number)
        if body is None:
            raise LookupError(f"no event {number}")
        return body

    def small_payload(self, number: int, most: int) -> bytes | None:
        """The payload of an event, where it has at most so many bytes; None where it has not, or is none."""
        with self._explained():
            found = self._connection.execute(
                "SELECT payload FROM payloads WHERE number = ? AND length(payload) <= ?",
                (number, most),
            ).fetchone()
        return found[0] if found else None

    def matching(
        self, query: Node, first: int, last: int, *, of: Source | None = None
    ) -> filtering.Steps:
        """The numbers of the events that a filter finds, newest first, found chunk by chunk.

        Each step yields its hits and the part from 0 to 1 that has been looked through: close the
        generator to stop. With `of`, only what was sent with its write key by its library, in whatever
        version.
        """
        first, last = max(first, 1), min(last, self.newest())
        with self._explained():
            among = versions(of, self._all_sources()) if of else None
            yield from filtering.chunks(
                self._connection, self._functions, query, first, last, among=among
            )

    def matching_of(
        self, query: Node, numbers: Sequence[int], *, of: Source | None = None
    ) -> Iterator[array[int]]:
        """Those of these ascending numbers that a filter finds, ascending, a piece at a time; `of` as above."""
        with self._explained():
            among = versions(of, self._all_sources()) if of else None
            yield from filtering.among_these(
                self._connection, self._functions, query, numbers, among=among
            )

    def counts(self, first: int, last: int) -> Counts:
        """How many of the events from `first` to `last` have findings; ranges add up to follow a session."""
        first, last = max(first, 1), min(last, self.newest())
        if last < first:
            return Counts()
        with self._explained():
            errors, warnings, advice, dropped, rejected, silenced = self._connection.execute(
                _COUNTS, (first, last)
            ).fetchone()
        return Counts(
            events=last - first + 1,
            errors=errors,
            warnings=warnings,
            advice=advice,
            dropped=dropped,
            rejected=rejected,
            silenced=silenced,
        )

    def tallied(self, numbers: Sequence[int], *, width: int, row: int, rows: int) -> list[Tally]:
        """Counts ascending numbers, the rows of a list from `row` on, by time, row and severity: see `tallying`."""
        with self._explained():
            return tally(self._connection, numbers, width=width, row=row, rows=rows)

    def ordered(
        self, order: Order, numbers: Sequence[int], wanted: Callable[[], bool]
    ) -> Iterator[array[int]]:
        """These numbers in another order, a piece at a time; ends early once they are not `wanted`."""
        with self._explained():
            yield from ordered(self._connection, self._functions, order, numbers, wanted)

    def grouped(self, grouping: Grouping, first: int, last: int) -> list[Group]:
        """The groups that the events from `first` to `last` make; add up ranges to follow a session."""
        with self._explained():
            return list(gather(self._connection, grouping, first, last))

    def with_finding_of(self, key: Key, first: int, last: int) -> list[int]:
        """The numbers from `first` to `last` in a group of one finding, by the group's key."""
        with self._explained():
            return with_finding(self._connection, key, first, last)

    def anonymous_ids(self, user: str, first: int, last: int, most: int) -> list[str]:
        """Who a user was while nobody knew: the anonymous ids beside it in the events from `first` to `last`."""
        with self._explained():
            found = self._connection.execute(
                "SELECT DISTINCT anonymous_id FROM events NOT INDEXED "
                "WHERE number BETWEEN ? AND ? AND user_id = ? AND anonymous_id <> '' LIMIT ?",
                (first, last, user, most),
            )
            return [each for (each,) in found.fetchall()]

    def payloads(self, numbers: Sequence[int], largest: int) -> list[bytes]:
        """The payloads of these events that have at most `largest` bytes."""
        with self._explained():
            found = self._connection.execute(
                "SELECT payload FROM payloads WHERE number IN (SELECT value FROM json_each(?)) "
                "AND length(payload) <= ?",
                (json.dumps(list(numbers)), largest),
            )
            return [each for (each,) in found.fetchall()]

    def named_payloads(
        self, numbers: Sequence[int], largest: int
    ) -> list[tuple[str, str | None, bytes | None]]:
        """Type, name and payload of these events; None for a payload of more than `largest` bytes."""
        with self._explained():
            found = self._connection.execute(
                "SELECT type, name, iif(length(payload) <= ?, payload, NULL) "
                "FROM events JOIN payloads USING (number) "
                "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
                (largest, json.dumps(list(numbers))),
            )
            return found.fetchall()

    def sources(self, first: int, last: int) -> dict[Source, Sent]:
        """What each source sent of the events from `first` to `last`; add up ranges likewise."""
        with self._explained():
            known = self._all_sources()
            counted = self._connection.execute(
                "SELECT source_id, count(*), min(received_at), max(received_at), min(number) "
                "FROM events WHERE number BETWEEN ? AND ? GROUP BY source_id",
                (first, last),
            ).fetchall()
            return {
                known[source].source: Sent(
                    calls=calls, first_at=first_at, last_at=last_at, first=number
                )
                for source, calls, first_at, last_at, number in counted
            }

    def source_labels(self) -> list[SourceLabel]:
        """What the person calls the sources of this session."""
        with self._explained():
            return labels.read(self._connection)

    def particulars(self, source: Source) -> Particulars:
        """What a source sent in all its versions, counted; looks through the whole session."""
        with self._explained():
            return particulars(self._connection, versions(source, self._all_sources()))

    def vocabulary(self) -> Vocabulary:
        """The values and paths that its newest events have, for completing filters."""
        newest = self.newest()
        with self._explained():
            return vocabulary(self._connection, newest)

    def source_names(self) -> dict[Source, str]:
        """The names that the person gave to sources."""
        with self._explained():
            found = all_sources(self._connection).values()
            return {each.source: each.name for each in found if each.name}

    def surroundings(
        self, row: Row, first: int, last: int
    ) -> Generator[tuple[Surroundings, int], None, None]:
        """What surrounds a call among the events from `first` to `last`, a stretch at a time.

        Each step yields what the stretch adds and the number of its last event: close the generator
        to stop.
        """
        for start in range(max(first, 1), last + 1, _EVENTS_IN_A_STRETCH):
            end = min(start + _EVENTS_IN_A_STRETCH - 1, last)
            with self._explained():
                found = surroundings(self._connection, row, start, end)
                tries = self.tries(numbers_of_tries(self._connection, row, start, end))
                yield replace(found, tries=tuple(tries)), end

    def alike(
        self, row: Row, same: Same, last: int, *, after: bool
    ) -> Generator[list[int], None, None]:
        """The calls after one up to number `last`, or before it, that share something with it, the nearest first.

        They come a stretch of the session at a time: close the generator to stop.
        """
        with self._explained():
            sources = versions(row.sender, self._all_sources())
            yield from alike(self._connection, row, same, last, after=after, sources=sources)

    def tries(self, numbers: Sequence[int]) -> list[Try]:
        """The times that one message was sent, which are the events of these numbers."""
        with self._explained():
            return [try_of(event) for event in self.events_at(numbers)]

    def with_finding(self, number: int, *, after: bool) -> int | None:
        """The nearest event after `number`, or before it, about which something is found; None where none is."""
        least, compare = ("min", ">") if after else ("max", "<")
        query = " UNION ALL ".join(
            f"SELECT {least}(number) FROM events INDEXED BY events_by_severity "  # noqa: S608
            f"WHERE severity > 0 AND severity = {int(severity)} AND number {compare} :number"
            for severity in Severity
        )
        with self._explained():
            found = [
                each for (each,) in self._connection.execute(query, {"number": number}) if each
            ]
        return (min(found) if after else max(found)) if found else None

    def labels(self) -> list[str]:
        """Each source in short, in the order of its first call."""
        with self._explained():
            known = self._all_sources()
            return list(dict.fromkeys(known[number].label for number in sorted(known)))

    def marked(self) -> int:
        """How many events have a star, a colour or a note."""
        with self._explained():
            (count,) = self._connection.execute("SELECT count(*) FROM marks").fetchone()
            return int(count)

    @property
    def version(self) -> int:
        """The version of the format that the file has."""
        with self._explained():
            return connecting.version_of(self._connection)

    def about(self) -> dict[str, str | None]:
        """What the session says of itself: `created_at`, `program`, `ended`, `ended_at`, `writer`."""
        with self._explained():
            return dict(self._connection.execute("SELECT key, value FROM session").fetchall())

    def _rows(self, condition: str, values: tuple[object, ...]) -> list[Row]:
        query = f"SELECT {COLUMNS} FROM events WHERE {condition} ORDER BY number"  # noqa: S608
        with self._explained():
            found = self._connection.execute(query, values).fetchall()
            known = self._sources
            if any(columns[11] not in known for columns in found):
                known = self._all_sources()
            return [row_from(columns, known) for columns in found]

    def _all_sources(self) -> dict[int, ShownSource]:
        found = self._connection.execute("SELECT id, write_key, library, version FROM sources")
        self._sources = {
            number: shown(msgspec.convert(dict(zip(_OF_A_SOURCE, texts, strict=True)), Source))
            for number, *texts in found.fetchall()
        }
        return self._sources

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What cannot have been written by us is damage, whatever it trips."""
        with explained(self.path):
            try:
                yield
            except (ValueError, KeyError, TypeError, RecursionError, msgspec.MsgspecError) as error:
                raise damaged(self.path) from error
