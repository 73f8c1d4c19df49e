"""The counts of the status bar, kept up by adding what came since the last look."""

from __future__ import annotations

from debugger.events import Source
from debugger.session.reader import SessionReader
from debugger.session.rows import Counts, Sent


class Totals:
    """How many events a session has, how many have findings, and how many each source sent."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.sources: dict[Source, Sent] = {}
        self._counted_to = 0

    def follow(self, reader: SessionReader, newest: int) -> None:
        """Adds what came up to `newest`. Raises `SessionError` where the file cannot be read."""
        first = self._counted_to + 1
        if newest < first:
            return
        self.counts += reader.counts(first, newest)
        for source, sent in reader.sources(first, newest).items():
            known = self.sources.get(source)
            self.sources[source] = known + sent if known else sent
        self._counted_to = newest
