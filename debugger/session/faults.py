"""What SQLite says went wrong, as what a person can do about it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from debugger.errors import NotASessionError, SessionError

_PRIMARY = 0xFF  # the low byte of an extended result code


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns errors of SQLite and of the system about `path` into a `SessionError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _session_error(path, error) from error
    except UnicodeDecodeError as error:  # what SQLite complains of, quoted in its words
        raise damaged(path) from error
    except OSError as error:
        raise _of_the_system(path, error) from error


def damaged(path: Path) -> NotASessionError:
    """The error for a session whose content cannot be right."""
    return NotASessionError(
        f"{path} is damaged and cannot be read on.",
        "It was not changed. Save what can be read: track-debugger salvage FILE --output NEW.",
        kind="damaged",
    )


def _session_error(path: Path, error: sqlite3.Error) -> SessionError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the module's own: text that is not UTF-8, a value out of range
        return damaged(path)
    match code & _PRIMARY:
        case sqlite3.SQLITE_NOTADB:
            fault: SessionError = _of_another_kind(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_TOOBIG:
            fault = damaged(path)
        case sqlite3.SQLITE_FULL:
            fault = _disk_full(path)
        case sqlite3.SQLITE_IOERR if code == sqlite3.SQLITE_IOERR_DELETE_NOENT:
            fault = _busy(path)  # another one starts to write, and has put the journal away first
        case sqlite3.SQLITE_IOERR:
            fault = _input_output(path, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            fault = _busy(path)
        case _:
            fault = _not_allowed(path, str(error))
    return fault


def _of_the_system(path: Path, error: OSError) -> SessionError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full(path)
    if error.errno == errno.EIO:
        return _input_output(path, error.strerror or "input/output error")
    return _not_allowed(path, error.strerror or str(error))


def _of_another_kind(path: Path) -> NotASessionError:
    return NotASessionError(
        f"{path} is not a session: it is a file of another kind.",
        "Choose a file that Track Debugger recorded (*.tdsession).",
    )


def _disk_full(path: Path) -> SessionError:
    return SessionError(
        f"The disk that holds {path} is full.",
        "Make room there: recording goes on by itself.",
        kind="disk-full",
    )


def _input_output(path: Path, reason: str) -> SessionError:
    return SessionError(
        f"{path} could not be read or written: {reason}.",
        "Check the disk, its quota and its connection.",
        kind="input-output",
    )


def _busy(path: Path) -> SessionError:
    return SessionError(
        f"{path} is in use by another program.", "Try again when it is done.", kind="in-use"
    )


def _not_allowed(path: Path, reason: str) -> SessionError:
    return SessionError(
        f"{path} cannot be used: {reason}.",
        "Check that you may read and write the file and its folder, or copy it elsewhere.",
    )
