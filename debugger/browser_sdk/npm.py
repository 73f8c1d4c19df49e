"""Fetches Segment's package with the person's own npm, which knows their registry, proxy and certificates.

It happens only when a person asks for it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from debugger.browser_sdk.kept import PACKAGE, VERSION
from debugger.errors import BrowserSdkError

_PATIENCE = 180
"""Seconds."""

_OTHERWISE = (
    "Fetch the tarball by other means, or take the package out of a project's node_modules, and give "
    "it with --from."
)


def fetch(folder: Path) -> Path:
    """The tarball of `VERSION`, put into `folder` by `npm pack`. Raises `BrowserSdkError`."""
    npm = shutil.which("npm")
    if npm is None:
        raise BrowserSdkError("npm is not installed here.", _OTHERWISE)
    command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--pack-destination", str(folder)]
    try:
        ended = subprocess.run(  # noqa: S603 - the words are ours
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrowserSdkError(f"npm did not fetch it: {error}.", _OTHERWISE) from error
    tarball = next(folder.glob("*.tgz"), None)
    if ended.returncode or tarball is None:
        said = ended.stderr.decode("utf-8", "replace")
        raise BrowserSdkError(f"npm could not fetch {PACKAGE} {VERSION}: {_why(said)}.", _OTHERWISE)
    return tarball


def _why(said: str) -> str:
    """The sentence of npm's that says it: the first of its errors that is no code and no hint."""
    errors = [
        line.partition(" ")[2].removeprefix("error ").removeprefix("ERR! ").strip()
        for line in said.splitlines()
        if line.startswith(("npm error ", "npm ERR! "))
    ]
    told = [
        line for line in errors if line and not line.startswith(("code ", "errno ", "syscall "))
    ]
    return (told[0] if told else "it does not say why").rstrip(".")
