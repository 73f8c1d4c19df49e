"""`track-debugger replay`: sends the calls of a session again, and shows what they are answered."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from debugger.certificates import public
from debugger.cli import chosen_events, filter_option, policy_option, terminal
from debugger.cli.replay_consent import consent
from debugger.cli.replay_report import JsonLines, Report, Text
from debugger.cli.replay_target import write_key_for
from debugger.probing.resending import Resending
from debugger.probing.target import Target, target_of
from debugger.redaction import Redactor
from debugger.replaying import Changes, Outgoing, Outline, Preparer, Schedule, captured, pace_from
from debugger.replaying.rewriting import NewIds
from debugger.session.reader import SessionReader

_USUAL = "http://localhost:8765"
_ROWS = 1000
_NOT_ACCEPTED = 1
_MOST_CONNECTIONS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Send the calls of a session again, each request once: nothing is tried again. To another "
        "machine it asks first, masks personal data and does not send the write key that was captured."
    )
    parser.epilog = (
        "Exit code: 0 when all are accepted, 1 when some are not, 2 when nothing can be sent."
    )
    parser.add_argument("session", type=Path, metavar="SESSION", help="a session (*.tdsession)")
    parser.add_argument("--to", default=_USUAL, metavar="URL", help="where to (%(default)s)")
    parser.add_argument(
        "--events",
        metavar="NUMBERS",
        help="only these: 3,7-12; - reads them from standard input; default: all of them",
    )
    filter_option.add_arguments(parser)
    parser.add_argument(
        "--alone", action="store_true", help="each message as a request of its own, not in batches"
    )
    parser.add_argument(
        "--pace",
        default="original",
        metavar="PACE",
        help="original, fast, or how many times as fast: 10, 0.5 (%(default)s)",
    )
    parser.add_argument(
        "--connections",
        type=_connections,
        default=1,
        metavar="NUMBER",
        help="requests under way at a time; only 1 keeps their order (%(default)s)",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="what each answer is waited for (%(default)s)",
    )
    changed = parser.add_argument_group("what is changed")
    changed.add_argument(
        "--message-ids",
        choices=("same", "new"),
        default="same",
        help="new: what takes messageIds for repeats counts them anew (%(default)s)",
    )
    changed.add_argument(
        "--times",
        choices=("same", "now"),
        default="same",
        help="now: timestamp, originalTimestamp and sentAt move with the time of sending (%(default)s)",
    )
    changed.add_argument(
        "--write-key",
        metavar="KEY",
        help="in place of those captured; also from TRACK_DEBUGGER_WRITE_KEY, which no list of processes shows",
    )
    changed.add_argument(
        "--no-redact",
        action="store_true",
        help="mask nothing on the way to another machine",
    )
    policy_option.add_arguments(parser)
    parser.add_argument(
        "--yes", action="store_true", help="do not ask before sending to another machine"
    )
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="of what is told (%(default)s)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Sends; the exit code. Raises `TrackDebuggerError` where nothing can be sent."""
    pace = pace_from(arguments.pace)
    query = filter_option.filter_of(arguments)
    target, prefix = _target(arguments.to)
    resending = Resending(
        target,
        connections=arguments.connections,
        seconds=arguments.timeout,
        authority=public.kept_authority() if target.secure else None,
    )
    leaves = not resending.stays_here
    masks = leaves and not arguments.no_redact
    changes = Changes(
        new_ids=NewIds() if arguments.message_ids == "new" else None,
        times_now=arguments.times == "now",
        write_key=write_key_for(target, arguments.write_key, leaves=leaves),
        redactor=Redactor(policy_option.private_of(arguments)) if masks else None,
        tells_numbers=not leaves,
    )
    asked = sys.stdin.read().strip() if arguments.events == "-" else arguments.events
    with closing(SessionReader.open(arguments.session)) as reader:
        numbers = chosen_events.chosen(reader, query, asked)
        replay = _Replay(reader, numbers, Preparer(changes, prefix=prefix), alone=arguments.alone)
        outline = replay.outline()
        if leaves:
            replay.count_what_is_masked(changes.redactor)
            consent(target, outline, changes, yes=arguments.yes)
        report = (JsonLines if arguments.format == "jsonl" else Text)(sys.stdout)
        terminal.show_what_cannot_be_encoded(sys.stdout)
        with _ended_in_order(), terminal.until_reader_leaves():
            if outline.calls:
                resending.begin()
            report.begin(target, outline, changes, pace)
            _carry_out(replay, resending, report, pace)
    return _NOT_ACCEPTED if report.totals.not_accepted else 0


class _Replay:
    """The chosen events of a session as requests."""

    def __init__(
        self, reader: SessionReader, numbers: Sequence[int], preparer: Preparer, *, alone: bool
    ) -> None:
        self._reader = reader
        self._numbers = numbers
        self._preparer = preparer
        self._alone = alone

    def outline(self) -> Outline:
        """How much there is to send."""
        outline = Outline()
        for start in range(0, len(self._numbers), _ROWS):
            rows = self._reader.rows_at(self._numbers[start : start + _ROWS])
            outline.add(rows, alone=self._alone)
        return outline

    def count_what_is_masked(self, redactor: Redactor | None) -> None:
        """Goes through all requests once, so that `redactor` has counted when the person is asked."""
        if redactor is not None:
            looked_at = 0
            for each in captured(self._reader.events_at(self._numbers), alone=self._alone):
                self._preparer.prepared(each, sent_at=each.request.received_at)
                looked_at += len(each.numbers)
                if sys.stderr.isatty():
                    sys.stderr.write(f"\rLooking at what is masked: {looked_at:,} calls")
            if looked_at and sys.stderr.isatty():
                sys.stderr.write("\n")

    def requests(self, pace: float) -> Iterator[tuple[float, Outgoing]]:
        """Each with the seconds from now after which it is due."""
        began = time.time_ns() // 1000
        schedule = Schedule(pace)
        for each in captured(self._reader.events_at(self._numbers), alone=self._alone):
            due = schedule.due(each.request.received_at)
            moment = began + round(due * 1_000_000) if pace else time.time_ns() // 1000
            yield due, self._preparer.prepared(each, sent_at=moment)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Lets a request to end do what Ctrl-C does: the window stops a replay so."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _carry_out(replay: _Replay, resending: Resending, report: Report, pace: float) -> None:
    answers = resending.answers(replay.requests(pace))
    try:
        for answer in answers:
            report.tell(answer)
    except KeyboardInterrupt:
        report.end(under_way=resending.under_way, stopped=True)
        raise
    finally:
        answers.close()
    report.end(under_way=0, stopped=False)


def _target(url: str) -> tuple[Target, str]:
    """The host, and what stands before every path there."""
    target = target_of(url)
    return target, urlsplit(url if "://" in url else f"http://{url}").path


def _connections(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST_CONNECTIONS:
        raise ValueError
    return number


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 3600:
        raise ValueError
    return seconds
