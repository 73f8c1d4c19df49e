"""The command `track-debugger`: the window, or one of the commands that need none."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from debugger.cli import filter_option
from debugger.cli.version import version
from debugger.errors import FilterError, TrackDebuggerError, UsageError
from debugger.payload.text import visible

COMMANDS = {
    "serve": "record without a window",
    "check": "judge a session or a file of payloads",
    "schema": "say what the calls of each event really hold: each property, its share and types",
    "compare": "say what differs between two sessions, or two calls",
    "deliveries": "say what became of each message: tries, gaps, lost or twice",
    "export": "write a session as NDJSON, CSV, HAR, a report, code and more, private data masked",
    "import": "put files of calls into a session",
    "replay": "send the calls of a session again, and show what they are answered",
    "sessions": "list the kept sessions, and delete the old ones by a rule",
    "salvage": "save what a damaged session still holds into a new one",
    "demo": "send the demo shop's calls, some of them wrong on purpose",
    "filters": "tell what a filter can ask for",
    "rules": "list what is judged, or tell all of one rule",
    "doctor": "look at an address as an app would, and say what keeps calls away",
    "browser-sdk": "keep Segment's Analytics.js for pages that load it from here",
    "certificate": "show, copy or forget the certificate that HTTPS rests on",
}
_KEYWORDS = {"import": "import_files"}
"""Commands that no module of Python's can be named after."""

_WIDTH = max(map(len, COMMANDS))
_FAILED = 2
_INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C ended."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the full usage is a `--help` away."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".")
        raise UsageError(f"{sentence}.", f"See {self.prog} --help.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code: 0, 1 for findings, 2 for what cannot be done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except TrackDebuggerError as error:
        sys.stderr.write(f"track-debugger: {visible(str(error))}\n")
        if isinstance(error, FilterError):
            sys.stderr.writelines(f"  {line}\n" for line in filter_option.pointed_at(error))
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(given: list[str]) -> int:
    if given and given[0] in COMMANDS:
        name = _KEYWORDS.get(given[0], given[0].replace("-", "_"))
        command = import_module(f"debugger.cli.{name}")
        parser = _Parser(
            prog=f"track-debugger {given[0]}", description=f"{COMMANDS[given[0]].capitalize()}."
        )
        command.add_arguments(parser)
        told = argparse.Namespace(after_dashes="--" in given)
        return int(command.run(parser.parse_args(filter_option.joined(given[1:]), told)))
    arguments = _front_door().parse_args(given)
    for name in arguments.files:
        if not Path(name).exists():
            raise UsageError(
                f"There is no command and no file {name}.", "See track-debugger --help."
            )
    if arguments.files and (arguments.session or arguments.port is not None):
        raise UsageError("A saved session is only looked at.", "To record into it: --session FILE.")
    return int(import_module("debugger.window.app").run(arguments))


def _front_door() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<{_WIDTH}} {text}" for name, text in COMMANDS.items())
    parser = _Parser(
        prog="track-debugger",
        description="Receives Segment's tracking calls on localhost, judges them and shows them in a window.",
        epilog=f"commands that need no window (--help after each):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"track-debugger {version()}")
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a saved session to look at; nothing is captured"
    )
    parser.add_argument("--port", type=int, help="listen on another port than 8765")
    parser.add_argument("--session", metavar="FILE", help="record into FILE, or go on with it")
    parser.add_argument(
        "--temp", action="store_true", help="forget settings and sessions when the window closes"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
