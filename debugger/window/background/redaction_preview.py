"""What a redaction would mask, tried on the first events in a thread of its own, before anything leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from debugger.errors import TrackDebuggerError
from debugger.export.redacting import known, redacted
from debugger.redaction import Redaction, Redactor
from debugger.session.reader import SessionReader
from debugger.window.background.worker_thread import give_way

LOOKED_AT = 200
"""Events."""

_MOST_EXAMPLES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was masked in the first events."""

    looked_at: int
    counts: Mapping[str, int]
    examples: Sequence[tuple[int, str, str]]
    """Number of the event, what stood there, and what stands there instead; each value once."""


class PreviewTask(QThread):
    """Tries one redaction on the first of some events."""

    ready = Signal(object)
    """A `Preview`."""
    failed = Signal(str)
    """Why the session cannot be read, and what to do."""

    def __init__(
        self, session: Path, numbers: Sequence[int], choice: Redaction, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._numbers = numbers[:LOOKED_AT]
        self._redactor = Redactor(choice)

    def run(self) -> None:
        give_way()
        try:
            with closing(SessionReader.open(self._session)) as reader:
                self._look(reader)
        except TrackDebuggerError as error:
            self.failed.emit(str(error))

    def _look(self, reader: SessionReader) -> None:
        examples: dict[str, tuple[int, str, str]] = {}
        twin = Redactor(self._redactor.choice, salt=b"preview")
        for event in reader.events_at(self._numbers):
            if self.isInterruptionRequested():
                return
            redacted(event, self._redactor)
            if len(examples) < _MOST_EXAMPLES:
                masked = twin.redact(event.payload, known(event.source.write_key)).masked
                for value, kind in masked.items():
                    after = twin.token(kind, value)
                    examples.setdefault(value, (event.row.number, value, after))
        self.ready.emit(
            Preview(
                looked_at=len(self._numbers),
                counts=dict(self._redactor.counts),
                examples=list(examples.values())[:_MOST_EXAMPLES],
            )
        )
