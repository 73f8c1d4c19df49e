"""What the list shows of the session: it follows what is committed, and filters, pauses and clears the view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.events import Source
from debugger.query import Node, parse
from debugger.query.lasting import asks_about_findings, asks_about_marks
from debugger.query.times import Stretch, stretch_of
from debugger.session.reader import SessionReader
from debugger.window.background.learning import Learning
from debugger.window.background.search import Found, FoundAgain, Nothing, Searcher
from debugger.window.background.totals import Tally, Totals
from debugger.window.models.event_table import EventTable

FRAME = 16
"""Milliseconds: what is committed within a frame is shown at once."""
CROWDED = 50
"""Milliseconds of a frame while more comes in one than there is room for: nobody could read it."""
_CROWD = 40
"""Calls in one frame; about as many as are in sight."""
JUDGED = 250
"""Milliseconds between two times that the rows in sight are read again while a session is judged anew."""
NEWS = 100
"""Milliseconds between two times that counts are said to have changed."""
TALLY = 200
"""Milliseconds between two looks at the counts of the status bar."""
_MANY = 4096
"""Events whose marks changed: of more, it is quicker to look at all again."""


class Live(QObject):
    """The session that is read, and the table that shows it. Changes nothing in the file."""

    changed = Signal()
    """The filter, the pause or what is cleared are not what they were; or the counts, said at a bounded rate."""
    tallied = Signal()
    """`totals` is up to date."""
    judged = Signal()
    """The whole session was judged anew: other counts hold."""
    learned = Signal(object)
    """A `Vocabulary`: what was asked for by `learn`."""
    trouble = Signal(object)
    """A `SessionError`: the file cannot be read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = EventTable(self)
        self.reader: SessionReader | None = None
        self.needle = ""
        """The filter as it was typed; empty without one."""
        self.nothing: Nothing | None = None
        """Why the filter finds nothing, once that is known."""
        self._query: Node = parse("")
        self.source: Source | None = None
        """The one whose calls alone are shown, in whatever version; None for all."""
        self.progress: float | None = None
        """How much is looked through, from 0 to 1; None when no search runs."""
        self.cleared = 0
        """How many calls the last clear hid, while that can be undone."""
        self._newest = 0
        self._searched_to = 0
        self._restricted = False
        self._searcher = Searcher(self)
        self._searcher.found.connect(self._take)
        self._searcher.found_again.connect(self._take_again)
        self._searcher.nothing.connect(self._take_nothing)
        self._learning = Learning(self)
        self._learning.learned.connect(self.learned)
        self._counting = Tally(self)
        self._counting.changed.connect(self.tallied)
        for part in (self._searcher, self._learning, self._counting):
            part.failed.connect(self.trouble)
        self._frame = self._timer(FRAME, self._show)
        self._tally = self._timer(TALLY, self._count)
        self._news = self._timer(NEWS, self._tell)
        self._untold = False
        self._judging = self._timer(JUDGED, self.table.read_again)

    @property
    def totals(self) -> Totals:
        """What is counted by now."""
        return self._counting.totals

    def open(self, path: Path) -> None:
        """Shows another session. Raises `SessionError` where it cannot be read."""
        reader = SessionReader.open(path)
        self.close_reader()
        self.reader = reader
        self.cleared = 0
        self._newest = reader.newest()
        self.table.read_from(reader)
        self.table.arrive(self._newest)
        self._filter_anew()
        self._counting.begin(path, self._newest)
        self.changed.emit()

    def arrive(self, newest: int) -> None:
        """Takes note of what is committed; it is shown with the next frame."""
        self._newest = newest
        if not self._frame.isActive():
            self._frame.start()

    def pause(self) -> None:
        """Holds the list still; what arrives is counted."""
        self.table.listing.paused = True
        self.changed.emit()

    def resume(self) -> None:
        """Shows what was held."""
        self.table.resume()
        self._extend()
        self.changed.emit()

    def clear(self) -> None:
        """Hides what is in the list now."""
        self.cleared = self.table.clear()
        self._searcher.cancel()
        self.progress = None
        self._searched_to = self.table.listing.head
        self._restricted = self.is_filtered
        if self.is_filtered and self.table.listing.hits is None:
            self._filter_anew()
        self.changed.emit()

    def show_cleared(self, *, only_last: bool = False) -> None:
        """Shows again what the last clear hid, or all that was ever hidden."""
        self.cleared = 0
        self.table.show_cleared(only_last=only_last)
        self._filter_anew()
        self.changed.emit()

    def filter(self, typed: str) -> None:
        """Shows only events that a filter finds; all with an empty one. Raises `FilterError`."""
        if typed != self.needle:
            self._query = parse(typed)
            self.needle = typed if typed.strip() else ""
            self._filter_anew()
            self.changed.emit()

    def learn(self) -> None:
        """Asks which values and paths the session has, for completing filters."""
        if self.reader:
            self._learning.ask(self.reader.path)

    def only(self, source: Source | None) -> None:
        """Shows only what this source sent, in whatever version; of all with None."""
        if source != self.source:
            self.source = source
            self._filter_anew()
            self.changed.emit()

    @property
    def stretch(self) -> Stretch | None:
        """From when to before when the filter leaves calls; None where it does not say."""
        return stretch_of(self._query) if self.needle else None

    @property
    def is_filtered(self) -> bool:
        """Whether calls are hidden that do not match."""
        return bool(self.needle) or self.source is not None

    def marked(self, numbers: Iterable[int]) -> None:
        """These events have other marks: they are filtered anew where the filter asks about marks."""
        if asks_about_marks(self._query):
            self._look_again(numbers)

    def judged_anew(self, *, whole: bool) -> None:
        """Reads again what is in sight; counts and filters anew once the `whole` session was judged."""
        if not whole:
            if not self._judging.isActive():
                self._judging.start()
            return
        self.table.read_again()
        self._counting.count_again()
        if asks_about_findings(self._query):
            self._look_again(None)
        self.judged.emit()

    def close_reader(self) -> None:
        """Lets go of the file."""
        self._searcher.cancel()
        self._counting.begin(None, 0)
        self.table.read_from(None)
        if self.reader:
            self.reader.close()
            self.reader = None

    def close(self) -> None:
        """Ends the threads and lets go of the file."""
        self._frame.stop()
        self._tally.stop()
        self._news.stop()
        self._judging.stop()
        self._searcher.close()
        self._learning.close()
        self._counting.close()
        self.close_reader()

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _show(self) -> None:
        more = self.table.arrive(self._newest)
        self._frame.setInterval(CROWDED if more > _CROWD else FRAME)
        self._extend()
        if not self._tally.isActive():
            self._tally.start()
        self._change()

    def _change(self) -> None:
        """The counts have changed, which is told at once where it was not just told."""
        self._untold = True
        if not self._news.isActive():
            self._tell()

    def _tell(self) -> None:
        if self._untold:
            self._untold = False
            self._news.start()
            self.changed.emit()

    def _count(self) -> None:
        if self.table.unreadable:
            self.trouble.emit(self.table.unreadable)
            self.table.unreadable = None
        self._counting.follow(self._newest)

    def _filter_anew(self) -> None:
        listing = self.table.listing
        self._searcher.cancel()
        self.progress = None
        self.nothing = None
        self._restricted = False
        if not self.is_filtered:
            if listing.hits is not None:
                self.table.restrict(None)
        elif self.reader:
            self.progress = 0.0
            self._searched_to = listing.head
            self._searcher.start(
                self.reader.path, self._query, listing.base + 1, listing.head, of=self.source
            )

    def _extend(self) -> None:
        """Looks through what came since it was last looked for."""
        head = self.table.listing.head
        if self.is_filtered and self.reader and head > self._searched_to:
            first, self._searched_to = self._searched_to + 1, head
            self._searcher.extend(self.reader.path, self._query, first, head, of=self.source)

    def _look_again(self, numbers: Iterable[int] | None) -> None:
        """Looks once more at these, or at all, that are searched already; what comes later is as it is by then."""
        if not self.needle or self.reader is None:
            return
        searched = range(self.table.listing.base + 1, self._searched_to + 1)
        again: Sequence[int] = searched
        if numbers is not None:
            some = sorted(number for number in numbers if number in searched)
            again = some if len(some) <= _MANY else searched
        self._searcher.look_again(self.reader.path, self._query, again, of=self.source)

    def _take_again(self, found: FoundAgain) -> None:
        self.nothing = None
        self.table.exchange(found.numbers, found.hits)
        self.changed.emit()

    def _take(self, found: Found) -> None:
        if not self._restricted:
            self._restricted = True
            self.table.restrict(found.hits)
        elif found.search.live:
            self.table.append(found.hits)
        else:
            self.table.prepend(found.hits)
        if not found.search.live:
            self.progress = found.progress if found.progress < 1 else None
            if self.progress is None and not len(self.table.listing):
                self._searcher.explain(found.search)
        self._extend()
        if found.search.live or self.progress is not None:
            self._change()
        else:
            self.changed.emit()

    def _take_nothing(self, nothing: Nothing) -> None:
        self.nothing = nothing
        self.changed.emit()
