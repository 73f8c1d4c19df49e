"""Gathers a session's events into groups and looks into one of them, in a thread with a reader of its own."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.events import Source
from debugger.query import Node, parse
from debugger.query.writing import value_term
from debugger.schema.holders import held
from debugger.schema.kind import Kind
from debugger.schema.profile import Profile
from debugger.session.groups import STRETCH, Gathered, Grouping, Groups, Key, filter_for
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent
from debugger.window.background.worker_thread import WorkerThread

MOST_SHOWN = 1000
"""Groups that are shown."""
MOST_CALLS = 200
"""Calls of a group that are shown, the newest."""
_MOST_NAMES = 20
"""Anonymous ids of one user that are followed."""
_LARGEST = 256 * 1024
"""Bytes; larger payloads are not looked into for the schema."""
_AT_ONCE = 64
"""Payloads that are read together."""
_EVERY = 400
_TELL = 0.15
"""Milliseconds between two looks at what came, and seconds between two words while there is much."""

_EMPTY = Groups(grouping=Grouping.EVENT)


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
class _Question:
    generation: int
    path: Path
    session: int
    newest: int
    grouping: Grouping
    chosen: Chosen | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The groups at one moment."""

    groups: Groups = _EMPTY
    inside: Inside | None = None
    gathered: float = 1.0
    """How much of the session is gathered, from 0 to 1."""


class _Looking:
    """Goes through the calls of one group, as far as they have come."""

    def __init__(self, chosen: Chosen, reader: SessionReader, newest: int) -> None:
        self.chosen = chosen
        self._query = _query_for(chosen, reader, newest)
        self._profile = Profile()
        self._numbers: deque[int] = deque(maxlen=MOST_CALLS)
        self._found = 0
        self._next = 1
        self._events: tuple[StoredEvent, ...] = ()

    def follow(self, reader: SessionReader, newest: int) -> Iterator[None]:
        """Takes up what came, a step at a time."""
        while self._next <= newest:
            last = min(self._next + STRETCH - 1, newest)
            numbers = self._numbers_in(reader, self._next, last)
            self._next = last + 1
            self._found += len(numbers)
            self._numbers.extend(numbers)
            if self.chosen.grouping is Grouping.EVENT:
                yield from self._see(reader, numbers)
            yield

    def _numbers_in(self, reader: SessionReader, first: int, last: int) -> list[int]:
        if self.chosen.grouping is Grouping.FINDING:
            return reader.with_finding_of(self.chosen.key, first, last)
        numbers: list[int] = []
        for hits, _ in reader.matching(self._query, first, last, of=self.chosen.source):
            numbers[:0] = reversed(hits)
        return numbers

    def inside(self, reader: SessionReader, newest: int) -> Inside:
        """What is known by now."""
        is_event = self.chosen.grouping is Grouping.EVENT
        if not is_event and [each.row.number for each in self._events] != list(self._numbers):
            self._events = tuple(reader.events_at(list(self._numbers)))
        kinds = self._profile.kinds
        return Inside(
            chosen=self.chosen,
            kind=kinds.get(_ALL, Kind()).copy() if is_event else None,
            calls=self._events,
            found=self._found,
            looked=_part(self._next - 1, newest),
        )

    def _see(self, reader: SessionReader, numbers: list[int]) -> Iterator[None]:
        """Reads payloads half of the time: reading them takes the interpreter from the window's thread."""
        for start in range(0, len(numbers), _AT_ONCE):
            began = time.monotonic()
            for payload in reader.payloads(numbers[start : start + _AT_ONCE], _LARGEST):
                self._profile.see(_ALL, held(payload), ())
            time.sleep(min(0.02, time.monotonic() - began))
            yield


_ALL = ("", None)
"""The one kind of a profile that sees the calls of one event only."""


def _part(done: int, whole: int) -> float:
    return min(1.0, done / whole) if whole else 1.0


def _query_for(chosen: Chosen, reader: SessionReader, newest: int) -> Node:
    """What finds the calls of a group; of a person also those from before and after there was an id."""
    if chosen.grouping is Grouping.USER:
        user, anonymous = chosen.key
        if isinstance(user, str):
            before = reader.anonymous_ids(user, newest, _MOST_NAMES)
            terms = (value_term("anonymous", each) for each in before)
            return parse(" OR ".join((value_term("user", user), *terms)))
        if isinstance(anonymous, str):
            return parse(value_term("anonymous", anonymous))
    return parse(filter_for(chosen.grouping, chosen.key))


