"""Looks which values and paths a session has, for completing filters, beside a search that may be running."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.query.completing import Vocabulary
from debugger.session.reader import SessionReader
from debugger.window.background.task import Report, Task


class Learning(QObject):
    """One look at a time; what is asked for meanwhile is looked at after it."""

    learned = Signal(object)
    """A `Vocabulary`."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._next: Path | None = None

    def ask(self, path: Path) -> None:
        """Asks what the session at `path` has by now."""
        self._next = path
        if self._task is None:
            self._begin()

    def close(self) -> None:
        """Waits for the look that is under way; it is a bounded one."""
        self._next = None
        if self._task is not None:
            self._task.stop()

    def _begin(self) -> None:
        if self._next is None:
            return
        self._task = Task(partial(_vocabulary, self._next), self)
        self._next = None
        self._task.done.connect(self._tell)
        self._task.failed.connect(self.failed)
        self._task.finished.connect(self._finish)
        self._task.start()

    def _tell(self, vocabulary: Vocabulary | None) -> None:
        if vocabulary is not None:
            self.learned.emit(vocabulary)

    def _finish(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        self._begin()


def _vocabulary(path: Path, _: Report) -> Vocabulary:
    with closing(SessionReader.open(path)) as reader:
        return reader.vocabulary()
