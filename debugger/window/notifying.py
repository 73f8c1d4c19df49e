"""Tells the person of calls that a filter of its own finds, while they look at something else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import FilterError, SessionError
from debugger.payload.text import elided, visible
from debugger.query import parse
from debugger.window.background.search import Found, Searcher
from debugger.window.models.row_text import event_text, findings_words

if TYPE_CHECKING:
    from debugger.window.live import Live
    from debugger.window.remembered.settings import Settings

ORDINARY = "severity>=error"
QUIET = 3000
"""Milliseconds between two messages; what comes meanwhile is told together."""
_LONGEST = 60
"""Characters of an event's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person wants to be told, and how; nothing unless they say so."""

    message: bool = False
    sound: bool = False
    filter: str = ORDINARY

    @property
    def is_any(self) -> bool:
        """Whether there is anything to do."""
        return self.message or self.sound


class Notifier(QObject):
    """Looks through what comes, in a thread that is there only while it is wanted."""

    told = Signal(str, str, int)
    """A title, a sentence, and the number of the newest call that it is about."""

    def __init__(self, live: Live, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._settings = settings
        self._searcher: Searcher | None = None
        self._path: Path | None = None
        self._seen = 0
        self._found: list[int] = []
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._tell)
        live.changed.connect(self._look)

    def wish(self) -> Wish:
        """What was chosen last."""
        return Wish(
            message=bool(self._settings.number("notify/message", 0)),
            sound=bool(self._settings.number("notify/sound", 0)),
            filter=self._settings.text("notify/filter", ORDINARY),
        )

    def choose(self, wish: Wish) -> None:
        """Remembers what is wanted, from the next call on."""
        self._settings.keep("notify/message", int(wish.message))
        self._settings.keep("notify/sound", int(wish.sound))
        self._settings.keep("notify/filter", wish.filter)
        self._path = None
        self._look()

    def close(self) -> None:
        """Ends the thread."""
        self._quiet.stop()
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None

    def _look(self) -> None:
        """Has what came since looked through; what stood in a session before is no news."""
        newest, reader, wish = self._live.table.listing.newest, self._live.reader, self.wish()
        if reader is None or not wish.is_any:
            self._path = None
        elif reader.path != self._path:
            self._path, self._seen = reader.path, newest
        elif newest > self._seen:
            first, self._seen = self._seen + 1, newest
            try:
                self._search().extend(reader.path, parse(wish.filter), first, newest)
            except FilterError:
                return  # the dialog takes none such; a file of settings may hold one

    def _search(self) -> Searcher:
        if self._searcher is None:
            self._searcher = Searcher(self)
            self._searcher.found.connect(self._take)
        return self._searcher

    def _take(self, found: Found) -> None:
        self._found += found.hits
        if self._found and not self._quiet.isActive():
            self._tell()

    def _tell(self) -> None:
        if not self._found or self._live.reader is None:
            return
        numbers, self._found = self._found, []
        self._quiet.start()
        if len(numbers) > 1:
            self.told.emit(f"{len(numbers):,} calls", f"Found by {self.wish().filter}", numbers[-1])
            return
        try:
            row = self._live.reader.event(numbers[0]).row
        except (SessionError, LookupError):
            return  # the list tells of a file that cannot be read
        name = elided(visible(event_text(row)[0]), _LONGEST)
        self.told.emit(name, findings_words(row).capitalize(), row.number)