class _Worker(QObject):
    """Lives in the thread."""

    told = Signal(int, object)
    done = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: an older question is left at its next step."""
        self._reader: SessionReader | None = None
        self._session = -1
        self._gathered: dict[Grouping, Gathered] = {}
        self._looking: _Looking | None = None

    def run(self, question: _Question) -> None:
        """Gathers what came, looks into the chosen group, and tells both."""
        try:
            self._run(question)
        except SessionError as error:
            self.failed.emit(error)
        self.done.emit()

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def _run(self, question: _Question) -> None:
        reader = self._take(question)
        told = time.monotonic()
        for _ in self._steps(reader, question):
            if question.generation != self.generation:
                return
            if time.monotonic() - told > _TELL:
                self._tell(reader, question)
                told = time.monotonic()
        self._tell(reader, question)

    def _take(self, question: _Question) -> SessionReader:
        if self._reader is None or self._reader.path != question.path:
            self.close()
            self._reader = SessionReader.open(question.path)
        if question.session != self._session:
            self._session = question.session
            self._gathered.clear()
            self._looking = None
        if question.chosen is None:
            self._looking = None
        elif self._looking is None or self._looking.chosen != question.chosen:
            self._looking = _Looking(question.chosen, self._reader, question.newest)
        return self._reader

    def _steps(self, reader: SessionReader, question: _Question) -> Iterator[None]:
        gathered = self._gathered.setdefault(question.grouping, Gathered(question.grouping))
        while gathered.events < question.newest:
            first = gathered.events + 1
            gathered.add(reader, first, min(first + STRETCH - 1, question.newest))
            yield
        if self._looking:
            yield from self._looking.follow(reader, question.newest)

    def _tell(self, reader: SessionReader, question: _Question) -> None:
        gathered = self._gathered[question.grouping]
        told = Told(
            groups=gathered.groups(MOST_SHOWN),
            inside=self._looking.inside(reader, question.newest) if self._looking else None,
            gathered=_part(gathered.events, question.newest),
        )
        self.told.emit(question.generation, told)


class GroupCounting(QObject):
    """Tells the groups of a session as long as somebody looks."""

    changed = Signal()
    """`told` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told = Told()
        self._path: Path | None = None
        self._session = self._newest = self._generation = 0
        self._grouping = Grouping.EVENT
        self._chosen: Chosen | None = None
        self._stale = self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=_EVERY)
        self._wait.timeout.connect(self._ask)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.told.connect(self._take)
        self._worker.done.connect(self._end)
        self._worker.failed.connect(self.failed)
        self._thread.finished.connect(self._worker.close)

    def follow(self, path: Path | None, newest: int) -> None:
        """Takes note of the session's newest event; it is gathered within a moment."""
        if (path, newest) != (self._path, self._newest):
            if path != self._path:
                self.count_anew()
            self._path, self._newest = path, newest
            self._soon()

    def count_anew(self) -> None:
        """Gathers all anew: another session, or one that was judged anew."""
        self._session += 1
        self._chosen = None
        self.told = Told()
        self._leave()

    def group_by(self, grouping: Grouping) -> None:
        """Gathers by something else."""
        self._grouping, self._chosen = grouping, None
        self._leave()

    def choose(self, chosen: Chosen | None) -> None:
        """Looks into a group too."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._leave()

    def close(self) -> None:
        """Ends the thread."""
        self._leave()
        self._wait.stop()
        self._stale = False
        self._thread.end()

    def _leave(self) -> None:
        """What is asked for now is of no use any more."""
        self._generation += 1
        self._worker.generation = self._generation
        self._stale = True
        self._wait.start(0)

    def _soon(self) -> None:
        self._stale = True
        if not self._wait.isActive():
            self._wait.start(_EVERY)

    def _ask(self) -> None:
        if self._path is None or self._busy or not self._stale:
            return
        self._thread.begin()
        self._stale, self._busy = False, True
        self._asked.emit(
            _Question(
                generation=self._generation,
                path=self._path,
                session=self._session,
                newest=self._newest,
                grouping=self._grouping,
                chosen=self._chosen,
            )
        )

    def _take(self, generation: int, told: Told) -> None:
        if generation == self._generation:
            self.told = told
            self.changed.emit()

    def _end(self) -> None:
        self._busy = False
        if self._stale and not self._wait.isActive():
            self._wait.start(0)
