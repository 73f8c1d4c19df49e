"""An export in a thread of its own, with its own reader: counted as it goes, and stopped when asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from debugger import export
from debugger.errors import ExportError, TrackDebuggerError
from debugger.export import About, Content, Options
from debugger.session.reader import SessionReader
from debugger.window.background.worker_thread import give_way

STEP = 200
"""Events between two words of progress."""

MOST_COPIED = 10 * 1024 * 1024
"""Bytes; other programs choke on larger clipboards, and the desktop keeps several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to export, and where to."""

    session: Path
    numbers: Sequence[int]
    """Ascending; a `range` for all."""
    format: export.Format
    about: About
    options: Options
    target: Path | None
    """The file to write; None for the clipboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What became of an order."""

    count: int
    target: Path | None
    copied: bytes
    """For the clipboard."""
    masked: str
    """How much was masked, in words."""


class ExportTask(QThread):
    """Carries out one order."""

    progressed = Signal(int)
    """How many events are written."""
    done = Signal(object)
    """An `Exported`."""
    failed = Signal(str)
    """What went wrong, where, and what to do."""

    def __init__(self, order: Order, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order

    def run(self) -> None:
        give_way()
        try:
            with closing(SessionReader.open(self._order.session)) as reader:
                self._carry_out(reader)
        except TrackDebuggerError as error:
            self.failed.emit(str(error))

    def _carry_out(self, reader: SessionReader) -> None:
        copied = BytesIO()
        about = replace(self._order.about, session=reader.about())
        content = Content.of_session(reader, self._order.numbers, about, self._order.options)
        if self._order.target:
            steps = export.save(self._order.target, self._order.format, content)
        else:
            steps = self._order.format.write(content, copied)
        written = 0
        for written in steps:
            if copied.tell() > MOST_COPIED:
                raise too_large(written)
            if written % STEP == 0:
                self.progressed.emit(written)
                if self.isInterruptionRequested():
                    steps.close()  # type: ignore[attr-defined]  # a generator: it puts away what it began
                    return
        if copied.tell() > MOST_COPIED:
            raise too_large(written)
        self.done.emit(
            Exported(
                count=written,
                target=self._order.target,
                copied=copied.getvalue(),
                masked=content.masked_sentence,
            )
        )


def too_large(written: int) -> ExportError:
    """The clipboard cannot take so much."""
    return ExportError(
        f"The clipboard takes {MOST_COPIED // 1024**2} MB here, which {written:,} calls have filled.",
        "Save to a file, or choose fewer calls.",
    )
