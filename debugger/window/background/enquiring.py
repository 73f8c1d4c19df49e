"""Asks about a session, one question after the other, in a thread that has the session open for itself."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.window.background.worker_thread import WorkerThread


class Readable(Protocol):
    """A session that is open, which only the thread that opened it may use."""

    @property
    def path(self) -> Path:
        """Where it is."""

    def close(self) -> None:
        """Lets go of the file."""


Opened = TypeVar("Opened", bound=Readable)
Question = TypeVar("Question")

Answering = Callable[[Opened, Question], Generator[object, None, None]]
"""Yields what it finds out, part by part, and None after a step that tells nothing: between two steps
it is left where nobody waits for it any more. May raise `SessionError`."""


class _Worker(QObject, Generic[Opened, Question]):
    """Lives in the thread."""

    told = Signal(int, object)
    done = Signal(int)
    failed = Signal(int, object)

    def __init__(
        self, opening: Callable[[Path], Opened], answer: Answering[Opened, Question]
    ) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: a question of an older one is left at its next step."""
        self._opening = opening
        self._answer = answer
        self._opened: Opened | None = None

    def run(self, generation: int, path: Path, question: Question) -> None:
        """Answers."""
        try:
            if generation == self.generation:
                self._run(generation, self._open(path), question)
        except SessionError as error:
            self.failed.emit(generation, error)
        finally:
            self.done.emit(generation)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _run(self, generation: int, opened: Opened, question: Question) -> None:
        with closing(self._answer(opened, question)) as parts:
            for part in parts:
                if generation != self.generation:
                    return
                if part is not None:
                    self.told.emit(generation, part)

    def _open(self, path: Path) -> Opened:
        if self._opened is None or self._opened.path != path:
            self.close()
            self._opened = self._opening(path)
        return self._opened


class Enquiry(QObject, Generic[Opened, Question]):
    """What the window's thread has of it: one question is under way at a time, and what is left is not heard."""

    due = Signal()
    """Time to `ask`: an answer is wanted, and none is under way."""
    told = Signal(object)
    """A part of the answer."""
    done = Signal()
    """The question is answered, or has failed."""
    failed = Signal(object)
    """A `SessionError`; `done` follows."""
    _asked = Signal(int, object, object)
    _rested = Signal()

    def __init__(
        self,
        opening: Callable[[Path], Opened],
        answer: Answering[Opened, Question],
        parent: QObject,
        *,
        every: int = 0,
    ) -> None:
        """`every` is how many milliseconds lie between two questions about what has come, at least."""
        super().__init__(parent)
        self.is_under_way = False
        self._every = every
        self._is_wanted = False
        self._generation = 0
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._call)
        self._worker: _Worker[Opened, Question] = _Worker(opening, answer)
        self._thread = WorkerThread(self._worker, self)
        self._thread.finished.connect(self._worker.close)
        self._asked.connect(self._worker.run)
        self._rested.connect(self._worker.close)
        self._worker.told.connect(self._tell)
        self._worker.failed.connect(self._fail)
        self._worker.done.connect(self._end)

    def want(self, *, at_once: bool = False) -> None:
        """There is something to ask: `due` tells when, after the pause unless it is to be at once."""
        self._is_wanted = True
        if at_once or not self._wait.isActive():
            self._wait.start(0 if at_once else self._every)

    def ask(self, path: Path, question: Question) -> None:
        """Asks about the session at `path`."""
        self._thread.begin()
        self._is_wanted, self.is_under_way = False, True
        self._asked.emit(self._generation, path, question)

    def leave(self) -> None:
        """Of what is under way nothing more is heard."""
        self._generation += 1
        self._worker.generation = self._generation
        self.is_under_way = False

    def rest(self) -> None:
        """Nobody looks any more: what is under way is left at its next step, which is not waited for."""
        self.leave()
        self._is_wanted = False
        self._wait.stop()
        self._rested.emit()

    def close(self) -> None:
        """Ends the thread, once the step that is under way is over."""
        self.rest()
        self._thread.end()

    def _call(self) -> None:
        if self._is_wanted and not self.is_under_way:
            self.due.emit()

    def _tell(self, generation: int, part: object) -> None:
        if generation == self._generation:
            self.told.emit(part)

    def _fail(self, generation: int, error: SessionError) -> None:
        if generation == self._generation:
            self.failed.emit(error)

    def _end(self, generation: int) -> None:
        if generation != self._generation:
            return
        self.is_under_way = False
        self.done.emit()
        if self._is_wanted:
            self.want()
