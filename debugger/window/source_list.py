"""The sources of the session as the window shows them, kept up to date with what comes and with the clock."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.connection.evidence import OURS
from debugger.errors import SessionError
from debugger.events import Source
from debugger.session.rows import Sent
from debugger.sources.known import MOST, KnownSource, known_sources
from debugger.sources.libraries import short_name
from debugger.sources.places import LARGEST, place_of
from debugger.sources.sender import Label, Sender, sender_of
from debugger.sources.state import SILENT_AFTER, State
from debugger.window.live import Live
from debugger.window.models.event_table import SourceLook
from debugger.window.models.observations import Observations
from debugger.window.remembered.source_labels import SourceLabels

_LONGEST_WAIT = 86_400_000
"""Milliseconds; what was received by a clock of next year is looked at again tomorrow."""

_TOGETHER = 100
"""Milliseconds in which changes are put together."""


class SourceList(QObject):
    """Follows a session and what the receiver sees beside it."""

    changed = Signal()
    """`known` is not what it was."""

    def __init__(
        self,
        live: Live,
        observations: Observations,
        labels: SourceLabels,
        parent: QObject | None = None,
        *,
        clock: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        super().__init__(parent)
        self.known: list[KnownSource] = []
        """In the order in which they were first heard of."""
        self._looks: dict[tuple[str, str], SourceLook] = {}
        self.more = 0
        """How many there are beside."""
        self._live = live
        self._observations = observations
        self._labels = labels
        self._clock = clock
        self._places: dict[Sender, str] = {}
        self._session: object = None
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._soon.timeout.connect(self._put_together)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._put_together)
        live.tallied.connect(self.refresh)
        observations.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Puts together anew, soon."""
        if not self._soon.isActive():
            self._soon.start()

    def look_of(self, source: Source) -> SourceLook | None:
        """The name and the colour of the source that this is one version of, if it is known."""
        return self._looks.get((source.write_key, source.library))

    @property
    def session(self) -> Path | None:
        """The file that they are of."""
        return self._live.reader.path if self._live.reader else None

    def label(self, sender: Sender, label: Label) -> None:
        """The person calls a source so from now on."""
        self._labels.give(sender, label)
        self.refresh()

    def find(self, sender: Sender) -> KnownSource | None:
        """The source of this sender, if it is known."""
        return next((each for each in self.known if each.sender == sender), None)

    def _put_together(self) -> None:
        sent = self._live.totals.sources
        if self._live.reader is not self._session:
            self._session = self._live.reader
            self._places = {}
            if self._live.reader is not None:
                with suppress(SessionError):  # told where the list is read
                    self._labels.read_from(self._live.reader)
        self._look_for_places(sent)
        now = self._clock()
        known = self._known_at(now)
        if self._labels.meet([each.sender for each in known if each.sender]):
            known = self._known_at(now)
        self.more = max(0, len({sender_of(each) for each in sent if each.library != OURS}) - MOST)
        self._wait_for_silence(known, now)
        if known != self.known:
            self.known = known
            self._looks = {
                (each.sender.write_key, each.sender.library): SourceLook(each.name, each.colour)
                for each in known
                if each.sender
            }
            self.changed.emit()

    def _known_at(self, now: int) -> list[KnownSource]:
        return known_sources(
            self._live.totals.sources,
            self._observations.seen,
            labels=self._labels.of,
            places=self._places,
            now=now,
        )

    def _wait_for_silence(self, known: list[KnownSource], now: int) -> None:
        """Looks again when the first of those that deliver may have become silent."""
        ends = [
            each.sent.last_at + SILENT_AFTER
            for each in known
            if each.sent and each.state is State.DELIVERING
        ]
        if ends:
            self._later.start(min(max(0, min(ends) - now) // 1000, _LONGEST_WAIT) + 1)

    def _look_for_places(self, sent: Mapping[Source, Sent]) -> None:
        """Reads the first call of sources that share a library, once, to tell them by where they run."""
        first: dict[Sender, int] = {}
        for source, of_version in sent.items():
            sender = sender_of(source)
            first[sender] = min(of_version.first, first.get(sender, of_version.first))
        alike = Counter(short_name(sender.library) for sender in first)
        reader = self._live.reader
        for sender, number in first.items():
            if len(self._places) >= MOST or reader is None:
                return
            if sender not in self._places and alike[short_name(sender.library)] > 1:
                self._places[sender] = ""
                with suppress(SessionError):  # told where the list is read; a name does without
                    payload = reader.small_payload(number, LARGEST)
                    self._places[sender] = place_of(payload) if payload else ""
