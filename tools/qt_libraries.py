"""Finds the system libraries that Qt lacks here, installs them where it may, else says the one line to run.

Usage: python tools/qt_libraries.py [--window]
--window asks for what a real window on X11 needs too, not only for what the tests need offscreen.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
"""Debian's and Ubuntu's package for each shared library that the Qt wheel expects of the system."""

_OFFSCREEN = (
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)
_WINDOW = (*_OFFSCREEN, "Qt/plugins/platforms/libqxcb.so")


def missing_libraries(ldd_output: str) -> set[str]:
    """The names that `ldd` could not find."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE))


def packages_for(libraries: Iterable[str]) -> tuple[list[str], list[str]]:
    """The packages that bring these libraries, and the libraries that no known package brings."""
    names = sorted(set(libraries))
    packages = sorted({DEBIAN_PACKAGES[name] for name in names if name in DEBIAN_PACKAGES})
    return packages, [name for name in names if name not in DEBIAN_PACKAGES]


def look(qt_folder: Path, files: Iterable[str]) -> set[str]:
    """The system libraries that these files of the Qt wheel ask for in vain."""
    own = {path.name for path in qt_folder.rglob("*.so*")}
    outputs = (
        subprocess.run(
            ["ldd", qt_folder / name], capture_output=True, text=True, check=False
        ).stdout
        for name in files
    )
    return set().union(*(missing_libraries(output) for output in outputs)) - own


def install(packages: list[str]) -> None:
    """Installs packages through apt; raises CalledProcessError when apt fails."""
    print("Installing Qt's system libraries:", " ".join(packages), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def main(arguments: list[str]) -> int:
    """0 when nothing is missing any more, 1 otherwise with the line to run on stderr."""
    qt = find_spec("PySide6")
    if not sys.platform.startswith("linux") or qt is None or not qt.submodule_search_locations:
        return 0
    folder = Path(next(iter(qt.submodule_search_locations)))
    files = _WINDOW if "--window" in arguments else _OFFSCREEN
    missing = look(folder, files)
    if not missing:
        return 0
    packages, unknown = packages_for(missing)
    if packages and not unknown and os.geteuid() == 0 and shutil.which("apt-get"):
        try:
            install(packages)
        except subprocess.CalledProcessError as error:
            print(f"track-debugger: {' '.join(error.cmd)} failed.", file=sys.stderr)
        missing = look(folder, files)
        if not missing:
            return 0
        packages, unknown = packages_for(missing)
    names = " ".join(unknown)
    line = f"sudo apt-get install {' '.join(packages)}" if packages else ""
    also = f" Your system's packages for {names} are needed as well." if unknown else ""
    print(f"track-debugger: Qt lacks system libraries. Run: {line}{also}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
