"""`track-debugger serve -- COMMAND`: records what a command sends, checks it, and ends with the worst of both."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

from debugger.cli import check
from debugger.cli.terminal import until_reader_leaves
from debugger.errors import ExportError, UsageError
from debugger.payload.text import visible
from debugger.running.command import NOT_EXECUTABLE, NOT_FOUND, Command, Ended
from debugger.session.reader import SessionReader
from debugger.sink.quiet import QuietLines
from debugger.sink.report import Lines, Listening

_SETTLE = 1.0
_NOT_STORED = 2
_NOTHING_CAME = 1


class Beside(Protocol):
    """What runs beside a sink, and decides when that ends."""

    def start(self, listening: Listening, stop: Callable[[], None]) -> None:
        """Requests are taken; call `stop` at the end. Must not block."""

    def interrupt(self, number: int) -> None:
        """A signal came."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that a command brings with it."""
    parser.usage = "%(prog)s [options] [-- COMMAND …]"
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = "Record without a window; with a command, check what it sends."
    parser.epilog = (
        "With a command: it is given TRACK_DEBUGGER_URL, _TOKEN and _SESSION. Exit code: that\n"
        "of the command where it is not 0 (128 + the signal that ended it, 124 after --timeout, 126 or\n"
        "127 where it cannot be run); else that of the check: 0 clean, 1 findings at or above --fail-on,\n"
        "an expectation that is not met, or no call at all, 2 where a call could not be stored."
    )
    parser.add_argument(
        "command", nargs="*", metavar="COMMAND", help="after --: run it, check, and end"
    )
    check.add_strictness(parser)
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="write the report in --format to FILE, and the text to stdout",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="end the command after so long (default: never)",
    )
    parser.add_argument(
        "--settle",
        type=_seconds,
        default=_SETTLE,
        metavar="SECONDS",
        help="go on after the command until nothing has come for so long (default: %(default)g)",
    )


def refuse_without_command(arguments: argparse.Namespace) -> None:
    """Raises `UsageError` for options that mean nothing without a command."""
    for name in ("expect", "report", "timeout"):
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name} needs a command to wait for.", "serve … -- COMMAND")


def run(
    arguments: argparse.Namespace, serve: Callable[[argparse.Namespace, Lines, Beside], None]
) -> int:
    """Serves with the command beside it, then reports. Raises `TrackDebuggerError` where it cannot."""
    if arguments.format == "jsonl":
        raise UsageError("--format jsonl tells of a session live.", "With a command, use json.")
    expected = check.expected_by(arguments)  # a mistake in it is told before the tests run
    first = _newest(arguments.session) + 1
    lines = QuietLines()
    running = _Running(arguments, lines)
    serve(arguments, lines, running)
    ended, session = running.ended, running.session
    if ended.words:
        _say(ended.words)
    if ended.code in {NOT_FOUND, NOT_EXECUTABLE} and ended.words:
        return ended.code
    judged = _report(session, arguments, expected, first)
    if _newest(session) < first:
        _tell_that_nothing_came(lines)
        judged = judged or (0 if expected else _NOTHING_CAME)
    _say(f"session kept: {session}")
    return ended.code or (_NOT_STORED if lines.failures else judged)


class _Running:
    """The command, in a thread beside the sink."""

    def __init__(self, arguments: argparse.Namespace, lines: QuietLines) -> None:
        self._arguments = arguments
        self._lines = lines
        self._command: Command | None = None
        self._interrupted: list[int] = []
        self.session = Path()
        self.ended = Ended(0)

    def start(self, listening: Listening, stop: Callable[[], None]) -> None:
        self.session = listening.session
        environment = {
            "TRACK_DEBUGGER_URL": f"http://{listening.address}",
            "TRACK_DEBUGGER_TOKEN": listening.token,
            "TRACK_DEBUGGER_SESSION": str(listening.session),
        }
        if listening.https:
            environment["TRACK_DEBUGGER_HTTPS_URL"] = f"https://{listening.https}"
            environment["TRACK_DEBUGGER_CERTIFICATE"] = str(listening.certificate)
        arguments = self._arguments
        self._command = Command(arguments.command, environment, timeout=arguments.timeout)
        for number in self._interrupted:
            self._command.signal(number)
        following = threading.Thread(
            target=self._follow, args=(self._command, stop), name="command", daemon=True
        )
        following.start()

    def interrupt(self, number: int) -> None:
        if self._command is None:
            self._interrupted.append(number)
        else:
            self._command.signal(number)

    def _follow(self, command: Command, stop: Callable[[], None]) -> None:
        try:
            self.ended = command.run()
            self._lines.settle(self._arguments.settle)
        finally:
            stop()


def _report(
    session: Path, arguments: argparse.Namespace, expected: check.Expected, first: int
) -> int:
    name = str(session)
    if arguments.report is None:
        return check.report_on(name, arguments, expected, first=first)
    try:
        with arguments.report.open("w", encoding="utf-8", newline="\n") as file:
            to = check.Destination(file, arguments.format)
            check.report_on(name, arguments, expected, to=to, first=first)
    except OSError as error:
        raise ExportError(
            f"{arguments.report} cannot be written: {error.strerror or error}.", "Write elsewhere."
        ) from error
    to = check.Destination(sys.stdout, "text")
    return check.report_on(name, arguments, expected, to=to, first=first)


def _newest(session: Path | None) -> int:
    """Number of the last event that is there already; 0 where there is no session yet."""
    if session is None or not session.is_file() or not session.stat().st_size:
        return 0
    with closing(SessionReader.open(session)) as reader:
        return reader.newest()


def _tell_that_nothing_came(lines: QuietLines) -> None:
    _say("no call arrived. Does the app send to TRACK_DEBUGGER_URL, and flush before it ends?")
    for words in lines.instead_of_calls():
        _say(f"instead: {words}")


def _say(words: str) -> None:
    with until_reader_leaves():  # the report goes before, whatever reads both
        sys.stdout.flush()
    sys.stderr.write(f"track-debugger: {visible(words)}\n")
    sys.stderr.flush()


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 1_000_000:
        raise ValueError
    return seconds
