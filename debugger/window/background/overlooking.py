"""Counts what the list shows over time and by row, in a thread with a reader of its own; follows what comes."""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.session.overview import STRETCH, Overview
from debugger.session.reader import SessionReader
from debugger.session.timeline import Bars
from debugger.session.worst_rows import Strip
from debugger.window.background.enquiring import Enquiry
from debugger.window.live import Live

EVERY = 200
"""Milliseconds between two looks at what came."""
_TELL = 0.1
"""Seconds after which what is counted by then is told, while there is more to count."""

View = tuple[int, int]
"""From when to before when one looks, in microseconds UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hits:
    """More of what a filter leaves."""

    listing: int
    numbers: array[int]
    before: bool
    """Whether they are older than all that came before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    session: int
    """Another number: all is counted anew."""
    first: int
    last: int
    listing: int
    """Another number: the hits are counted anew; 0 without a filter."""
    view: View | None
    height: int
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


class _Counting:
    """What is counted by now; lives in the thread."""

    def __init__(self, hits: deque[_Hits]) -> None:
        """`hits` is filled by the other thread, and emptied here."""
        self._waiting = hits
        self._session = self._listing = -1
        self._all = Overview()
        self._hits: Overview | None = None
        self._next = 0

    def answer(
        self, reader: SessionReader, question: _Question
    ) -> Generator[Seen | None, None, None]:
        """Counts what is not counted yet, and tells it."""
        self._begin(question)
        told = time.monotonic()
        for counted in self._count(reader, question):
            yield None
            if time.monotonic() - told > _TELL:
                yield from self._seen(reader, question, counted)
                told = time.monotonic()
        yield from self._seen(reader, question, 1.0)

    def _begin(self, question: _Question) -> None:
        """Begins anew what is not asked for any more."""
        if question.session != self._session:
            self._session = question.session
            self._all, self._next = Overview(), question.first
        if question.listing != self._listing:
            self._listing = question.listing
            self._hits = Overview() if question.listing else None

    def _count(self, reader: SessionReader, question: _Question) -> Iterator[float]:
        """Says after each step how much is counted: the hits first, since they are looked at."""
        while self._waiting:
            hits = self._waiting.popleft()
            if self._hits is None or hits.listing != self._listing:
                continue
            part = hits.numbers[-STRETCH:] if hits.before else hits.numbers[:STRETCH]
            rest = hits.numbers[:-STRETCH] if hits.before else hits.numbers[STRETCH:]
            if rest:
                self._waiting.appendleft(replace(hits, numbers=rest))
            self._hits.add(reader, part, before=hits.before)
            yield 0.0
        while self._next <= question.last:
            end = min(self._next + STRETCH, question.last + 1)
            self._all.add(reader, range(self._next, end))
            self._next = end
            yield (end - question.first) / (question.last + 1 - question.first)

    def _seen(
        self, reader: SessionReader, question: _Question, counted: float
    ) -> Generator[Seen | None, None, None]:
        whole = self._all.bars()
        every = yield from self._looked(reader, question, self._all)
        shown = (yield from self._looked(reader, question, self._hits)) if self._hits else None
        yield Seen(
            whole=whole,
            all=every,
            shown=shown,
            strip=(self._hits or self._all).strip(question.height),
            counted=counted,
        )

    @staticmethod
    def _looked(
        reader: SessionReader, question: _Question, overview: Overview
    ) -> Generator[None, None, Bars]:
        """The bars where one looks."""
        bars = overview.bars()
        if question.view is not None:
            for nearer in overview.near(reader, *question.view):
                bars = nearer
                yield None
        return bars


class Overlooking(QObject):
    """What the list of a `Live` looks like from afar; `seen` follows it."""

    changed = Signal()
    """`seen` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seen = Seen()
        self._live = live
        self._session, self._of = 0, (Path(), -1)
        self._listing = 0
        self._filters = 0
        self._hits: deque[_Hits] = deque()
        self._view: View | None = None
        self._height = 1
        self._enquiry = Enquiry(SessionReader.open, _Counting(self._hits).answer, self, every=EVERY)
        self._enquiry.due.connect(self._ask)
        self._enquiry.told.connect(self._take)
        self._enquiry.failed.connect(self.failed)
        live.table.began.connect(self._begin_listing)
        live.table.exchanged.connect(self._begin_listing)
        live.table.added.connect(self._add_rows)
        live.judged.connect(self.count_anew)

    def look(self, view: View | None) -> None:
        """Looks from nearer from now on, or at all with None."""
        if view != self._view:
            self._view = view
            self._enquiry.leave()
            self._enquiry.want(at_once=True)

    def fit(self, height: int) -> None:
        """Says where the findings are on a strip of so many pixels from now on."""
        if height != self._height:
            self._height = max(1, height)
            self._enquiry.want(at_once=True)

    def count_anew(self) -> None:
        """Counts all anew: what was found about the calls has changed."""
        self._of = Path(), -1
        self._begin_listing()

    def close(self) -> None:
        """Ends the thread."""
        self._enquiry.close()

    def _begin_listing(self) -> None:
        """The list is another one: what a filter leaves of it is counted anew."""
        listing = self._live.table.listing
        if listing.hits is None:
            self._listing = 0
        else:
            self._filters += 1
            self._listing = self._filters
            self._add_hits(listing.hits[:], before=False)
        self._enquiry.leave()
        self._enquiry.want(at_once=True)

    def _add_rows(self, first: int, last: int) -> None:
        hits = self._live.table.listing.hits
        if hits is not None:
            self._add_hits(hits[first : last + 1], before=first == 0 and last + 1 < len(hits))
        self._enquiry.want()

    def _add_hits(self, numbers: array[int], *, before: bool) -> None:
        self._hits.append(_Hits(listing=self._listing, numbers=numbers, before=before))

    def _ask(self) -> None:
        live = self._live
        if live.reader is None:
            return
        listing = live.table.listing
        if self._of != (live.reader.path, listing.base):
            self._of = live.reader.path, listing.base
            self._session += 1
        question = _Question(
            session=self._session,
            first=listing.base + 1,
            last=listing.head,
            listing=self._listing,
            view=self._view,
            height=self._height,
        )
        self._enquiry.ask(live.reader.path, question)

    def _take(self, seen: Seen) -> None:
        self.seen = seen
        self.changed.emit()
