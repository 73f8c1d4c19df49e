"""The copy that is kept in the person's folder, laid out as in its package: what it is, and its scripts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PACKAGE = "@segment/analytics-next"
VERSION = "1.84.3"
"""The release that the tests drive."""

MANIFEST = "package.json"
SCRIPTS = "dist/umd"
"""Where a package has the scripts that pages load."""

MAIN = "standalone.js"
"""What Segment's snippet loads as `analytics.min.js`; it loads the others."""

INSTALL = "track-debugger browser-sdk install"
"""The command that puts a copy there."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Analytics.js as it lies in a folder."""

    folder: Path
    version: str

    def script(self, name: str) -> bytes | None:
        """One of its scripts by its name; None where it has none of that name."""
        if not is_script(name):
            return None
        try:
            return (self.folder / SCRIPTS / name).read_bytes()
        except OSError:
            return None


def sdk_folder() -> Path:
    """The person's folder for the copy; it need not exist."""
    return platformdirs.user_data_path("track-debugger", appauthor=False) / "browser-sdk"


def kept(folder: Path) -> Copy | None:
    """The copy in `folder`, which has its version and its main script; None where there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("name") != PACKAGE:
        return None
    version = manifest.get("version")
    if not isinstance(version, str) or not (folder / SCRIPTS / MAIN).is_file():
        return None
    return Copy(folder=folder, version=version)


def is_script(name: str) -> bool:
    """Whether a file of that name is a script that pages may load; no path is."""
    return _NAME.fullmatch(name) is not None
