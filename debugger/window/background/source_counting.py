"""Counts what one source sent, in a thread with a reader of its own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.events import Source
from debugger.session.particulars import Particulars
from debugger.session.reader import SessionReader
from debugger.sources.sender import Sender, sender_of
from debugger.window.background.enquiring import Enquiry


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The particulars of one source."""

    sender: Sender
    particulars: Particulars


def _count(reader: SessionReader, source: Source) -> Generator[Counted, None, None]:
    yield Counted(sender=sender_of(source), particulars=reader.particulars(source))


class SourceCounting(QObject):
    """Counts one source after another; `counted` arrives in the thread of the caller."""

    counted = Signal(object)
    """A `Counted`."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._enquiry = Enquiry(SessionReader.open, _count, self)
        self._enquiry.told.connect(self.counted)
        self._enquiry.failed.connect(self.failed)

    def ask(self, path: Path, sender: Sender) -> None:
        """Counts what `sender` has sent by now into the session at `path`."""
        self._enquiry.ask(path, Source(write_key=sender.write_key, library=sender.library))

    def close(self) -> None:
        """Ends the thread."""
        self._enquiry.close()
