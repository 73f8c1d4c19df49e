"""Puts what was read into a session: judged in its order, and committed a lot at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from debugger.importers.gathering import Step
from debugger.importers.imported import Imported, PassedOver, Unread
from debugger.policy import NO_POLICY, Policy
from debugger.session.following import follow_stored
from debugger.session.judging import SessionJudge
from debugger.session.marks import Mark
from debugger.session.recording import record, traces_of
from debugger.session.writer import Ending, SessionWriter

_EVENTS_AT_ONCE = 500
_BYTES_AT_ONCE = 4 * 1024 * 1024

MOST_TOLD = 1000
"""Places that are kept to be told; more are counted only."""


@dataclass(slots=True)
class Tally:
    """What an import has done so far."""

    events: int = 0
    requests: int = 0
    broken: int = 0
    """Events that are no message, and were kept as they are."""
    done: float = 0.0
    """The share of the files that is read, from 0 to 1."""
    unread: int = 0
    places: list[Unread] = field(default_factory=list)
    """The first `MOST_TOLD` of those which could not be read."""
    passed_over: list[PassedOver] = field(default_factory=list)

    def note(self, item: Unread | PassedOver) -> None:
        """Counts something that is not stored."""
        if isinstance(item, PassedOver):
            self.passed_over.append(item)
            return
        self.unread += 1
        if len(self.places) < MOST_TOLD:
            self.places.append(item)


def store(
    steps: Iterable[Step], session: Path, *, policy: Policy = NO_POLICY
) -> Generator[Tally, None, None]:
    """Appends to the session at `session`, which is made where there is none, yielding after each commit.

    Closed before its end, it leaves what is committed by then. Raises `SessionError`, of kind `in-use`
    where somebody records into it.
    """
    tally = Tally()
    writer = SessionWriter.open(session)
    try:
        judge = SessionJudge(policy)
        follow_stored(session, judge, writer.newest)
        appending = _Appending(writer, judge)
        for step in steps:
            tally.done = step.done
            if isinstance(step.item, Imported):
                appending.add(step.item)
            else:
                tally.note(step.item)
            if appending.is_full:
                appending.commit(tally)
                yield tally
        appending.commit(tally)
        tally.done = 1.0
        yield tally
    finally:
        writer.close(Ending.CLOSED)


class _Appending:
    """Requests that wait to be committed together."""

    def __init__(self, writer: SessionWriter, judge: SessionJudge) -> None:
        self._writer = writer
        self._judge = judge
        self._waiting: list[Imported] = []
        self._events = self._bytes = 0

    @property
    def is_full(self) -> bool:
        return self._events >= _EVENTS_AT_ONCE or self._bytes >= _BYTES_AT_ONCE

    def add(self, imported: Imported) -> None:
        self._waiting.append(imported)
        self._events += len(imported.messages)
        self._bytes += sum(len(message.payload) for message in imported.messages)

    def commit(self, tally: Tally) -> None:
        """Judges and stores what waits, with its marks."""
        number, request = self._writer.newest + 1, self._writer.last_request + 1
        recordings, marked = [], dict[int, Mark]()
        for imported in self._waiting:
            recording = record(imported.request, imported.messages)
            traces = traces_of(imported.messages, recording)
            recording = self._judge.judged(recording, traces, first=number, request=request)
            recordings.append(recording)
            marked |= {number + place: mark for place, mark in enumerate(imported.marks) if mark}
            tally.broken += sum(bool(event.problem) for event in recording.events)
            number += len(recording.events)
            request += 1
        if recordings:
            self._writer.append(recordings)
            self._judge.keep()
        if marked:
            self._writer.mark(marked)
        tally.events += self._events
        tally.requests += len(recordings)
        self._waiting.clear()
        self._events = self._bytes = 0
