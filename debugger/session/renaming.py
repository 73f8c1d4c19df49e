"""Gives a session another name, and says what belongs to it on the disk."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from debugger.errors import SessionError
from debugger.session import connecting
from debugger.session.claim import check_free
from debugger.session.faults import explained
from debugger.session.library import BESIDE
from debugger.session.schema import SUFFIX

_LONGEST = 200
"""Bytes of a name, so that what SQLite adds to it fits."""


def files_of(path: Path) -> list[Path]:
    """The session and what SQLite keeps beside it, as far as it is there."""
    beside = (path.with_name(path.name + each) for each in BESIDE)
    return [path, *(each for each in beside if each.exists())]


def rename(path: Path, name: str) -> Path:
    """Calls the session `name` in its folder; returns where it is then.

    What waits in its log is put into the file first, so that the two are not separated. Raises
    `SessionError` where the name cannot be, is taken, or another process records into it.
    """
    new = path.with_name(_file_name(name))
    with explained(path):
        with closing(connecting.to_change(path)) as connection:
            check_free(path, connection)
            connection.execute("PRAGMA journal_mode = DELETE")
        try:
            new.hardlink_to(path)
        except FileExistsError:
            raise SessionError(f"{new.name} is there already.", "Choose another name.") from None
        path.unlink()
    return new


def _file_name(name: str) -> str:
    stem = name.strip().removesuffix(SUFFIX).rstrip(". ")
    if (
        not stem
        or stem.startswith(".")
        or set(stem) & set('/\\\0:*?"<>|')
        or not stem.isprintable()
    ):
        raise SessionError(f"A file cannot be called {name!r}.", 'Leave out / \\ : * ? " < > |.')
    if len(stem.encode()) > _LONGEST:
        raise SessionError("That name is too long for a file.", "Choose a shorter one.")
    return stem + SUFFIX
