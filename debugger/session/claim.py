"""Who may write a session: one process at a time, which has its name in the session."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from debugger.errors import SessionError
from debugger.session import occupant


def check_free(path: Path, connection: sqlite3.Connection) -> None:
    """Raises `SessionError` of kind `in-use` where a process that still runs writes the session.

    Only inside of a write transaction does it stay true.
    """
    found = connection.execute("SELECT value FROM session WHERE key = 'writer'").fetchone()
    if found and found[0] and occupant.is_running(str(found[0])):
        raise SessionError(
            f"{path} is being recorded into by another Track Debugger (process "
            f"{str(found[0]).partition(' ')[0]}).",
            "End that one, or record into another file.",
            kind="in-use",
        )
