"""`track-debugger salvage`: saves what a damaged session still holds into a new one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from debugger.payload.text import visible
from debugger.session.salvaging import Salvaged, salvage

_LOST = 1
"""The exit code where something could not be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Save what a damaged session still holds into a new one. The damaged file is only read."
    )
    parser.add_argument("session", type=Path, metavar="DAMAGED", help="the damaged session")
    parser.add_argument(
        "--output", type=Path, required=True, metavar="NEW", help="where to; no file may be there"
    )


def run(arguments: argparse.Namespace) -> int:
    """Salvages; 1 where something is lost. Raises `TrackDebuggerError` where nothing can be saved."""
    output: Path = arguments.output
    with closing(salvage(arguments.session, output)) as steps:  # also by Ctrl-C
        reached = _last(steps)
    sys.stdout.write(f"{visible(str(output))}: {reached.sentence}\n")
    return _LOST if reached.lost or reached.expected > reached.known else 0


def _last(steps: Iterator[Salvaged]) -> Salvaged:
    """How far it went; where a person looks on, with how far it is meanwhile."""
    told, shown = sys.stderr.isatty(), ""
    reached = Salvaged(done=0)
    for reached in steps:
        words = f"\r{reached.done:.0%}"
        if told and words != shown:
            sys.stderr.write(words)
            sys.stderr.flush()
            shown = words
    if told:
        sys.stderr.write("\r    \r")
    return reached
