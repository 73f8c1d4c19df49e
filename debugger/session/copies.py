"""Saves a session under another name: whole, and ended in order, also while it is recorded."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from debugger.errors import SessionError
from debugger.session import connecting
from debugger.session.faults import explained
from debugger.session.writer import Ending

_PAGES_AT_ONCE = 256


class _StoppedError(Exception):
    pass


def save_copy(source: Path, target: Path, report: Callable[[float], bool]) -> bool:
    """Writes what `source` holds at this moment to `target`, which has it all or is as it was.

    `report` is told the part from 0 to 1 that is done, and stops it by answering False; then this
    answers False. Raises `SessionError`.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise SessionError(f"{target} is the session itself.", "Choose another name.")
    with (
        closing(connecting.to_read(source)) as reading,
        explained(target),
        connecting.new_beside(target) as (temporary, copy),
    ):
        copy.execute("PRAGMA synchronous = FULL")
        try:
            _copy(reading, copy, report)
        except _StoppedError:
            return False
        _end(copy)
        copy.close()
        connecting.replace(target, temporary)
    return True


def _copy(
    reading: sqlite3.Connection, copy: sqlite3.Connection, report: Callable[[float], bool]
) -> None:
    """Inside of one read transaction, or what is recorded meanwhile would make it begin anew."""

    def follow(_status: int, remaining: int, total: int) -> None:
        if not report(1 - remaining / total if total else 1.0):
            raise _StoppedError

    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM session").fetchone()
    reading.backup(copy, pages=_PAGES_AT_ONCE, progress=follow)
    reading.execute("COMMIT")


def _end(copy: sqlite3.Connection) -> None:
    """The copy is nobody's to write, and one file alone."""
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("BEGIN IMMEDIATE")
    ended = copy.execute("SELECT value FROM session WHERE key = 'ended'").fetchone()
    if not ended or ended[0] is None:
        now = str(time.time_ns() // 1000)
        notes = {"ended": Ending.CLOSED.value, "ended_at": now, "writer": None}
        copy.executemany("INSERT OR REPLACE INTO session VALUES (?, ?)", notes.items())
    copy.execute("COMMIT")
