"""Takes the scripts and the licence out of Segment's package, a tarball or a folder, and keeps them."""

from __future__ import annotations

import json
import shutil
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha512
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from debugger.browser_sdk.kept import MAIN, MANIFEST, PACKAGE, SCRIPTS, VERSION, Copy, is_script
from debugger.browser_sdk.kept import kept as kept_in
from debugger.errors import BrowserSdkError

INTEGRITY = "sha512-5l7cPBzScxhfJ0zdcKQI4daDvMIWWUk7hClT1xGRelnHUltIEoQ9w8+ZpFPoWJMpX8D7IA1nVAfJbpiKi3XaKw=="
"""Of the tarball of `VERSION`, as package locks write it."""

_LARGEST = 8 * 1024 * 1024
"""Bytes of one file, and of a tarball; Segment's have half a megabyte at most."""

_LICENCE = "LICENSE"
_PREFIX = "package"
"""The folder that everything in a tarball of a package lies in."""

_Files = dict[str, bytes]


def install(source: Path, folder: Path) -> Copy:
    """Keeps what is needed of `source`, in place of an earlier copy, or changes nothing.

    `source` is the package's tarball, or the package as it lies in node_modules. A tarball that calls
    itself `VERSION` has to be that to the byte; other releases are taken as they are. Raises
    `BrowserSdkError`.
    """
    try:
        files = dict(_from_folder(source) if source.is_dir() else _from_tarball(source))
    except FileNotFoundError as error:
        raise BrowserSdkError(f"There is no {source}.") from error
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BrowserSdkError(f"{source} cannot be read: {error}.", _GIVE) from error
    version = _version(files, source)
    if version == VERSION and source.is_file() and _integrity(source) != INTEGRITY:
        raise BrowserSdkError(
            f"{source} is not {PACKAGE} {VERSION} as it was published: its sha512 is another.",
            "Fetch it again.",
        )
    try:
        _put(files, folder)
    except OSError as error:
        raise BrowserSdkError(f"{folder} cannot be written: {error.strerror}.") from error
    copy = kept_in(folder)
    if copy is None:
        raise BrowserSdkError(f"{folder} cannot be read back.", "Install it again.")
    return copy


def remove(folder: Path) -> bool:
    """Removes the copy; False where there was none. Raises `BrowserSdkError`."""
    if not folder.exists():
        return False
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise BrowserSdkError(f"{folder} cannot be removed: {error.strerror}.") from error
    return True


def _from_folder(source: Path) -> Iterator[tuple[str, bytes]]:
    for path in (*source.iterdir(), *(source / SCRIPTS).iterdir()):
        name = path.relative_to(source).as_posix()
        if _is_wanted(name) and path.is_file():
            yield name, path.read_bytes()


def _from_tarball(source: Path) -> Iterator[tuple[str, bytes]]:
    """Reads what is wanted by name; nothing is unpacked to where a tarball says."""
    if source.stat().st_size > _LARGEST:
        raise BrowserSdkError(f"{source} is too large to be {PACKAGE}.", _GIVE)
    with tarfile.open(source, "r:*") as tarball:
        for member in tarball:
            path = PurePosixPath(member.name)
            name = path.relative_to(_PREFIX).as_posix() if path.parts[:1] == (_PREFIX,) else ""
            if _is_wanted(name) and member.isfile() and member.size <= _LARGEST:
                content = tarball.extractfile(member)
                if content is not None:
                    yield name, content.read()


def _is_wanted(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    if folder:
        return folder == SCRIPTS and is_script(file)
    return name == MANIFEST or name.upper().startswith(_LICENCE)


def _version(files: _Files, source: Path) -> str:
    try:
        manifest = json.loads(files.get(MANIFEST, b""))
    except ValueError:
        manifest = None
    said = manifest if isinstance(manifest, dict) else {}
    version = said.get("version")
    if said.get("name") != PACKAGE or not isinstance(version, str):
        raise BrowserSdkError(f"{source} is not the package {PACKAGE}.", _GIVE)
    if f"{SCRIPTS}/{MAIN}" not in files:
        raise BrowserSdkError(f"{source} has no {SCRIPTS}/{MAIN}.", _GIVE)
    if not any(name.upper().startswith(_LICENCE) for name in files):
        raise BrowserSdkError(f"{source} has no licence beside it.", _GIVE)
    return version


def _integrity(tarball: Path) -> str:
    return f"sha512-{b64encode(sha512(tarball.read_bytes()).digest()).decode()}"


def _put(files: _Files, folder: Path) -> None:
    """Writes beside `folder` and then changes places, so that a page never loads half of two releases."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    old = new.with_name(f"{new.name}-old")
    try:
        for name, content in files.items():
            target = new / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        new.chmod(0o755)
        with suppress(FileNotFoundError):
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


_GIVE = f"Give the tarball of {PACKAGE} {VERSION}, or its folder in node_modules."
