"""Writes an export to a file, which is then the whole of it, or what it was before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from debugger.errors import ExportError
from debugger.export.content import Content
from debugger.export.formats import Format

_PRIVATE = 0o600
_OPEN_FILES = Path("/proc/self/fd")


def save(path: Path, format: Format, content: Content) -> Iterator[int]:  # noqa: A002
    """Writes the events to `path`, yielding how many are written so far.

    Only when all of them are written and on the disk does the file take its place: closed or killed
    before, what stood at `path` still does. Only the owner may read a new file. Raises `ExportError`
    where it cannot be written, `SessionError` where the events cannot be read.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as file:  # a pipe or a device: there is nothing to replace
                yield from format.write(content, file)
        else:
            with _replacing(target) as file:
                yield from format.write(content, file)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Choose another place, or make room there.",
        ) from error


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)  # of a killed process that had our number
    mode = target.stat().st_mode & 0o777 if target.exists() else _PRIVATE
    try:
        with os.fdopen(_nameless(target.parent, temporary, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            _give_name(file.fileno(), temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _nameless(folder: Path, temporary: Path, mode: int) -> int:
    """A new file that vanishes with this process, where the system has such; else `temporary`."""
    if hasattr(os, "O_TMPFILE") and _OPEN_FILES.is_dir():
        with suppress(OSError):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, mode)
    return os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode)


def _give_name(descriptor: int, temporary: Path) -> None:
    if not temporary.exists():
        # Only with a `dir_fd`, which an absolute path needs not, does Python have the link followed.
        os.link(_OPEN_FILES / str(descriptor), temporary, src_dir_fd=descriptor)
