"""`track-debugger check`: judges a session, or payloads line by line, and says by its exit code what it found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path

from debugger import spec
from debugger.cli import payload_file, policy_option, terminal
from debugger.cli.reports import STDIN, Checking, Judged, Tally, formats
from debugger.errors import PayloadFileError
from debugger.events import Message
from debugger.findings import Finding, Severity
from debugger.session.judging import SessionJudge
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of

_SQLITE = b"SQLite format 3\0"
_NEVER = "never"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Judge a session or payloads by Segment's spec."
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    listed = "\n".join(f"  {name:<7} {each.title}" for name, each in sorted(formats().items()))
    parser.epilog = (
        f"formats:\n{listed}\n\n"
        "Exit code: 0 clean, 1 findings at or above --fail-on, 2 unreadable or wrong usage.\n"
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
    parser.add_argument(
        "--fail-on",
        choices=[*(severity.word for severity in reversed(Severity)), _NEVER],
        default=Severity.ERROR.word,
        help="the least severity that makes the exit code 1; default: %(default)s",
    )
    policy_option.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Judges and reports; the exit code. Raises `TrackDebuggerError` where the file cannot be read."""
    tally = Tally()
    fail_on = None if arguments.fail_on == _NEVER else Severity[arguments.fail_on.upper()]
    checking = Checking(file=arguments.file, fail_on=fail_on)
    judge = SessionJudge(policy_option.policy_of(arguments))
    terminal.show_what_cannot_be_encoded(sys.stdout)
    with _messages(arguments.file) as messages, terminal.until_reader_leaves():
        report = formats()[arguments.format].report(sys.stdout, checking)
        first = list(islice(messages, 1))  # what cannot be read is told before anything is written
        report.start()
        for number, (line, message) in enumerate(chain(first, messages), start=1):
            findings = judge.findings(
                message, spec.inspect(message), number=number, request=line or number
            )
            judge.keep()
            tally.add(findings)
            report.event(_judged(number, line, message, findings))
        report.end(tally)
    return int(_fails(tally, fail_on))


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
def _messages(name: str) -> Iterator[Iterator[tuple[int | None, Message]]]:
    if name == STDIN:
        yield payload_file.messages(sys.stdin.buffer, "stdin")
        return
    path = Path(name)
    with _opened(path) as file:
        if not file.peek(len(_SQLITE)).startswith(_SQLITE):
            yield payload_file.messages(file, name)
            return
    with closing(SessionReader.open(path)) as reader:
        yield ((None, message_of(event)) for event in reader.events(1, reader.newest()))


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise PayloadFileError(
            f"{path} cannot be read: {error.strerror or error}.",
            "Name a session or a file of payloads, or - for stdin.",
        ) from error
