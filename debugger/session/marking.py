"""Writes marks into a session that nobody records into at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from debugger.session import marks
from debugger.session.alone import alone
from debugger.session.faults import explained
from debugger.session.marks import Mark
from debugger.session.migration import migrate_if_older


def mark_events(path: Path, marked: Mapping[int, Mark]) -> None:
    """Gives events of the session at `path` these marks; on the disk when this returns.

    All else that the file says, how it was ended as well, stays as it was. Raises `SessionError`, of
    kind `in-use` where another process records into it.
    """
    with explained(path):
        migrate_if_older(path)
        with alone(path) as connection:
            marks.put(connection, marked)
