"""Looks through the session for a text in a thread of its own, with its own reader."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from debugger.errors import SessionError
from debugger.events import Source
from debugger.query.tree import Span, Text
from debugger.session.reader import SessionReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search: what for, where, and in which numbers (both included)."""

    generation: int
    """Results of an older generation than the newest are of no use to anyone."""
    path: Path
    needle: str
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
    """Ascending; all older than those of the step before."""
    progress: float
    """From 0 to 1; 1 is the last step."""


class _Worker(QObject):
    """Lives in the search thread."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: a running search of an older one stops at its next step."""
        self._reader: SessionReader | None = None

    def run(self, search: Search) -> None:
        """Searches, chunk by chunk."""
        try:
            self._run(search)
        except SessionError as error:
            self.failed.emit(error)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def _run(self, search: Search) -> None:
        if self._reader is None or self._reader.path != search.path:
            self.close()
            self._reader = SessionReader.open(search.path)
        query = Text(Span(0, len(search.needle)), (search.needle,))
        steps = self._reader.matching(query, search.first, search.last, of=search.of)
        later = array("q")
        progress = 0.0
        try:
            while progress < 1 and search.generation == self.generation:
                hits, progress = next(steps, (array("q"), 1.0))
                later = array("q", reversed(hits)) + later
                if (
                    progress >= 1 or not search.live
                ):  # what goes to the list's end goes there in one piece
                    self.found.emit(Found(search=search, hits=later, progress=progress))
                    later = array("q")
        finally:
            steps.close()


class Searcher(QObject):
    """Searches in the background; `found` and `failed` arrive in the thread of the caller."""

    found = Signal(object)
    """A `Found`, of the newest generation only."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)
    _ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.run)
        self._worker.found.connect(self._pass_on)
        self._worker.failed.connect(self.failed)
        self._thread.finished.connect(self._worker.close)
        self._thread.start()

    def start(
        self, path: Path, needle: str, first: int, last: int, *, of: Source | None = None
    ) -> None:
        """Searches the numbers from `first` to `last` for `needle`; what was searched for before ends."""
        self.cancel()
        self._ask(path, needle, of, first, last, live=False)

    def extend(
        self, path: Path, needle: str, first: int, last: int, *, of: Source | None = None
    ) -> None:
        """Searches what came since, after what is asked for already."""
        self._ask(path, needle, of, first, last, live=True)

    def cancel(self) -> None:
        """Ends every search; nothing more of them is passed on."""
        self._generation += 1
        self._worker.generation = self._generation

    def close(self) -> None:
        """Ends the thread."""
        self.cancel()
        self._thread.quit()
        self._thread.wait()

    def _ask(  # noqa: PLR0913 - what a search is made of
        self, path: Path, needle: str, of: Source | None, first: int, last: int, *, live: bool
    ) -> None:
        self._asked.emit(
            Search(
                generation=self._generation,
                path=path,
                needle=needle,
                of=of,
                first=first,
                last=last,
                live=live,
            )
        )

    def _pass_on(self, found: Found) -> None:
        if found.search.generation == self._generation:
            self.found.emit(found)
