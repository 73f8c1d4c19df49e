"""Opens session files: created whole and private, checked before they are trusted, read-only to read."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from debugger.errors import NotASessionError, SessionError
from debugger.session import schema
from debugger.session.faults import damaged, explained

_PATIENCE = 5.0
"""Seconds to wait for a lock of another program."""

_WAL_SIZE = 64 * 1024 * 1024
"""Bytes that the write-ahead log keeps on the disk once it was longer."""


def create_if_missing(path: Path) -> None:
    """Makes an empty session where there is no file, or an empty one; only the owner may read it.

    It is made under another name and then linked, so that at `path` there is a whole session or none.
    """
    there = path.exists()
    if there and (not path.is_file() or path.stat().st_size):
        return
    with new_beside(path) as (temporary, connection):
        connection.close()
        if there:
            _put_in_place_of_empty(path, temporary)
        else:
            with suppress(FileExistsError):  # another process was first, and its session is whole
                _link(temporary, path)
        _sync_folder(path.parent)


@contextmanager
def new_beside(path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """An empty session that only the owner may read, under another name in the folder of `path`.

    It is to be filled, closed, and put in place; what is still there at the end is removed. Nothing of
    it is sure to be on the disk before that.
    """
    _make_private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            schema.create(connection)
            yield temporary, connection
    finally:
        temporary.unlink(missing_ok=True)


def replace(path: Path, by: Path) -> None:
    """Puts the closed session `by`, in the same folder, where `path` is: at no moment is there none, or half."""
    by.replace(path)
    _sync_folder(path.parent)


def to_write(path: Path) -> sqlite3.Connection:
    """The connection that appends to the session at `path`, which is checked first without a write.

    It has to be of today's format: see `migration`.
    """
    connection = to_change(path)
    try:
        _set_up_appending(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def to_change(path: Path) -> sqlite3.Connection:
    """A connection that can change the session at `path`, which is checked first without a write."""
    to_read(path).close()
    connection = sqlite3.connect(
        f"{_resolved_uri(path)}?mode=rw", uri=True, isolation_level=None, timeout=_PATIENCE
    )
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def to_read(path: Path) -> sqlite3.Connection:
    """A connection that can only read the session at `path`, while it is written or not.

    Raises `NotASessionError` that says what the file is, and `SessionError` where it cannot be opened.
    """
    _check_kind_of_file(path)
    try:
        return _opened_to_read(path, "mode=ro")
    except SessionError as error:
        if isinstance(error, NotASessionError) or not _is_at_rest(path):
            raise
        # A folder that cannot be written to: SQLite cannot put its lock file there, and needs none.
        return _opened_to_read(path, "mode=ro&immutable=1")


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the format that the file has."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _opened_to_read(path: Path, options: str) -> sqlite3.Connection:
    with explained(path):
        connection = sqlite3.connect(
            f"{_resolved_uri(path)}?{options}", uri=True, isolation_level=None, timeout=_PATIENCE
        )
        try:
            _harden(connection)
            _check_is_session(path, connection)
            schema.supplement(connection, version_of(connection))
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _harden(connection: sqlite3.Connection) -> None:
    """What SQLite advises for files from strangers (https://sqlite.org/security.html)."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, schema.LARGEST_VALUE)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # noqa: FBT003
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)  # noqa: FBT003
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)  # noqa: FBT003
    for setting in (
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "wal_autocheckpoint = 0",
    ):
        connection.execute(f"PRAGMA {setting}")


def _set_up_appending(path: Path, connection: sqlite3.Connection) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise SessionError(
            f"{path} is on a disk that cannot hold a session safely.",
            "Record into a folder on a disk of this machine.",
        )
    for setting in (
        "secure_delete = OFF",
        f"journal_size_limit = {_WAL_SIZE}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _check_kind_of_file(path: Path) -> None:
    with explained(path):
        if path.is_dir():
            raise NotASessionError(f"{path} is a folder, not a session.", "Name a file in it.")
        if not path.exists():
            raise SessionError(f"There is no file {path}.", "Check its name.", kind="missing")
        if not path.is_file():
            raise NotASessionError(f"{path} is not a file.", "Name a session (*.tdsession).")
        if not path.stat().st_size:
            raise NotASessionError(
                f"{path} is empty.", "Choose a file that Track Debugger recorded (*.tdsession)."
            )


def _check_is_session(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotASessionError(
            f"{path} is an SQLite database of another program, not a session.",
            "Choose a file that Track Debugger recorded (*.tdsession).",
        )
    version = version_of(connection)
    if version > schema.USER_VERSION:
        raise NotASessionError(
            f"{path} was recorded by a newer Track Debugger (format {version}; "
            f"this one reads up to {schema.USER_VERSION}).",
            "Update Track Debugger to open it.",
            kind="newer",
        )
    if not schema.is_ours(connection, version):
        raise damaged(path)


def _is_at_rest(path: Path) -> bool:
    """Whether nothing waits in a write-ahead log, so that the file alone is the whole session."""
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _resolved_uri(path: Path) -> str:
    return path.resolve().as_uri()


def _make_private_folder(folder: Path) -> None:
    missing = [folder, *folder.parents]
    for each in reversed(missing):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)


def _put_in_place_of_empty(path: Path, temporary: Path) -> None:
    """Of all that find the same empty file, one replaces it: a session that stands there by then is kept."""
    with path.open("rb") as empty:
        fcntl.flock(empty, fcntl.LOCK_EX)
        if path.stat().st_size == 0:
            temporary.replace(path)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _link(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        temporary.rename(path)
