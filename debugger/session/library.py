"""What is known of each session in a folder, and which of them a rule would have go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from debugger.errors import SessionError
from debugger.session import occupant, schema
from debugger.session.reader import SessionReader
from debugger.session.rows import NO_COUNTS, Counts
from debugger.session.schema import SUFFIX
from debugger.session.writer import Ending

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a session; it belongs to it."""


class State(StrEnum):
    """How it is with a session."""

    RECORDING = "being recorded"
    ENDED = "ended"
    LEFT = "left after a crash"
    DAMAGED = "damaged"
    NEWER = "of a newer format"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file that is called a session."""

    path: Path
    size: int
    """Bytes, with what SQLite keeps beside it."""
    state: State
    modified_at: float = 0.0
    """Seconds since 1970-01-01 UTC."""
    started_at: int = 0
    """Microseconds since 1970-01-01 UTC; 0 where it does not say."""
    last_at: int = 0
    """When the last event came; likewise. 0 without events."""
    counts: Counts = NO_COUNTS
    marked: int = 0
    """Events with a star, a colour or a note."""
    apps: tuple[str, ...] = ()
    """What sent, in short, in the order of its first call: `analytics.js 2.11.1`."""
    version: int = schema.USER_VERSION
    """Of the format."""
    trouble: str = ""
    """Why it cannot be read, where it cannot."""

    @property
    def is_older(self) -> bool:
        """Whether its format is of an older version."""
        return self.version < schema.USER_VERSION

    @property
    def length(self) -> int:
        """Microseconds from its start to its last event."""
        return max(0, self.last_at - self.started_at) if self.last_at else 0


def entries(folder: Path) -> Iterator[Entry]:
    """Every session of the folder, as each has been looked through; in no order."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            yield entry(path)
        except OSError:  # deleted meanwhile, or a link to nowhere
            continue


def entry(path: Path) -> Entry:
    """What is known of one session. Raises `OSError` where there is no file."""
    status = path.stat()
    size = status.st_size + sum(_size(path.with_name(path.name + each)) for each in BESIDE)
    try:
        with closing(SessionReader.open(path)) as reader:
            return _looked_through(reader, size, status.st_mtime)
    except SessionError as error:
        states = {"damaged": State.DAMAGED, "newer": State.NEWER}
        state = states.get(error.kind, State.UNREADABLE)
        return Entry(
            path=path,
            size=size,
            modified_at=status.st_mtime,
            state=state,
            trouble=str(error),
        )


def _looked_through(reader: SessionReader, size: int, modified_at: float) -> Entry:
    about = reader.about()
    newest = reader.newest()
    last = reader.rows(newest, newest)
    return Entry(
        path=reader.path,
        size=size,
        modified_at=modified_at,
        state=_state(about),
        started_at=_number(about.get("created_at")),
        last_at=last[0].received_at if last else 0,
        counts=reader.counts(1, newest),
        marked=reader.marked(),
        apps=tuple(reader.labels()),
        version=reader.version,
    )


def _state(about: dict[str, str | None]) -> State:
    if occupant.is_running(about.get("writer") or ""):
        return State.RECORDING
    return State.ENDED if about.get("ended") == Ending.CLOSED else State.LEFT


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Which sessions stay: all with nothing set; else those that hold to each limit that is."""

    newest: int | None = None
    """How many of the newest."""
    days: int | None = None
    """Those that changed within so many days."""
    size: int | None = None
    """The newest that fit into so many bytes together."""

    @property
    def keeps_all(self) -> bool:
        """Whether nothing ever goes."""
        return self.newest is None and self.days is None and self.size is None


def to_go(found: Sequence[Entry], keeping: Keeping, now: float) -> list[Entry]:
    """The sessions that `keeping` does not keep, oldest first; `now` in seconds since 1970-01-01 UTC.

    One that is being recorded, cannot be read whole, or has marks always stays.
    """
    going: list[Entry] = []
    total = 0
    for place, each in enumerate(sorted(found, key=lambda one: one.modified_at, reverse=True)):
        total += each.size
        goes = (
            (keeping.newest is not None and place >= keeping.newest)
            or (keeping.days is not None and now - each.modified_at > keeping.days * 86_400)
            or (keeping.size is not None and total > keeping.size)
        )
        if goes and each.state in {State.ENDED, State.LEFT} and not each.marked:
            going.append(each)
    return going[::-1]
