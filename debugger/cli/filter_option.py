"""The option by which a command takes only some of the events."""

from __future__ import annotations

import argparse

from debugger.errors import FilterError
from debugger.payload.text import visible
from debugger.query import Node, parse

_AROUND = 60
"""Characters of a filter that are shown before and after what is wrong."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--filter QUERY`."""
    parser.add_argument(
        "--filter",
        metavar="QUERY",
        help="only these events: 'type:track severity>=warning' (see: track-debugger filters)",
    )


def joined(arguments: list[str]) -> list[str]:
    """The arguments, `--filter` in one with its filter: that may begin with a minus, as options do."""
    given = list(arguments)
    for index in reversed([at for at, each in enumerate(given[:-1]) if each == "--filter"]):
        given[index : index + 2] = [f"--filter={given[index + 1]}"]
    return given


def filter_of(arguments: argparse.Namespace) -> Node | None:
    """The filter; None where none was asked for. Raises `FilterError`, which knows the place."""
    return None if arguments.filter is None else parse(arguments.filter)


def pointed_at(error: FilterError) -> tuple[str, str]:
    """The filter in one line, and below it what is wrong marked."""
    first = max(0, error.start - _AROUND)
    before = visible(error.typed[first : error.start])
    wrong = visible(error.typed[error.start : error.end])
    line = before + wrong + visible(error.typed[error.end : error.end + _AROUND])
    return line, " " * len(before) + "^" * max(1, len(wrong))
