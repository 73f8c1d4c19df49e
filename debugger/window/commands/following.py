"""From one call to the next that shares something with it, and back through those that were looked at."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from debugger.errors import SessionError
from debugger.session.alike import Same, may_have_alike
from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.window import notices
from debugger.window.background.asking import Asking, IsWanted
from debugger.window.models.visits import Visits

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Which call is looked for, and which calls the list shows."""

    path: Path
    number: int
    same: Same
    after: bool
    base: int
    head: int
    newest: int
    hits: array[int] | None

    def shows(self, number: int) -> bool:
        """Whether the list does."""
        if self.hits is None:
            return self.base < number <= self.head
        at = bisect_left(self.hits, number)
        return at < len(self.hits) and self.hits[at] == number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    row: Row
    number: int | None = None
    """The nearest such call in the list."""
    hidden: int | None = None
    """The nearest that the list does not show, where it shows none."""


def _find(question: _Question, is_wanted: IsWanted) -> _Answer | SessionError:
    try:
        with closing(SessionReader.open(question.path)) as reader:
            (row,) = reader.rows(question.number, question.number)
            hidden = None
            stretches = reader.alike(row, question.same, question.newest, after=question.after)
            with closing(stretches):
                for numbers in stretches:
                    for number in numbers:
                        if question.shows(number):
                            return _Answer(row=row, number=number)
                    hidden = hidden or next(iter(numbers), None)
                    if not is_wanted():
                        break
            return _Answer(row=row, hidden=hidden)
    except SessionError as error:
        return error


class FollowCommands:
    """Goes from the call that is selected to others."""

    def __init__(self, window: MainWindow, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._window = window
        self._visits = Visits()
        self._clock = clock
        self._session: Path | None = None
        self._asking = Asking[_Question](_find, window)
        self._asking.answered.connect(self._go)
        window.pane.list.chosen.connect(self._visit)
        self._offer()

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """What to do, by the id of the action."""
        return {
            "back": lambda: self._return(self._visits.back()),
            "forward": lambda: self._return(self._visits.forward()),
            **{f"next-same-{same}": partial(self.follow, same, after=True) for same in Same},
            **{f"previous-same-{same}": partial(self.follow, same, after=False) for same in Same},
        }

    @property
    def before(self) -> int | None:
        """The call that was looked at before the one that is selected."""
        return self._visits.before

    def follow(self, same: Same, *, after: bool) -> None:
        """Goes to the nearest call after the selected one, or before it, that shares this with it."""
        live, number = self._window.live, self._window.pane.list.selected_number()
        if live.reader is None or number is None:
            return
        listing = live.table.listing
        question = _Question(
            path=live.reader.path,
            number=number,
            same=same,
            after=after,
            base=listing.base,
            head=listing.head,
            newest=listing.newest,
            hits=None if listing.hits is None else listing.hits[:],
        )
        self._asking.ask(question)

    def close(self) -> None:
        """Looks for nothing any more."""
        self._asking.ask(None)

    def _go(self, question: _Question, answer: _Answer | SessionError) -> None:
        notice_area = self._window.notices
        notice_area.withdraw(notices.FOLLOWED)
        if isinstance(answer, SessionError):
            notice_area.show_notice(notices.unreadable(answer))
        elif question.number != self._window.pane.list.selected_number():
            return  # the person went elsewhere meanwhile
        elif answer.number is not None:
            self._window.commands.go_to(answer.number)
        elif answer.hidden is not None:
            self._window.commands.go_to(answer.hidden)
        else:
            has_it = may_have_alike(answer.row, question.same)
            notice_area.show_notice(
                notices.none_alike(question.same, after=question.after, has_it=has_it)
            )

    def _visit(self, number: int | None) -> None:
        path = self._window.live.reader.path if self._window.live.reader else None
        if path != self._session:
            self._session, self._visits = path, Visits()
        if number is not None:
            self._window.notices.withdraw(notices.FOLLOWED)
            self._visits.visit(number, self._clock())
        self._offer()

    def _return(self, number: int | None) -> None:
        if number is not None:
            self._window.commands.go_to(number)
        self._offer()

    def _offer(self) -> None:
        for name, there in (("back", self._visits.has_before), ("forward", self._visits.has_after)):
            self._window.actions_by_id[name].setEnabled(there)
