"""The counts of the status bar, kept up by adding what came since the last look."""

from __future__ import annotations

from collections import Counter

from debugger.events import Source
from debugger.session.reader import SessionReader
from debugger.session.rows import Counts


class Totals:
    """How many events a session has, how many have findings, and how many each source sent."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.sources: Counter[Source] = Counter()
        self._counted_to = 0

    def follow(self, reader: SessionReader, newest: int) -> None:
        """Adds what came up to `newest`. Raises `SessionError` where the file cannot be read."""
        first = self._counted_to + 1
        if newest < first:
            return
        self.counts += reader.counts(first, newest)
        self.sources.update(reader.sources(first, newest))
        self._counted_to = newest
