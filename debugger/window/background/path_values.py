"""Reads what stands at paths in the payloads of the rows that are looked at, in a thread with its own reader."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as File

from PySide6.QtCore import QObject, Signal

from debugger.payload.text import elided, visible
from debugger.query.paths import values_at
from debugger.query.tree import Path
from debugger.query.writing import path_name, path_term
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.window.background.enquiring import Enquiry

MOST_KEPT = 4096
"""Events whose values are kept."""
_AT_ONCE = 64
"""Events that are read together: about what a window shows."""
_MOST_VALUES = 3
_LONGEST = 80
"""Characters of a value in a cell."""
_LONGEST_TERM = 200
"""Characters of a value that is filtered for whole."""


@dataclass(frozen=True, slots=True)
class PathValue:
    """What stands at a path in an event."""

    text: str
    term: str | None
    """What a filter finds it by; None where nothing stands there."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    numbers: Sequence[int]
    paths: tuple[Path, ...]


Values = Mapping[int, tuple[PathValue, ...]]
"""By number of the event, what stands at each of the paths."""


def _read(reader: SessionReader, wanted: _Wanted) -> Generator[Values, None, None]:
    yield {
        event.row.number: tuple(
            PathValue(text_at(fields, path), term_of(fields, path)) for path in wanted.paths
        )
        for event in reader.events_at(wanted.numbers)
        for fields in [message_of(event).fields]
    }


class PathValues(QObject):
    """The values of the columns that are paths; a bounded number is kept."""

    changed = Signal()
    """More is read."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: File | None = None
        self._paths: tuple[Path, ...] = ()
        self._shown: OrderedDict[int, tuple[PathValue, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._enquiry = Enquiry(SessionReader.open, _read, self)
        self._enquiry.due.connect(self._ask)
        self._enquiry.told.connect(self._take)
        self._enquiry.failed.connect(self.failed)

    def read_from(self, file: File | None, paths: tuple[Path, ...]) -> None:
        """Reads these paths of this session from now on."""
        if (file, paths) != (self._file, self._paths):
            self._file, self._paths = file, paths
            self._enquiry.leave()
            self._shown.clear()
            self._wanted.clear()

    def value(self, number: int, path: Path) -> PathValue | None:
        """What stands at a path in an event; None until it is read."""
        shown = self._shown.get(number)
        return None if shown is None else shown[self._paths.index(path)]

    def text(self, number: int, path: Path) -> str:
        """The same in short; `…` until it is read, which this asks for."""
        value = self.value(number, path)
        if value is not None:
            return value.text
        self._wanted[number] = None
        self._wanted.move_to_end(number)
        if len(self._wanted) > _AT_ONCE:
            self._wanted.popitem(last=False)  # it has been scrolled away
        self._enquiry.want()
        return "…"

    def close(self) -> None:
        """Ends the thread."""
        self._file = None
        self._enquiry.close()

    def _ask(self) -> None:
        if self._file is not None and self._wanted and self._paths:
            numbers = sorted(self._wanted)
            self._wanted.clear()
            self._enquiry.ask(self._file, _Wanted(numbers, self._paths))

    def _take(self, values: Values) -> None:
        self._shown.update(values)
        while len(self._shown) > MOST_KEPT:
            self._shown.popitem(last=False)
        self.changed.emit()


def text_at(fields: Mapping[str, object], path: Path) -> str:
    """The values at a path in short: `19.99`, `G-32, P-04`, `{3}` for an object of three members."""
    found = list(islice(values_at(fields, path), _MOST_VALUES + 1))
    texts = [_in_short(value) for value in found[:_MOST_VALUES]]
    return ", ".join([*texts, *(["…"] if len(found) > _MOST_VALUES else [])])


def term_of(fields: Mapping[str, object], path: Path) -> str | None:
    """What finds the first value at a path; that there is one, where it is long."""
    for value in values_at(fields, path):
        if isinstance(value, str) and len(value) > _LONGEST_TERM:
            return f"has:{path_name(path)}"
        return path_term(path, value)
    return None


def _in_short(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return f"{{{len(value)}}}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    text = value if isinstance(value, str) else repr(value)
    return visible(elided(text[: _LONGEST + 1], _LONGEST))
