"""Looks into one group of a session: its newest calls, and of an event its properties; a step at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from debugger.events import Source
from debugger.query import Node, parse
from debugger.query.writing import value_term
from debugger.schema.holders import LARGEST, held
from debugger.schema.kind import Kind
from debugger.schema.profile import Profile
from debugger.session.groups import STRETCH, Grouping, Key, filter_for
from debugger.session.journey import Journey
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent

MOST_CALLS = 200
"""Calls of a group that are shown, the newest."""
_AT_ONCE = 64
"""Payloads that are read together."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The group that is looked into."""

    grouping: Grouping
    key: Key

    @property
    def source(self) -> Source | None:
        """Of a group by source."""
        if self.grouping is not Grouping.SOURCE:
            return None
        return Source(write_key=str(self.key[0]), library=str(self.key[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What is in the chosen group."""

    chosen: Chosen
    kind: Kind | None = None
    """Of an event: its properties, as they really are."""
    calls: tuple[StoredEvent, ...] = ()
    """The newest, in order."""
    found: int = 0
    """How many it has, as far as is looked."""
    looked: float = 1.0
    """How much of the session is looked through, from 0 to 1."""


class GroupCalls:
    """The calls of one group, as far as they have come."""

    def __init__(self, chosen: Chosen, reader: SessionReader, newest: int) -> None:
        self.chosen = chosen
        self._query = _query_for(chosen)
        self._journey: Journey | None = None
        self._learned_to = newest
        user = chosen.key[0] if chosen.grouping is Grouping.USER else None
        if isinstance(user, str):
            self._journey = Journey(user)
            self._journey.learn(reader, 1, newest)
            self._query = self._journey.query
        self._earlier: deque[_Earlier] = deque()
        self._profile = Profile()
        self._numbers: list[int] = []
        self._found = 0
        self._next = 1
        self._events: tuple[StoredEvent, ...] = ()

    def follow(self, reader: SessionReader, newest: int) -> Iterator[None]:
        """Takes up what came, a step at a time; may be left at any step, and gone on with."""
        while self._earlier or self._next <= newest:
            if self._earlier:
                self._take(self._numbers_before(reader, self._earlier[0]))
                yield
                continue
            last = min(self._next + STRETCH - 1, newest)
            if self._journey and last > self._learned_to:
                self._learn(self._journey, reader, last)
            numbers = self._numbers_in(reader, self._next, last)
            self._next = last + 1
            self._take(numbers)
            if self.chosen.grouping is Grouping.EVENT:
                yield from self._see(reader, numbers)
            yield

    def inside(self, reader: SessionReader, newest: int) -> Inside:
        """What is known by now."""
        is_event = self.chosen.grouping is Grouping.EVENT
        if not is_event and [each.row.number for each in self._events] != self._numbers:
            self._events = tuple(reader.events_at(self._numbers))
        kinds = self._profile.kinds
        to_look = sum(each.last - each.next + 1 for each in self._earlier)
        return Inside(
            chosen=self.chosen,
            kind=kinds.get(_ALL, Kind()).copy() if is_event else None,
            calls=self._events,
            found=self._found,
            looked=min(1.0, (self._next - 1) / (newest + to_look)) if newest else 1.0,
        )

    def _take(self, numbers: list[int]) -> None:
        self._found += len(numbers)
        self._numbers = sorted(self._numbers + numbers)[-MOST_CALLS:]

    def _learn(self, journey: Journey, reader: SessionReader, last: int) -> None:
        """Asks who the user is known to have been by now, and what that one did before."""
        new = journey.learn(reader, self._learned_to + 1, last)
        self._learned_to = last
        if new is not None:
            self._query = journey.query
            self._earlier.append(_Earlier(new, self._next - 1))

    def _numbers_before(self, reader: SessionReader, earlier: _Earlier) -> list[int]:
        first, last = earlier.next, min(earlier.next + STRETCH - 1, earlier.last)
        earlier.next = last + 1
        if earlier.next > earlier.last:
            self._earlier.popleft()
        return _found(reader, earlier.query, first, last, None)

    def _numbers_in(self, reader: SessionReader, first: int, last: int) -> list[int]:
        if self.chosen.grouping is Grouping.FINDING:
            return reader.with_finding_of(self.chosen.key, first, last)
        return _found(reader, self._query, first, last, self.chosen.source)

    def _see(self, reader: SessionReader, numbers: list[int]) -> Iterator[None]:
        """Reads payloads half of the time: reading them takes the interpreter from the window's thread."""
        for start in range(0, len(numbers), _AT_ONCE):
            began = time.monotonic()
            for payload in reader.payloads(numbers[start : start + _AT_ONCE], LARGEST):
                self._profile.see(_ALL, held(payload), ())
            time.sleep(min(0.02, time.monotonic() - began))
            yield


@dataclass(slots=True)
class _Earlier:
    """What is looked through once more, since more of it is the user's than was known."""

    query: Node
    last: int
    next: int = 1


_ALL = ("", None)
"""The one kind of a profile that sees the calls of one event only."""


def _found(
    reader: SessionReader, query: Node, first: int, last: int, of: Source | None
) -> list[int]:
    return sorted(n for hits, _ in reader.matching(query, first, last, of=of) for n in hits)


def _query_for(chosen: Chosen) -> Node:
    """What finds the calls of a group; those of a user are a `Journey`."""
    if chosen.grouping is Grouping.USER and isinstance(chosen.key[1], str):
        return parse(value_term("anonymous", chosen.key[1]))
    return parse(filter_for(chosen.grouping, chosen.key))
