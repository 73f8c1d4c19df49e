"""`track-debugger export`: writes the events of a session as NDJSON or JSON."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from debugger.cli import terminal
from debugger.export import Format, formats, save
from debugger.session.reader import SessionReader

_DEFAULT = "ndjson"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Write a session's events, each with its findings and its payload as sent."
    parser.add_argument("session", type=Path, metavar="SESSION", help="a session (*.tdsession)")
    parser.add_argument(
        "--format",
        choices=sorted(formats()),
        help=f"default: what the name of --output ends with, or {_DEFAULT}",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="written whole or not at all; default: stdout"
    )


def run(arguments: argparse.Namespace) -> int:
    """Exports; the exit code. Raises `TrackDebuggerError` where it cannot be read or written."""
    output: Path | None = arguments.output
    chosen = _format(arguments.format, output)
    with closing(SessionReader.open(arguments.session)) as reader:
        events = reader.events(1, reader.newest())
        if output is not None:
            _exhaust(save(output, chosen, events))
        else:
            with terminal.until_reader_leaves():
                _exhaust(chosen.write(events, sys.stdout.buffer))
    return 0


def _format(name: str | None, output: Path | None) -> Format:
    by_name = formats()
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return by_name[name or (ending if ending in by_name else _DEFAULT)]


def _exhaust(progress: Iterator[int]) -> None:
    deque(progress, maxlen=0)
