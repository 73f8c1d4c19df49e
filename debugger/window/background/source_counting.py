"""Counts what one source sent, in a thread with a reader of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.errors import SessionError
from debugger.events import Source
from debugger.session.particulars import Particulars
from debugger.session.reader import SessionReader
from debugger.sources.sender import Sender, sender_of
from debugger.window.background.worker_thread import WorkerThread


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The particulars of one source."""

    sender: Sender
    particulars: Particulars


class _Worker(QObject):
    """Lives in the thread."""

    counted = Signal(object)
    failed = Signal(object)

    def run(self, path: Path, source: Source) -> None:
        """Looks through the session once."""
        try:
            reader = SessionReader.open(path)
            try:
                found = reader.particulars(source)
            finally:
                reader.close()
        except SessionError as error:
            self.failed.emit(error)
        else:
            self.counted.emit(Counted(sender=sender_of(source), particulars=found))


class SourceCounting(QObject):
    """Counts one source after another; `counted` arrives in the thread of the caller."""

    counted = Signal(object)
    """A `Counted`."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.counted.connect(self.counted)
        self._worker.failed.connect(self.failed)

    def ask(self, path: Path, sender: Sender) -> None:
        """Counts what `sender` has sent by now into the session at `path`."""
        self._thread.begin()
        self._asked.emit(path, Source(write_key=sender.write_key, library=sender.library))

    def close(self) -> None:
        """Ends the thread."""
        self._thread.end()
