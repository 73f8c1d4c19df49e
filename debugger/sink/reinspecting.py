"""Judges a session anew while it is recorded: a few events at a time, between what arrives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from debugger.errors import SessionError, TrackDebuggerError
from debugger.policy import Policy
from debugger.session.reader import SessionReader
from debugger.session.reinspection import Step, reinspect
from debugger.session.writer import SessionWriter


class Progress(Protocol):
    """Told how far it is."""

    def failed(self, error: TrackDebuggerError) -> None:
        """It was given up."""

    def rejudged(self, done: int, of: int) -> None:
        """`done` events of `of` are judged."""


class Reinspection:
    """At most one at a time; the last that was asked for. Belongs to the thread that writes the session."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path = path
        self._progress = progress
        self._reader: SessionReader | None = None
        self._steps: Iterator[Step] | None = None
        self._last = 0

    @property
    def is_under_way(self) -> bool:
        """Whether there is something left to judge."""
        return self._steps is not None

    def start(self, policy: Policy, last: int) -> None:
        """Begins with the first event of the session, to end with number `last`."""
        self.stop()
        try:
            self._reader = SessionReader.open(self._path)
        except SessionError as error:
            self._progress.failed(error)
            return
        self._last = last
        self._steps = reinspect(self._reader, policy, last)

    def step(self, writer: SessionWriter) -> None:
        """Judges the next few events, and stores what changed about them."""
        if self._steps is None:
            return
        try:
            step = next(self._steps, None)
            if step is not None:
                writer.rejudge(step.changed)
        except SessionError as error:
            self.stop()
            self._progress.failed(error)
            return
        done = self._last if step is None else step.done
        if done >= self._last:
            self.stop()
        self._progress.rejudged(done, self._last)

    def stop(self) -> None:
        """Leaves what is not judged yet as it was."""
        self._steps = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None
