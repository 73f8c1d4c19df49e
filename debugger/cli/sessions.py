"""`track-debugger sessions`: lists the kept sessions, and deletes those that a rule would have go, if told to."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from debugger.cli import terminal
from debugger.cli.columns import columns
from debugger.errors import SessionError, UsageError
from debugger.payload.text import visible
from debugger.session import library
from debugger.session.folder import sessions_folder
from debugger.session.library import Entry, Keeping
from debugger.session.words import length_words, size_words

_MEGABYTE = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "List the kept sessions, newest first. Nothing is deleted but with --delete."
    )
    parser.add_argument("--folder", type=Path, help="another folder than the person's own")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: %(default)s"
    )
    parser.add_argument("--keep-newest", type=int, metavar="N", help="mark all but the newest N")
    parser.add_argument(
        "--keep-days", type=int, metavar="N", help="mark those that did not change for N days"
    )
    parser.add_argument(
        "--keep-megabytes",
        type=int,
        metavar="N",
        help="mark what goes beyond N MB, the oldest first",
    )
    parser.add_argument("--delete", action="store_true", help="delete what is marked, for good")


def run(arguments: argparse.Namespace) -> int:
    """Lists; the exit code. Raises `TrackDebuggerError` where it cannot delete."""
    keeping = _keeping(arguments)
    if arguments.delete and keeping.keeps_all:
        raise UsageError("It is not said what to delete.", "Add --keep-newest, --keep-days …")
    terminal.show_what_cannot_be_encoded(sys.stdout)
    found = list(library.entries(arguments.folder or sessions_folder()))
    found.sort(key=lambda each: each.modified_at, reverse=True)
    going = {each.path for each in library.to_go(found, keeping, time.time())}
    if arguments.delete:
        for path in going:
            _delete(path)
    with terminal.until_reader_leaves():
        if arguments.format == "json":
            told = [_told(each, goes=each.path in going) for each in found]
            sys.stdout.write(f"{json.dumps(told, indent=2)}\n")
        else:
            _list(found, going, deleted=arguments.delete)
    return 0


def _keeping(arguments: argparse.Namespace) -> Keeping:
    limits = (arguments.keep_newest, arguments.keep_days, arguments.keep_megabytes)
    if any(limit is not None and limit < 0 for limit in limits):
        raise UsageError("A limit cannot be less than 0.")
    size = arguments.keep_megabytes
    return Keeping(
        newest=arguments.keep_newest,
        days=arguments.keep_days,
        size=None if size is None else size * _MEGABYTE,
    )


def _list(found: Sequence[Entry], going: set[Path], *, deleted: bool) -> None:
    if not found:
        sys.stdout.write("No session is kept yet.\n")
        return
    titles = ("Started", "Length", "Calls", "Errors", "Size", "State", "Apps", "File")
    rows = [titles, *(_row(each) for each in found)]
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    goes = "deleted" if deleted else "would go"
    for row, each in zip(rows, [None, *found], strict=True):
        padded = (
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        )
        mark = f"  ({goes})" if each is not None and each.path in going else ""
        sys.stdout.write(f"{'  '.join(padded).rstrip()}{mark}\n")
    total = sum(each.size for each in found)
    count = terminal.counted(len(found), "session", "sessions")
    sys.stdout.write(f"\n{count}, {size_words(total)}, in {visible(str(found[0].path.parent))}\n")


def _row(each: Entry) -> tuple[str, ...]:
    counts = each.counts
    readable = not each.trouble
    return (
        f"{datetime.fromtimestamp(each.started_at / 1e6).astimezone():%Y-%m-%d %H:%M}"
        if each.started_at
        else "—",
        length_words(each.length) if each.length else "—",
        f"{counts.events:,}" if readable else "—",
        f"{counts.errors:,}" if readable else "—",
        size_words(each.size),
        each.state.value + (", older format" if each.is_older else ""),
        ", ".join(map(visible, each.apps[:3])) or "—",
        visible(each.path.name),
    )


def _told(each: Entry, *, goes: bool) -> dict[str, object]:
    return {
        "file": str(each.path),
        "state": each.state.value,
        "format": each.version,
        "started_at": _moment(each.started_at),
        "last_event_at": _moment(each.last_at),
        "bytes": each.size,
        "events": each.counts.events,
        "with_errors": each.counts.errors,
        "with_warnings": each.counts.warnings,
        "marked": each.marked,
        "apps": list(each.apps),
        "trouble": each.trouble,
        "goes": goes,
    }


def _moment(microseconds: int) -> str | None:
    if not microseconds:
        return None
    return datetime.fromtimestamp(microseconds / 1e6, tz=UTC).isoformat().replace("+00:00", "Z")


def _delete(path: Path) -> None:
    for each in _files(path):
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            raise SessionError(
                f"{each} cannot be deleted: {error.strerror}.",
                "Check that you may write its folder.",
            ) from error


def _files(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(path.name + suffix) for suffix in library.BESIDE)
