"""`track-debugger import`: puts files of calls into a session, and tells by its place what could not be read."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from io import BufferedReader
from pathlib import Path

from debugger.cli import policy_option, terminal
from debugger.cli.reports import STDIN
from debugger.importers import (
    Input,
    Step,
    Tally,
    gathered,
    importers,
    items,
    not_imported,
    store,
    summary,
)
from debugger.payload.text import visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Put calls from files into a session, judged as if they had been received."
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    taken = "\n".join(f"  {importer.title}" for importer in importers())
    parser.epilog = (
        f"What is read, whatever its name, also compressed with gzip:\n{taken}\n\n"
        "Exit code: 0 all was read; 1 something was not, and is told by its place; 2 nothing could be."
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="files, or folders of which all JSON files are read; - reads standard input",
    )
    parser.add_argument(
        "--session",
        type=Path,
        required=True,
        metavar="SESSION",
        help="made where there is none; else what is imported comes after what it holds",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the report")
    policy_option.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Imports and reports; the exit code. Raises `TrackDebuggerError` where it cannot begin or go on."""
    terminal.show_what_cannot_be_encoded(sys.stdout)
    policy = policy_option.policy_of(arguments)
    steps = _steps(arguments.files, now=time.time_ns() // 1000)
    tally = Tally()
    shows = sys.stderr.isatty()
    with closing(store(steps, arguments.session, policy=policy)) as storing:
        for tally in storing:
            if shows:
                sys.stderr.write(f"\r{tally.events:,} calls, {tally.done:.0%} ")
                sys.stderr.flush()
    if shows:
        sys.stderr.write("\r\x1b[K")
    report = _as_json if arguments.format == "json" else _as_text
    with terminal.until_reader_leaves():
        for line in report(tally, arguments.session):
            sys.stdout.write(f"{line}\n")
    return int(bool(tally.unread))


def _steps(names: list[str], *, now: int) -> Iterator[Step]:
    for name in names:
        if name == STDIN:
            given = Input(name="stdin", file=_standard_input(), now=now)
            yield from (Step(item, 0.0) for item in items(given))
    yield from gathered([Path(name) for name in names if name != STDIN], now=now)


def _standard_input() -> BufferedReader:
    file = sys.stdin.buffer
    return file if isinstance(file, BufferedReader) else BufferedReader(file)  # type: ignore[arg-type]


def _as_text(tally: Tally, session: Path) -> Iterator[str]:
    yield f"{visible(str(session))}: {summary(tally)}"
    yield from map(visible, not_imported(tally))


def _as_json(tally: Tally, session: Path) -> Iterator[str]:
    yield json.dumps(
        {
            "session": str(session),
            "events": tally.events,
            "requests": tally.requests,
            "broken": tally.broken,
            "unread": tally.unread,
            "places": [{"place": each.place, "reason": each.reason} for each in tally.places],
            "passed_over": [
                {"place": each.place, "count": each.count, "what": each.what}
                for each in tally.passed_over
            ],
        }
    )
