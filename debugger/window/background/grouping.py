"""Gathers a session's events into groups and looks into one of them, in a thread with a reader of its own."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.session.groups import STRETCH, Gathered, Grouping, Groups
from debugger.session.reader import SessionReader
from debugger.window.background.enquiring import Enquiry
from debugger.window.background.group_calls import Chosen, GroupCalls, Inside

MOST_SHOWN = 1000
"""Groups that are shown."""
_EVERY = 400
_TELL = 0.15
"""Milliseconds between two looks at what came, and seconds between two words while there is much."""

_EMPTY = Groups(grouping=Grouping.EVENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    session: int
    """Another number: all is counted anew."""
    newest: int
    grouping: Grouping
    chosen: Chosen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The groups at one moment."""

    groups: Groups = _EMPTY
    inside: Inside | None = None
    gathered: float = 1.0
    """How much of the session is gathered, from 0 to 1."""


class _Counted:
    """A session that is open, with what is counted of it; lives in the thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = SessionReader.open(path)
        self._session = -1
        self._gathered: dict[Grouping, Gathered] = {}
        self._looking: GroupCalls | None = None

    def close(self) -> None:
        """Lets go of the file."""
        self._reader.close()

    def answer(self, question: _Question) -> Generator[Told | None, None, None]:
        """Gathers what came, looks into the chosen group, and tells both."""
        self._begin(question)
        told = time.monotonic()
        for _ in self._steps(question):
            yield None
            if time.monotonic() - told > _TELL:
                yield self._told(question)
                told = time.monotonic()
        yield self._told(question)

    def _begin(self, question: _Question) -> None:
        """Begins anew what is not asked for any more."""
        if question.session != self._session:
            self._session = question.session
            self._gathered.clear()
            self._looking = None
        if question.chosen is None:
            self._looking = None
        elif self._looking is None or self._looking.chosen != question.chosen:
            self._looking = GroupCalls(question.chosen, self._reader, question.newest)

    def _steps(self, question: _Question) -> Iterator[None]:
        gathered = self._gathered.setdefault(question.grouping, Gathered(question.grouping))
        while gathered.events < question.newest:
            first = gathered.events + 1
            gathered.add(self._reader, first, min(first + STRETCH - 1, question.newest))
            yield
        if self._looking:
            yield from self._looking.follow(self._reader, question.newest)

    def _told(self, question: _Question) -> Told:
        gathered, looking = self._gathered[question.grouping], self._looking
        return Told(
            groups=gathered.groups(MOST_SHOWN),
            inside=looking.inside(self._reader, question.newest) if looking else None,
            gathered=gathered.events / question.newest if question.newest else 1.0,
        )


class GroupCounting(QObject):
    """Tells the groups of a session as long as somebody looks."""

    changed = Signal()
    """`told` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told = Told()
        self._path: Path | None = None
        self._session = self._newest = 0
        self._grouping = Grouping.EVENT
        self._chosen: Chosen | None = None
        self._enquiry = Enquiry(_Counted, _Counted.answer, self, every=_EVERY)
        self._enquiry.due.connect(self._ask)
        self._enquiry.told.connect(self._take)
        self._enquiry.failed.connect(self.failed)

    def follow(self, path: Path | None, newest: int) -> None:
        """Takes note of the session's newest event; it is gathered within a moment."""
        if (path, newest) != (self._path, self._newest):
            if path != self._path:
                self.count_anew()
            self._path, self._newest = path, newest
            self._enquiry.want()

    def count_anew(self) -> None:
        """Gathers all anew: another session, or one that was judged anew."""
        self._session += 1
        self._chosen = None
        self.told = Told()
        self._ask_anew()

    def group_by(self, grouping: Grouping) -> None:
        """Gathers by something else."""
        self._grouping, self._chosen = grouping, None
        self._ask_anew()

    def choose(self, chosen: Chosen | None) -> None:
        """Looks into a group too."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._ask_anew()

    def rest(self) -> None:
        """Nobody looks any more: what is being counted is left at its next step, which is not waited for."""
        self.count_anew()
        self._path = None
        self._enquiry.rest()

    def close(self) -> None:
        """Ends the thread."""
        self._enquiry.close()

    def _ask_anew(self) -> None:
        """What is asked for now is of no use any more."""
        self._enquiry.leave()
        self._enquiry.want(at_once=True)

    def _ask(self) -> None:
        if self._path is not None:
            question = _Question(
                session=self._session,
                newest=self._newest,
                grouping=self._grouping,
                chosen=self._chosen,
            )
            self._enquiry.ask(self._path, question)

    def _take(self, told: Told) -> None:
        self.told = told
        self.changed.emit()
