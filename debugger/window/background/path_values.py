"""Reads what stands at paths in the payloads of the rows that are looked at, in a thread with its own reader."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as File

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.errors import SessionError
from debugger.payload.text import elided, visible
from debugger.query.paths import values_at
from debugger.query.tree import Path
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.window.background.worker_thread import WorkerThread

MOST_KEPT = 4096
"""Events whose values are kept."""
_AT_ONCE = 64
"""Events that are read together: about what a window shows."""
_MOST_VALUES = 3
_LONGEST = 80
"""Characters of a value in a cell."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    generation: int
    file: File
    numbers: Sequence[int]
    paths: tuple[Path, ...]


class _Worker(QObject):
    """Lives in the thread."""

    read = Signal(int, object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        """Set by the other thread: an older question is not answered."""
        self._reader: SessionReader | None = None

    def run(self, wanted: _Wanted) -> None:
        """Reads the events, newest asked first."""
        if wanted.generation != self.generation:
            return
        try:
            if self._reader is None or self._reader.path != wanted.file:
                self.close()
                self._reader = SessionReader.open(wanted.file)
            texts = {
                event.row.number: tuple(
                    text_at(message_of(event).fields, path) for path in wanted.paths
                )
                for event in self._reader.events_at(wanted.numbers)
            }
        except SessionError as error:
            self.failed.emit(error)
        else:
            self.read.emit(wanted.generation, texts)

    def close(self) -> None:
        """Lets go of the file, in the thread that opened it."""
        if self._reader:
            self._reader.close()
            self._reader = None


class PathValues(QObject):
    """The values of the columns that are paths; a bounded number is kept."""

    changed = Signal()
    """More is read."""
    failed = Signal(object)
    """A `SessionError`."""
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: File | None = None
        self._paths: tuple[Path, ...] = ()
        self._texts: OrderedDict[int, tuple[str, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._generation = 0
        self._busy = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self._worker = _Worker()
        self._thread = WorkerThread(self._worker, self)
        self._asked.connect(self._worker.run)
        self._worker.read.connect(self._take)
        self._worker.failed.connect(self._fail)
        self._thread.finished.connect(self._worker.close)

    def read_from(self, file: File | None, paths: tuple[Path, ...]) -> None:
        """Reads these paths of this session from now on."""
        if (file, paths) != (self._file, self._paths):
            self._file, self._paths = file, paths
            self._generation += 1
            self._worker.generation = self._generation
            self._busy = False
            self._texts.clear()
            self._wanted.clear()

    def text(self, number: int, path: Path) -> str:
        """What stands at a path in an event; `…` until it is read."""
        texts = self._texts.get(number)
        if texts is not None:
            return texts[self._paths.index(path)]
        self._wanted[number] = None
        self._wanted.move_to_end(number)
        if len(self._wanted) > _AT_ONCE:
            self._wanted.popitem(last=False)  # it has been scrolled away
        if not self._soon.isActive():
            self._soon.start()
        return "…"

    def close(self) -> None:
        """Ends the thread."""
        self._file = None
        self._generation += 1
        self._worker.generation = self._generation
        self._thread.end()

    def _ask(self) -> None:
        if self._busy or self._file is None or not self._wanted or not self._paths:
            return
        self._thread.begin()
        self._busy = True
        numbers = sorted(self._wanted)
        self._wanted.clear()
        self._asked.emit(_Wanted(self._generation, self._file, numbers, self._paths))

    def _take(self, generation: int, texts: Mapping[int, tuple[str, ...]]) -> None:
        if generation != self._generation:
            return
        self._busy = False
        self._texts.update(texts)
        while len(self._texts) > MOST_KEPT:
            self._texts.popitem(last=False)
        self.changed.emit()
        self._ask()

    def _fail(self, error: SessionError) -> None:
        self._busy = False
        self.failed.emit(error)


def text_at(fields: Mapping[str, object], path: Path) -> str:
    """The values at a path in short: `19.99`, `G-32, P-04`, `{3}` for an object of three members."""
    found = list(islice(values_at(fields, path), _MOST_VALUES + 1))
    texts = [_in_short(value) for value in found[:_MOST_VALUES]]
    return ", ".join([*texts, *(["…"] if len(found) > _MOST_VALUES else [])])


def _in_short(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return f"{{{len(value)}}}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    text = value if isinstance(value, str) else repr(value)
    return visible(elided(text[: _LONGEST + 1], _LONGEST))
