"""`track-debugger export`: writes the events of a session in one of many formats, masked unless told otherwise."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from debugger.cli import chosen_events, filter_option, policy_option, terminal
from debugger.errors import UsageError
from debugger.export import About, Content, Format, Options, formats, save
from debugger.export.options import DEFAULT
from debugger.redaction import RULES, Redaction
from debugger.session.reader import SessionReader

_DEFAULT = "ndjson"
_STEP = 1000
"""Events between two words of progress."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Write a session's events. What is private in them is masked, unless --no-redact."
    )
    parser.add_argument("session", type=Path, metavar="SESSION", help="a session (*.tdsession)")
    parser.add_argument(
        "--format",
        choices=sorted(formats()),
        help=f"default: what the name of --output ends with, or {_DEFAULT}",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="written whole or not at all; default: stdout"
    )
    parser.add_argument(
        "--events", metavar="NUMBERS", help="only these: 3,7-12; default: all of them"
    )
    parser.add_argument(
        "--columns",
        metavar="NAMES",
        help="of csv and parquet: event,user_id,properties.revenue; default: those that every event has",
    )
    parser.add_argument(
        "--host",
        default=DEFAULT.host,
        metavar="URL",
        help=f"of code: where its calls go; default: {DEFAULT.host}",
    )
    parser.add_argument(
        "--no-environment",
        action="store_true",
        help="of markdown: leave out the versions of program and system",
    )
    redaction = parser.add_argument_group("what is masked")
    redaction.add_argument(
        "--redact",
        action="append",
        metavar="RULE",
        help=f"mask only this, may be repeated: {', '.join(RULES)}",
    )
    redaction.add_argument(
        "--redact-path",
        action="append",
        default=[],
        metavar="POINTER",
        help="mask what stands there as well, beside what the project says: /properties/order_id, /traits/*/name",
    )
    redaction.add_argument(
        "--no-redact",
        action="store_true",
        help="mask nothing: keys and personal data leave as they came",
    )
    policy_option.add_arguments(parser)
    filter_option.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exports; the exit code. Raises `TrackDebuggerError` where it cannot be read or written."""
    output: Path | None = arguments.output
    query = filter_option.filter_of(arguments)
    chosen = _format(arguments.format, output)
    redaction = _redaction(arguments)
    with closing(SessionReader.open(arguments.session)) as reader:
        numbers = chosen_events.chosen(reader, query, arguments.events)
        about = About(
            redaction=redaction,
            scope="selection" if arguments.events else "filter" if arguments.filter else "all",
            filter=arguments.filter or "",
            session=reader.about(),
        )
        content = Content.of_session(reader, numbers, about, _options(arguments))
        if output is not None:
            _carry_out(save(output, chosen, content), content)
        else:
            with terminal.until_reader_leaves():
                _carry_out(chosen.write(content, sys.stdout.buffer), content)
    return 0


def _format(name: str | None, output: Path | None) -> Format:
    by_name = formats()
    if name:
        return by_name[name]
    ending = output.name.lower() if output else ""
    fitting = [each for each in by_name.values() if ending.endswith(each.suffix)]
    return max(fitting, key=lambda each: len(each.suffix), default=by_name[_DEFAULT])


def _redaction(arguments: argparse.Namespace) -> Redaction | None:
    """What the project says is private, unless the arguments name the rules; their places come to its own."""
    if not arguments.no_redact:
        private = policy_option.private_of(arguments)
        return Redaction.chosen(
            arguments.redact or private.rules, (*private.paths, *arguments.redact_path)
        )
    if arguments.redact or arguments.redact_path:
        raise UsageError("--no-redact masks nothing.", "Leave out --redact and --redact-path.")
    return None


def _options(arguments: argparse.Namespace) -> Options:
    named = [column.strip() for column in (arguments.columns or "").split(",")]
    return Options(
        columns=tuple(column for column in named if column),
        host=arguments.host.rstrip("/"),
        environment=not arguments.no_environment,
    )


def _carry_out(steps: Iterator[int], content: Content) -> None:
    """Writes all of it; where a person looks on, with how far it is and what was masked."""
    told = sys.stderr.isatty() and not sys.stdout.isatty()
    for written in steps:
        if told and written % _STEP == 0:
            sys.stderr.write(f"\r{written:,} of {content.count:,} events")
    if told:
        sys.stderr.write(f"\r{content.count:,} events written. {content.masked_sentence}\n")
