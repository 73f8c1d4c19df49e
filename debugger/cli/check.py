"""`track-debugger check`: judges a session, or payloads line by line, and says by its exit code what it found."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from debugger import expectations
from debugger.cli import filter_option, policy_option, terminal
from debugger.cli.judged_file import JudgedMessage, judged
from debugger.cli.reports import Checking, Judged, Tally, formats
from debugger.expectations import Call, Expectation, Expectations
from debugger.findings import Severity
from debugger.query import Node

Expected = tuple[Expectation | expectations.Sequence, ...]

_SQLITE = b"SQLite format 3\0"
_NEVER = "never"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a report goes, and in which of `formats`."""

    output: TextIO
    format: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Judge a session or payloads by Segment's spec."
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    listed = "\n".join(f"  {name:<7} {each.title}" for name, each in sorted(formats().items()))
    parser.epilog = (
        f"formats:\n{listed}\n\n"
        "Exit code: 0 clean; 1 findings at or above --fail-on, or an expectation that is not met;\n"
        "2 unreadable or wrong usage.\n"
        "Events count from 1 in the order of the file."
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a session (*.tdsession), or payloads as NDJSON, one a line; - reads them from stdin",
    )
    parser.add_argument(
        "--format", choices=sorted(formats()), default="text", help="default: %(default)s"
    )
    add_strictness(parser)
    filter_option.add_arguments(parser)
    policy_option.add_arguments(parser)


def add_strictness(parser: argparse.ArgumentParser) -> None:
    """`--fail-on SEVERITY` and `--expect FILE`: what makes the exit code 1."""
    parser.add_argument(
        "--fail-on",
        choices=[*(severity.word for severity in reversed(Severity)), _NEVER],
        default=Severity.ERROR.word,
        help="the least severity that makes the exit code 1; default: %(default)s",
    )
    parser.add_argument(
        "--expect",
        type=Path,
        metavar="FILE",
        help="what calls are expected, as TOML; see docs/builds.md",
    )


def run(arguments: argparse.Namespace) -> int:
    """Judges and reports; the exit code. Raises `TrackDebuggerError` where the file cannot be read."""
    query = filter_option.filter_of(arguments)
    return report_on(arguments.file, arguments, expected_by(arguments), query=query)


def expected_by(arguments: argparse.Namespace) -> Expected:
    """What the file of `--expect` says; nothing where there is none. Raises `ExpectationError`."""
    return () if arguments.expect is None else expectations.read(arguments.expect)


def report_on(  # noqa: PLR0913 - what a report is made of
    name: str,
    arguments: argparse.Namespace,
    expected: Expected,
    *,
    to: Destination | None = None,
    first: int = 1,
    query: Node | None = None,
) -> int:
    """Judges the file `name`, reports it, and returns the exit code.

    `to` is stdout in `arguments.format` where it is None; `first` is the number of the event of a
    session from which on it is judged. What a filter leaves out is judged too, because others may refer
    to it, but it is neither reported nor expected. Raises `TrackDebuggerError` where it cannot be read.
    """
    to = to or Destination(sys.stdout, arguments.format)
    tally = Tally()
    fail_on = None if arguments.fail_on == _NEVER else Severity[arguments.fail_on.upper()]
    checking = Checking(file=name, fail_on=fail_on, expectations=str(arguments.expect or ""))
    policy = policy_option.policy_of(arguments)
    held = Expectations(expected)
    terminal.show_what_cannot_be_encoded(to.output)
    with judged(name, policy, first=first) as messages, terminal.until_reader_leaves():
        report = formats()[to.format].report(to.output, checking)
        begun = list(islice(messages, 1))  # what cannot be read is told before anything is written
        report.start()
        for each in chain(begun, messages):
            if each.is_found_by(query):
                tally.add(each.findings)
                held.see(_call(each))
                report.event(_reported(each))
        tally.outcomes = held.outcomes()
        report.end(tally)
    return int(bool(tally.unmet) or _fails(tally, fail_on))


def _call(each: JudgedMessage) -> Call:
    return Call.of(
        each.message, each.findings, number=each.number, name=each.name, failed=each.failed
    )


def _reported(each: JudgedMessage) -> Judged:
    return Judged(
        number=each.number,
        line=each.line,
        message=each.message,
        findings=tuple(finding for finding in each.findings if not finding.silenced),
        silenced=tuple(finding for finding in each.findings if finding.silenced),
    )


def _fails(tally: Tally, fail_on: Severity | None) -> bool:
    if fail_on is None:
        return False
    return any(count for severity, count in tally.findings.items() if severity >= fail_on)
