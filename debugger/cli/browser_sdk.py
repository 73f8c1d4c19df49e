"""`track-debugger browser-sdk`: keeps Segment's Analytics.js here, for pages that load it from us."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from debugger.browser_sdk import installing, npm
from debugger.browser_sdk.kept import INSTALL, PACKAGE, SCRIPTS, VERSION, Copy, kept, sdk_folder
from debugger.errors import UsageError
from debugger.payload.text import visible

_USE = """Pages with Segment's snippet load it from here once their snippet names this address instead of
cdn.segment.com: docs/browser-sdk.md has the two lines."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `browser-sdk`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("status", "install", "remove"),
        default="status",
        help=f"install fetches {PACKAGE} {VERSION} with npm, checks it, and keeps its scripts and licence",
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="PATH",
        help="install from a tarball or a folder of the package instead; fetches nothing",
    )


def run(arguments: argparse.Namespace) -> int:
    """Installs, removes or says what is there. Raises `BrowserSdkError` or `UsageError`."""
    folder = sdk_folder()
    if arguments.source is not None and arguments.action != "install":
        raise UsageError("--from goes with install.", f"{INSTALL} --from PATH")
    if arguments.action == "install":
        _say(_about(_install(arguments.source, folder)))
        _say(_USE)
    elif arguments.action == "remove":
        _say("Removed." if installing.remove(folder) else "There is none.")
    else:
        copy = kept(folder)
        _say(_about(copy) if copy else f"There is none. {INSTALL} fetches it with npm.")
    return 0


def _install(source: Path | None, folder: Path) -> Copy:
    if source is not None:
        return installing.install(source, folder)
    _say(f"npm fetches {PACKAGE} {VERSION} …")
    with TemporaryDirectory() as temporary:
        return installing.install(npm.fetch(Path(temporary)), folder)


def _about(copy: Copy) -> str:
    return "\n".join(
        (
            f"Package  {PACKAGE} {copy.version}",
            f"Scripts  {copy.folder / SCRIPTS}",
            *(f"Licence  {path}" for path in sorted(copy.folder.glob("[Ll][Ii][Cc][Ee]*"))),
        )
    )


def _say(text: str) -> None:
    sys.stdout.write("\n".join(visible(line) for line in text.split("\n")) + "\n")
    sys.stdout.flush()
