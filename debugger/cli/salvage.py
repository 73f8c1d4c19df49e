"""`track-debugger salvage`: saves what a damaged session still holds into a new one."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from pathlib import Path

from debugger.payload.text import visible
from debugger.session.salvaging import salvage

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
    (reached,) = deque(salvage(arguments.session, output), maxlen=1)
    sys.stdout.write(f"{visible(str(output))}: {reached.sentence}\n")
    return _LOST if reached.lost or reached.expected > reached.known else 0
