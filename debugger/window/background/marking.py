"""Puts stars, colours and notes on events: told to the receiver, or written where nobody captures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from debugger.errors import TrackDebuggerError
from debugger.session.marking import mark_events
from debugger.session.marks import Mark
from debugger.session.reader import SessionReader
from debugger.window.background.task import Report, Task
from debugger.window.capturing.capture import Capture

_AT_ONCE = 2000
"""Events that are marked in one step."""

Marks = Mapping[int, Mark]
Plan = Callable[[Marks], Marks]
"""What events are to have instead of what they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What was put on events, and what was there before."""

    session: Path
    before: Mapping[int, Mark]
    after: Mapping[int, Mark]
    written: bool
    """Whether it is in the file; else the receiver is told."""
    loses_a_note: bool
    """Whether something that the person wrote is gone by it."""


class Marker(QObject):
    """One change after the other, each in a thread of its own with its own reader."""

    marked = Signal(object)
    """A `Marked` that is on its way to the receiver, or in the file."""
    kept = Signal(object)
    """The numbers of events whose marks are in the file now."""
    failed = Signal(object)
    """A `TrackDebuggerError`: it could not be kept."""

    def __init__(self, capture: Capture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capture = capture
        self._waiting: list[Callable[[Report], object]] = []
        self._task: Task | None = None
        self._on_the_way = 0
        """Events whose marks the receiver was told and has not stored: a change must not read the old ones."""
        capture.sink.marked.connect(self._arrive)
        self._told: Marked | None = None
        self._left: Iterator[tuple[int, Mark]] = iter(())
        """What the receiver is told once it has stored what it was told."""
        self._unanswered = 0
        capture.sink.failed.connect(
            lambda error: self._give_up() if error.kind == "marks" else None
        )
        capture.sink.ended.connect(lambda _: self._tell_again())

    def change(self, session: Path, numbers: Sequence[int], plan: Plan) -> None:
        """Gives these events the marks that `plan` makes of those that they have."""
        captured = self._is_captured(session)
        self._waiting.append(partial(_work, session, numbers, plan, captured=captured))
        self._next()

    def take_back(self, marked: Marked) -> None:
        """Gives events the marks again that they had before."""
        self.change(marked.session, list(marked.before), lambda _: marked.before)

    def close(self) -> None:
        """Has written what was asked for, and what the receiver was told and did not store; it has ended."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature; nobody looks any more
        while self._task is not None:
            self._task.wait()
            for heard_by in (self._task, self):
                QCoreApplication.sendPostedEvents(heard_by)

    def _is_captured(self, session: Path) -> bool:
        return self._capture.sink.running and self._capture.session == session

    def _next(self) -> None:
        if self._task is None and self._waiting and not self._on_the_way:
            task = self._task = Task(self._waiting.pop(0), self)
            task.done.connect(self._tell)
            task.failed.connect(self._fail)
            task.finished.connect(self._finish)
            task.start()

    def _tell(self, marked: Marked | None) -> None:
        if marked is None:
            return
        if not marked.written:
            self._tell_receiver(marked)
        self.marked.emit(marked)
        if marked.written:
            self.kept.emit(list(marked.after))

    def _tell_receiver(self, marked: Marked) -> None:
        if not self._is_captured(marked.session):  # it has ended meanwhile
            self._waiting.insert(0, _again(marked))  # before those that go on from it
            return
        self._told = marked
        self._on_the_way = len(marked.after)
        self._left = iter(marked.after.items())
        self._tell_more()

    def _tell_more(self) -> None:
        """A few at a time: a million at once would hold the window for seconds."""
        some = dict(islice(self._left, _AT_ONCE))
        self._unanswered = len(some)
        if some:
            self._capture.mark(some)

    def _arrive(self, count: int) -> None:
        self._on_the_way = max(0, self._on_the_way - count)
        self._unanswered -= count
        if self._unanswered <= 0:
            self._tell_more()
        if self._told is not None and not self._on_the_way:
            self.kept.emit(list(self._told.after))
            self._told = None
        self._next()

    def _give_up(self) -> None:
        """They are not kept, which is said; what is wanted next is tried."""
        self._on_the_way = self._unanswered = 0
        self._left = iter(())
        self._next()

    def _tell_again(self) -> None:
        """The receiver has ended: what it may not have stored is written."""
        if self._on_the_way and self._told is not None:
            self._waiting.insert(0, _again(self._told))
        self._give_up()

    def _fail(self, error: TrackDebuggerError) -> None:
        self.failed.emit(error)

    def _finish(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        self._next()


def _work(
    session: Path, numbers: Sequence[int], plan: Plan, _: Report, *, captured: bool
) -> Marked:
    """In the thread: written here where no receiver writes the session; else that is told afterwards."""
    before = _read(session, numbers)
    after = plan(before)
    marked = Marked(
        session=session,
        before=before,
        after=after,
        written=not captured,
        loses_a_note=any(mark.note and not after[each].note for each, mark in before.items()),
    )
    if not captured:
        mark_events(session, marked.after)
    return marked


def _again(told: Marked) -> Callable[[Report], object]:
    return partial(_work, told.session, list(told.after), lambda _: told.after, captured=False)


def star_or_not(before: Marks) -> Marks:
    """Stars all; where all are starred, takes the stars off."""
    starred = not all(mark.starred for mark in before.values())
    return {number: replace(mark, starred=starred) for number, mark in before.items()}


def _read(session: Path, numbers: Sequence[int]) -> dict[int, Mark]:
    with closing(SessionReader.open(session)) as reader:
        return {
            row.number: row.mark
            for start in range(0, len(numbers), _AT_ONCE)
            for row in reader.rows_at(numbers[start : start + _AT_ONCE])
        }
