"""Looks through the session for what a filter asks in a thread of its own, with its own reader."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from debugger.errors import SessionError
from debugger.events import Source
from debugger.query import Node, parse
from debugger.query.tree import And
from debugger.session.reader import SessionReader
from debugger.window.background.worker_thread import WorkerThread

_EVERY = 0.05
"""Seconds between two times that hits are told after the first: the list is put together anew for each."""
_MOST_EXPLAINED = 8
"""Terms that are looked at for why nothing is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search: what for, where, and in which numbers (both included)."""

    generation: int
    """Results of an older generation than the newest are of no use to anyone."""
    path: Path
    query: Node
    of: Source | None
    """Only what this source sent, in whatever version; None for all."""
    first: int
    last: int
    live: bool
    """True for what came after the filter was set: it goes to the end of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One step of a search."""

    search: Search
    hits: array[int]
    """Ascending; all older than those of the step before, or newer than all where the search is live."""
    progress: float
    """From 0 to 1; 1 is the last step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgain:
    """Which of some numbers a filter finds now."""

    search: Search
    numbers: Sequence[int]
    """Those that were looked at, ascending."""
    hits: array[int]
    """Those of them that it finds, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Which of the terms that all have to hold leaves nothing of what those before it find."""

    search: Search
    term: int
    """The index of that term."""
    before: int
    """How many events those before it find together."""


class _Worker(QObject):
    """Lives in the search thread."""

    found = Signal(object)
    found_again = Signal(object)
    nothing = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: a running search of an older one stops at its next step."""
        self.arrived: deque[Search] = deque()
        """Searches of what came since: not to wait for the end of a long one, but for its next step."""
        self._reader: SessionReader | None = None

    def load(self) -> None:
        """Loads the parser before the first key waits for it."""
        parse("text")

    def run(self, search: Search) -> None:
        """Searches, chunk by chunk."""
        try:
            self._run(search)
        except SessionError as error:
            self.failed.emit(error)

    def catch_up(self) -> None:
        """Searches what has arrived, unless a search has done so between two of its steps."""
        while self.arrived:
            self.run(self.arrived.popleft())

    def run_again(self, search: Search, numbers: Sequence[int]) -> None:
        """Searches some numbers, after what has arrived: those are then all in the list that belong there."""
        self.catch_up()
        try:
            self._run_again(search, numbers)
        except SessionError as error:
            self.failed.emit(error)

    def explain(self, search: Search) -> None:
        """Says which term leaves nothing, where all have to hold."""
        try:
            self._explain(search)
        except SessionError as error:
            self.failed.emit(error)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def _opened(self, path: Path) -> SessionReader:
        if self._reader is None or self._reader.path != path:
            self.close()
            self._reader = SessionReader.open(path)
        return self._reader

    def _explain(self, search: Search) -> None:
        terms = search.query.terms if isinstance(search.query, And) else ()
        before = search.last - search.first + 1
        for index in range(min(len(terms), _MOST_EXPLAINED)):
            together = And(search.query.span, terms[: index + 1])
            found = self._count(search, together)
            if found is None:
                return
            if not found:
                self.nothing.emit(Nothing(search=search, term=index, before=before))
                return
            before = found

    def _count(self, search: Search, query: Node) -> int | None:
        """How many events a filter finds; None where that is of no use any more."""
        steps = self._opened(search.path).matching(query, search.first, search.last, of=search.of)
        found = 0
        for hits, _ in steps:
            found += len(hits)
            if search.generation != self.generation:
                steps.close()
                return None
        return found

    def _run_again(self, search: Search, numbers: Sequence[int]) -> None:
        hits = array("q")
        reader = self._opened(search.path)
        for some in reader.matching_of(search.query, numbers, of=search.of):
            if search.generation != self.generation:
                return
            hits.extend(some)
            self.catch_up()
        self.found_again.emit(FoundAgain(search=search, numbers=numbers, hits=hits))

    def _run(self, search: Search) -> None:
        steps = self._opened(search.path).matching(
            search.query, search.first, search.last, of=search.of
        )
        later = array("q")
        progress, told = 0.0, 0.0
        any_told = False
        try:
            while progress < 1 and search.generation == self.generation:
                hits, progress = next(steps, (array("q"), 1.0))
                later = array("q", reversed(hits)) + later
                due = (later and not any_told) or monotonic() >= told + _EVERY
                if progress >= 1 or (due and not search.live):  # the list's end grows in one piece
                    self.found.emit(Found(search=search, hits=later, progress=progress))
                    any_told, told = any_told or bool(later), monotonic()
                    later = array("q")
                if not search.live:
                    self.catch_up()
        finally:
            steps.close()


class Searcher(QObject):
    """Searches in the background; `found` and `failed` arrive in the thread of the caller."""

    found = Signal(object)
    """A `Found`, of the newest generation only."""
    found_again = Signal(object)
    """A `FoundAgain`, of the newest generation only."""
    nothing = Signal(object)
    """A `Nothing`, of the newest generation only."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)
    _arrived = Signal()
    _again_asked = Signal(object, object)
    _why_asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._arrived.connect(self._worker.catch_up)
        self._again_asked.connect(self._worker.run_again)
        self._thread.started.connect(self._worker.load)
        self._why_asked.connect(self._worker.explain)
        self._worker.found.connect(self._pass_on)
        self._worker.found_again.connect(self._pass_on_again)
        self._worker.nothing.connect(self._pass_on_nothing)
        self._worker.failed.connect(self.failed)
        self._thread.finished.connect(self._worker.close)
        self._thread.begin()

    def start(
        self, path: Path, query: Node, first: int, last: int, *, of: Source | None = None
    ) -> None:
        """Searches the numbers from `first` to `last`; what was searched for before ends."""
        self.cancel()
        self._asked.emit(self._search(path, query, of, first, last, live=False))

    def extend(
        self, path: Path, query: Node, first: int, last: int, *, of: Source | None = None
    ) -> None:
        """Searches what came since, between two steps of what is searched already."""
        self._worker.arrived.append(self._search(path, query, of, first, last, live=True))
        self._arrived.emit()

    def look_again(
        self, path: Path, query: Node, numbers: Sequence[int], *, of: Source | None = None
    ) -> None:
        """Searches these ascending numbers once more, after what is searched already."""
        if numbers:
            search = self._search(path, query, of, numbers[0], numbers[-1], live=True)
            self._again_asked.emit(search, numbers)

    def explain(self, search: Search) -> None:
        """Asks which term of a search that found nothing leaves nothing."""
        self._why_asked.emit(search)

    def cancel(self) -> None:
        """Ends every search; nothing more of them is passed on."""
        self._generation += 1
        self._worker.generation = self._generation

    def close(self) -> None:
        """Ends the thread."""
        self.cancel()
        self._thread.end()

    def _search(  # noqa: PLR0913 - what a search is made of
        self, path: Path, query: Node, of: Source | None, first: int, last: int, *, live: bool
    ) -> Search:
        return Search(
            generation=self._generation,
            path=path,
            query=query,
            of=of,
            first=first,
            last=last,
            live=live,
        )

    def _pass_on(self, found: Found) -> None:
        if found.search.generation == self._generation:
            self.found.emit(found)

    def _pass_on_again(self, found: FoundAgain) -> None:
        if found.search.generation == self._generation:
            self.found_again.emit(found)

    def _pass_on_nothing(self, nothing: Nothing) -> None:
        if nothing.search.generation == self._generation:
            self.nothing.emit(nothing)
