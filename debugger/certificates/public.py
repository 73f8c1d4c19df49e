"""The part of the authority that is no secret: where its certificate is, its fingerprint, a copy of it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import platformdirs

from debugger.errors import CertificateError

CERTIFICATE = "track-debugger-ca.pem"
"""What devices are given to trust; anyone may read it."""
SECRET = "track-debugger-ca-key.pem"  # noqa: S105 - a file's name
"""What signs; nobody else may read it."""

BINARY = frozenset({".cer", ".crt", ".der"})
"""Suffixes of certificates as phones and Windows like them: DER."""

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----\s(.+?)-----END CERTIFICATE-----", re.DOTALL)


def certificates_folder() -> Path:
    """The person's folder for the authority; it need not exist yet."""
    return platformdirs.user_data_path("track-debugger", appauthor=False) / "certificates"


def exists(folder: Path) -> bool:
    """Whether the authority was made, as far as its files' names tell."""
    return (folder / SECRET).is_file() and (folder / CERTIFICATE).is_file()


def kept_authority() -> Path | None:
    """The certificate of the person's authority, where that was made."""
    folder = certificates_folder()
    return folder / CERTIFICATE if exists(folder) else None


def is_there(folder: Path) -> bool:
    """Whether anything of it is there, whole or not."""
    return any((folder / name).exists() for name in (SECRET, CERTIFICATE))


def der(certificate: Path) -> bytes:
    """The certificate of a PEM file in its binary form. Raises `CertificateError`."""
    try:
        found = _PEM.search(certificate.read_text(encoding="ascii"))
        return (
            b64decode("".join(found[1].split()), validate=True) if found else _damaged(certificate)
        )
    except (UnicodeDecodeError, binascii.Error):
        return _damaged(certificate)
    except OSError as error:
        raise CertificateError(
            f"{certificate} cannot be read: {error.strerror}.",
            "track-debugger certificate makes it.",
        ) from error


def fingerprint(certificate: Path) -> str:
    """The SHA-256 of a certificate as systems show it: `AB:CD:…`. Raises `CertificateError`."""
    return sha256(der(certificate)).digest().hex(":").upper()


def export(certificate: Path, target: Path) -> None:
    """Copies a certificate to `target`, as DER where its suffix is one of `BINARY`. Raises `CertificateError`."""
    binary = der(certificate)
    try:
        is_binary = target.suffix.lower() in BINARY
        target.write_bytes(binary if is_binary else certificate.read_bytes())
    except OSError as error:
        raise CertificateError(f"{target} cannot be written: {error.strerror}.") from error


def forget(folder: Path) -> bool:
    """Removes the authority; False where there was none. Raises `CertificateError`."""
    there = [path for path in (folder / SECRET, folder / CERTIFICATE) if path.exists()]
    try:
        for path in there:
            path.unlink()
    except OSError as error:
        raise CertificateError(f"{folder} cannot be emptied: {error.strerror}.") from error
    return bool(there)


def _damaged(certificate: Path) -> bytes:
    raise CertificateError(
        f"{certificate} is damaged.", "Remove that file: the next start writes it again."
    )
