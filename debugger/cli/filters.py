"""`track-debugger filters`: what a filter can ask for, from the table of its fields."""

from __future__ import annotations

import argparse
import sys

from debugger.cli import terminal
from debugger.query import reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Tell what a filter can ask for."
    parser.add_argument(
        "--format",
        choices=sorted(reference.FORMATS),
        default="text",
        help="default: %(default)s",
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints; the exit code."""
    terminal.show_what_cannot_be_encoded(sys.stdout)
    with terminal.until_reader_leaves():
        sys.stdout.write(reference.FORMATS[arguments.format]())
    return 0
