"""Answers questions in a thread, the one asked last; those before that are not answered yet are dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Asked = TypeVar("Asked")

IsWanted = Callable[[], bool]
"""Whether the answer is still of use to anyone."""


class _Relay(QObject):
    """Carries an answer from the thread; who asked may be gone by then."""

    done = Signal(object, object)


class _Work(QRunnable):
    def __init__(
        self, work: Callable[[], object], question: object, take: Callable[[object, object], None]
    ) -> None:
        super().__init__()
        self._answer = work
        self._question = question
        self._relay = _Relay()
        self._relay.done.connect(take)
        self.setAutoDelete(False)

    def run(self) -> None:
        """In the thread."""
        found = None
        try:
            found = self._answer()
        finally:  # whatever went wrong is reported; the next question is answered all the same
            self._relay.done.emit(self._question, found)


class Asking(QObject, Generic[Asked]):
    """Whatever an answer opens belongs to its thread; an answer raises nothing, but may be an error."""

    answered = Signal(object, object)
    """The question, and its answer."""

    def __init__(
        self, answer: Callable[[Asked, IsWanted], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wanted: Asked | None = None
        self._work: _Work | None = None

    def ask(self, question: Asked | None) -> None:
        """Asks; None asks nothing any more."""
        self._wanted = question
        self._next()

    def _next(self) -> None:
        question = self._wanted
        if self._work is not None or question is None:
            return
        self._work = _Work(
            lambda: self._answer(question, lambda: question is self._wanted), question, self._take
        )
        self._pool.start(self._work)

    def _take(self, question: object, answer: object) -> None:
        self._work = None
        if question is self._wanted:
            self._wanted = None
            if answer is not None:
                self.answered.emit(question, answer)
        self._next()
