"""Tells what values mean, in a thread: the names of languages and the user agents take a moment to load."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from debugger.events import Message
from debugger.meaning import meaning
from debugger.payload import pointer
from debugger.wire.masking import KeyMask


@dataclass(frozen=True, slots=True)
class Question:
    """A value of a message, by its JSON Pointer."""

    place: str
    message: Message
    mask: KeyMask | None


def answer(question: Question) -> tuple[str, ...]:
    """What the value means, with the write keys in it masked."""
    value = value_at(question.message.fields, question.place)
    mask = question.mask
    if mask is not None and isinstance(value, str):
        value = masked(question.place, value, mask)
    told = meaning(question.place, value, question.message, now=time.time_ns() // 1000)
    return told if mask is None else tuple(map(mask.masked, told))


def masked(place: str, value: str, mask: KeyMask) -> str:
    """A text with its write keys masked, that by its name included."""
    before = f'"{pointer.split(place)[-1]}":"' if place else ""
    return mask.masked(before + value).removeprefix(before)


def value_at(document: object, place: str) -> object:
    """The value at a JSON Pointer; None also where there is none."""
    for token in pointer.split(place):
        if isinstance(document, dict):
            document = document.get(token)
        elif isinstance(document, list) and token.isdecimal() and int(token) < len(document):
            document = document[int(token)]
        else:
            return None
    return document


class _Relay(QObject):
    """Carries an answer from the thread; what it is for may be gone by then."""

    done = Signal(object)


class _Work(QRunnable):
    def __init__(
        self, question: Question, take: Callable[[tuple[Question, tuple[str, ...]]], None]
    ) -> None:
        super().__init__()
        self._question = question
        self._relay = _Relay()
        self._relay.done.connect(take)

    def run(self) -> None:
        """In the thread."""
        self._relay.done.emit((self._question, answer(self._question)))


class Explaining(QObject):
    """Answers the question asked last; what was asked before and is not answered yet is dropped."""

    explained = Signal(str, object)
    """The JSON Pointer that was asked about, and the sentences."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wanted: Question | None = None
        self._running = False
        self._work: _Work | None = None

    def ask(self, question: Question | None) -> None:
        """Asks about a value; None asks nothing any more."""
        self._wanted = question
        self._next()

    def _next(self) -> None:
        if self._running or self._wanted is None:
            return
        self._running = True
        self._work = _Work(self._wanted, self._take)
        self._work.setAutoDelete(False)
        self._pool.start(self._work)

    def _take(self, done: tuple[Question, tuple[str, ...]]) -> None:
        question, sentences = done
        self._running = False
        if question is self._wanted:
            self._wanted = None
            self.explained.emit(question.place, sentences)
        self._next()
