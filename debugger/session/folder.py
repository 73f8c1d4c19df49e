"""Where sessions are kept, and which of them were not ended in order."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path

import platformdirs

from debugger.errors import SessionError
from debugger.session import occupant
from debugger.session.reader import SessionReader
from debugger.session.schema import SUFFIX
from debugger.session.writer import Ending

_MAKER = re.compile(rf"(?:{re.escape(SUFFIX)}|^\.salvage)\.(\d+)\.")
"""The number of the process that made it, in the name of what is not whole yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A session that holds events and that nobody ended in order."""

    path: Path
    started_at: int
    """Microseconds since 1970-01-01 UTC."""
    events: int


def sessions_folder() -> Path:
    """The person's folder for sessions; it need not exist yet."""
    return platformdirs.user_data_path("track-debugger", appauthor=False) / "sessions"


def new_session_path(folder: Path, now: datetime) -> Path:
    """A path in `folder` for a session started `now`, named after it, where there is no file yet."""
    name = now.strftime("%Y-%m-%d %H.%M.%S")
    path = folder / f"{name}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{SUFFIX}"
        number += 1
    return path


def unfinished(folder: Path, wanted: Callable[[], bool] = lambda: True) -> list[Unfinished]:
    """The sessions with events that were not ended in order and that nobody writes now, newest first.

    Those that were found by then, once they are not `wanted` any more.
    """
    paths = takewhile(lambda _: wanted(), folder.glob(f"*{SUFFIX}"))
    found = [left for path in paths for left in _unfinished(path)]
    return sorted(found, key=lambda left: left.started_at, reverse=True)


def sweep(folder: Path) -> None:
    """Removes what processes that were killed left half made: copies, migrations, what was being salvaged."""
    for left in (*folder.glob(f".*{SUFFIX}.*.new*"), *folder.glob(".salvage.*.*")):
        maker = _MAKER.search(left.name)
        if maker and not occupant.is_running(maker[1]):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _unfinished(path: Path) -> Iterator[Unfinished]:
    try:
        with closing(SessionReader.open(path)) as reader:
            about = reader.about()
            events = reader.newest()
            started_at = int(about.get("created_at") or 0)
    except (SessionError, ValueError):  # not one to offer
        return
    being_written = occupant.is_running(about.get("writer") or "")
    if events and about.get("ended") != Ending.CLOSED and not being_written:
        yield Unfinished(path=path, started_at=started_at, events=events)
