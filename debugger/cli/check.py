"""`track-debugger check`: judges a session, or payloads line by line, and says by its exit code what it found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from debugger import expectations, spec
from debugger.cli import filter_option, payload_file, policy_option, terminal
from debugger.cli.reports import STDIN, Checking, Judged, Tally, formats
from debugger.errors import PayloadFileError
from debugger.events import Message
from debugger.expectations import Call, Expectation, Expectations
from debugger.findings import Finding, Severity
from debugger.query import Node
from debugger.query.holding import holds
from debugger.session.judging import SessionJudge
from debugger.session.reader import SessionReader
from debugger.session.recording import name_of
from debugger.session.rejudging import message_of
from debugger.session.rows import StoredEvent
from debugger.session.subjects import subject_of

Expected = tuple[Expectation | expectations.Sequence, ...]

_SQLITE = b"SQLite format 3\0"
_NEVER = "never"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a report goes, and in which of `formats`."""

    output: TextIO
    format: str


@dataclass(frozen=True, slots=True)
class _Read:
    """One message of the file."""

    message: Message
    line: int | None = None
    """None in a session, which has none."""
    request: int = 0
    """Number of its request, where that is known."""
    failed: bool = False
    """Whether a simulated fault told its sender that it had not arrived."""
    stored: StoredEvent | None = None
    named: str = ""
    """What the person calls its source."""


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
    judge = SessionJudge(policy_option.policy_of(arguments))
    held = Expectations(expected)
    terminal.show_what_cannot_be_encoded(to.output)
    with _messages(name, first) as messages, terminal.until_reader_leaves():
        report = formats()[to.format].report(to.output, checking)
        begun = list(islice(messages, 1))  # what cannot be read is told before anything is written
        report.start()
        for number, read in enumerate(chain(begun, messages), start=first):
            findings = judge.findings(
                read.message,
                spec.inspect(read.message),
                number=number,
                request=read.request or read.line or number,
                failed=read.failed,
            )
            judge.keep()
            if query is None or _is_found(query, read, findings, number):
                tally.add(findings)
                held.see(_call(read, findings, number))
                report.event(_judged(number, read.line, read.message, findings))
        tally.outcomes = held.outcomes()
        report.end(tally)
    return int(bool(tally.unmet) or _fails(tally, fail_on))


def _is_found(query: Node, read: _Read, findings: tuple[Finding, ...], number: int) -> bool:
    subject = subject_of(
        read.message,
        findings,
        number=number,
        request=read.request or read.line or number,
        stored=read.stored,
        named=read.named,
    )
    return holds(query, subject)


def _call(read: _Read, findings: tuple[Finding, ...], number: int) -> Call:
    return Call.of(
        read.message, findings, number=number, name=name_of(read.message), failed=read.failed
    )


def _judged(number: int, line: int | None, message: Message, findings: Sequence[Finding]) -> Judged:
    return Judged(
        number=number,
        line=line,
        message=message,
        findings=tuple(finding for finding in findings if not finding.silenced),
        silenced=tuple(finding for finding in findings if finding.silenced),
    )


def _fails(tally: Tally, fail_on: Severity | None) -> bool:
    if fail_on is None:
        return False
    return any(count for severity, count in tally.findings.items() if severity >= fail_on)


@contextmanager
def _messages(name: str, first: int) -> Iterator[Iterator[_Read]]:
    if name == STDIN:
        yield _lines(sys.stdin.buffer, "stdin")
        return
    path = Path(name)
    with _opened(path) as file:
        if not file.peek(len(_SQLITE)).startswith(_SQLITE):
            yield _lines(file, name)
            return
    with closing(SessionReader.open(path)) as reader:
        names = reader.source_names()
        yield (
            _Read(
                message_of(event),
                request=event.row.request_id,
                failed=event.request.failed,
                stored=event,
                named=names.get(event.source, ""),
            )
            for event in reader.events(first, reader.newest())
        )


def _lines(file: BinaryIO, name: str) -> Iterator[_Read]:
    return (_Read(message, line=line) for line, message in payload_file.messages(file, name))


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise PayloadFileError(
            f"{path} cannot be read: {error.strerror or error}.",
            "Name a session or a file of payloads, or - for stdin.",
        ) from error
