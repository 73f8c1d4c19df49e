"""Counts what the list shows over time and by row, in a thread with a reader of its own; follows what comes."""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.session.overview import STRETCH, Overview
from debugger.session.reader import SessionReader
from debugger.session.timeline import Bars
from debugger.session.worst_rows import Strip
from debugger.window.background.worker_thread import WorkerThread
from debugger.window.live import Live

EVERY = 200
"""Milliseconds between two looks at what came."""
_TELL = 0.1
"""Seconds after which what is counted by then is told, while there is more to count."""

View = tuple[int, int]
"""From when to before when one looks, in microseconds UTC."""


@dataclass(frozen=True, slots=True)
class _Hits:
    """More of what a filter leaves."""

    numbers: array[int]
    before: bool
    """Whether they are older than all that came before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    generation: int
    path: Path
    session: int
    """Another number: all is counted anew."""
    first: int
    last: int
    listing: int
    """Another number: the hits are counted anew; 0 without a filter."""
    hits: Sequence[_Hits] = ()
    view: View | None = None
    height: int = 1
    """Pixels of the strip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The list from afar, as far as it is counted."""

    whole: Bars = field(default_factory=Bars)
    """All calls; over the whole time, in wide buckets."""
    all: Bars = field(default_factory=Bars)
    """All calls, where one looks."""
    shown: Bars | None = None
    """What the filter leaves, where one looks; None without a filter."""
    strip: Strip = field(default_factory=Strip)
    """Where the findings of the list are."""
    counted: float = 1.0
    """How much is counted, from 0 to 1."""


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
        self._session = self._listing = -1
        self._all = Overview()
        self._hits: Overview | None = None
        self._next = 0
        self._waiting: deque[_Hits] = deque()

    def run(self, question: _Question) -> None:
        """Counts what is not counted yet, and tells it."""
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
        for counted in self._count(reader, question):
            if question.generation != self.generation:
                return
            if time.monotonic() - told > _TELL:
                self._tell(reader, question, counted)
                told = time.monotonic()
        self._tell(reader, question, 1.0)

    def _take(self, question: _Question) -> SessionReader:
        """Begins anew what is not asked for any more."""
        if self._reader is None or self._reader.path != question.path:
            self.close()
            self._reader = SessionReader.open(question.path)
        if question.session != self._session:
            self._session = question.session
            self._all, self._next = Overview(), question.first
        if question.listing != self._listing:
            self._listing = question.listing
            self._hits = Overview() if question.listing else None
            self._waiting.clear()
        self._waiting.extend(question.hits)
        return self._reader

    def _count(self, reader: SessionReader, question: _Question) -> Iterator[float]:
        """Says after each step how much is counted: the hits first, since they are looked at."""
        while self._waiting and self._hits is not None:
            hits = self._waiting.popleft()
            part = hits.numbers[-STRETCH:] if hits.before else hits.numbers[:STRETCH]
            rest = hits.numbers[:-STRETCH] if hits.before else hits.numbers[STRETCH:]
            if rest:
                self._waiting.appendleft(_Hits(rest, hits.before))
            self._hits.add(reader, part, before=hits.before)
            yield 0.0
        while self._next <= question.last:
            end = min(self._next + STRETCH, question.last + 1)
            self._all.add(reader, range(self._next, end))
            self._next = end
            yield (end - question.first) / (question.last + 1 - question.first)

    def _tell(self, reader: SessionReader, question: _Question, counted: float) -> None:
        whole = self._all.bars()
        every = self._looked(reader, question, self._all)
        shown = self._looked(reader, question, self._hits) if self._hits else None
        if every is None or (self._hits and shown is None):
            return
        seen = Seen(
            whole=whole,
            all=every,
            shown=shown,
            strip=(self._hits or self._all).strip(question.height),
            counted=counted,
        )
        self.told.emit(question.generation, seen)

    def _looked(
        self, reader: SessionReader, question: _Question, overview: Overview
    ) -> Bars | None:
        """The bars where one looks; None where that is of no use any more."""
        if question.view is None:
            return overview.bars()
        bars = None
        for step in overview.near(reader, *question.view):
            if question.generation != self.generation:
                return None
            bars = step
        return bars


class Overlooking(QObject):
    """What the list of a `Live` looks like from afar; `seen` follows it."""

    changed = Signal()
    """`seen` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seen = Seen()
        self._live = live
        self._generation = 0
        self._session, self._of = 0, (Path(), -1)
        self._listing = 0
        self._filters = 0
        self._hits: list[_Hits] = []
        self._view: View | None = None
        self._height = 1
        self._stale = self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=EVERY)
        self._wait.timeout.connect(self._ask)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.told.connect(self._take)
        self._worker.done.connect(self._end)
        self._worker.failed.connect(self.failed)
        self._thread.finished.connect(self._worker.close)
        live.table.began.connect(self._begin_listing)
        live.table.exchanged.connect(self._begin_listing)
        live.table.added.connect(self._add_rows)
        live.judged.connect(self.count_anew)

    def look(self, view: View | None) -> None:
        """Looks from nearer from now on, or at all with None."""
        if view != self._view:
            self._view = view
            self._leave()
            self._soon(at_once=True)

    def fit(self, height: int) -> None:
        """Says where the findings are on a strip of so many pixels from now on."""
        if height != self._height:
            self._height = max(1, height)
            self._soon(at_once=True)

    def count_anew(self) -> None:
        """Counts all anew: what was found about the calls has changed."""
        self._of = Path(), -1
        self._begin_listing()

    def close(self) -> None:
        """Ends the thread."""
        self._leave()
        self._wait.stop()
        self._stale = False
        self._thread.end()

    def _begin_listing(self) -> None:
        """The list is another one: what a filter leaves of it is counted anew."""
        listing = self._live.table.listing
        self._hits.clear()
        if listing.hits is None:
            self._listing = 0
        else:
            self._filters += 1
            self._listing = self._filters
            self._hits.append(_Hits(listing.hits[:], before=False))
        self._leave()
        self._soon(at_once=True)

    def _add_rows(self, first: int, last: int) -> None:
        hits = self._live.table.listing.hits
        if hits is not None:
            older = first == 0 and last + 1 < len(hits)
            self._hits.append(_Hits(hits[first : last + 1], before=older))
        self._soon()

    def _soon(self, *, at_once: bool = False) -> None:
        self._stale = True
        if not self._wait.isActive() or at_once:
            self._wait.start(0 if at_once else EVERY)

    def _leave(self) -> None:
        """What is asked for now is of no use any more."""
        self._generation += 1
        self._worker.generation = self._generation

    def _ask(self) -> None:
        live = self._live
        if self._busy or not self._stale or live.reader is None:
            return
        listing = live.table.listing
        if self._of != (live.reader.path, listing.base):
            self._of = live.reader.path, listing.base
            self._session += 1
        self._thread.begin()
        self._stale, self._busy = False, True
        hits, self._hits = self._hits, []
        self._asked.emit(
            _Question(
                generation=self._generation,
                path=live.reader.path,
                session=self._session,
                first=listing.base + 1,
                last=listing.head,
                listing=self._listing,
                hits=hits,
                view=self._view,
                height=self._height,
            )
        )

    def _take(self, generation: int, seen: Seen) -> None:
        if generation == self._generation:
            self.seen = seen
            self.changed.emit()

    def _end(self) -> None:
        self._busy = False
        if self._stale and not self._wait.isActive():
            self._wait.start(EVERY)
