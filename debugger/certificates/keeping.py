"""Keeps the authority in the person's folder: made once, private, renewed when it has ended."""

from __future__ import annotations

import os
import platform
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp

from debugger.certificates import authority
from debugger.certificates.authority import Authority
from debugger.certificates.public import CERTIFICATE, SECRET
from debugger.errors import CertificateError

_ANEW = (
    "Make a new one with `track-debugger certificate --forget`, and trust it on every device again."
)


def kept(folder: Path, *, now: datetime | None = None) -> tuple[Authority, bool]:
    """The authority in `folder`, and whether it took the place of one that has ended.

    It is made where there is none. Raises `CertificateError`: a damaged one is never replaced by
    itself, since devices trust it.
    """
    now = now or datetime.now(UTC)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _allow(folder, 0o700)
        found = _read(folder / SECRET)
        ended = found is not None and found.ends <= now
        if found is None or ended:
            made = authority.make(platform.node() or "this machine", now)
            _write(folder / SECRET, made.secret(), replace=ended)
            found = _read(folder / SECRET) or made  # another process may have been first
        _publish(folder / CERTIFICATE, found.certificate())
    except OSError as error:
        raise CertificateError(
            f"The certificate authority in {folder} cannot be used: {error.strerror}.",
            "Check that the folder can be written. HTTP works without it.",
        ) from error
    return found, ended


def _read(path: Path) -> Authority | None:
    try:
        secret = path.read_bytes()
        _allow(path, 0o600)
        return authority.read(secret)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise CertificateError(f"The certificate authority in {path} is damaged.", _ANEW) from error


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    """Writes a file that only its owner can read, at once; one that is there already stays without `replace`."""
    descriptor, name = mkstemp(dir=path.parent)  # with mode 0600
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            written.replace(path)
        else:
            _link(written, path)
    finally:
        written.unlink(missing_ok=True)


def _link(written: Path, path: Path) -> None:
    with suppress(FileExistsError):
        try:
            path.hardlink_to(written)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            written.replace(path)


def _publish(path: Path, data: bytes) -> None:
    with suppress(FileNotFoundError):
        if path.read_bytes() == data:
            return
    _write(path, data, replace=True)
    path.chmod(0o644)


def _allow(path: Path, mode: int) -> None:
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)
