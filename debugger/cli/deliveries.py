"""`track-debugger deliveries`: what became of each message of a session, try by try."""

from __future__ import annotations

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from debugger.cli import terminal
from debugger.export.line import timestamp
from debugger.payload.text import elided, visible
from debugger.session.deliveries import DeliveryCounts, ShownDelivery, Standing, Try
from debugger.session.ledger import Ledger

_AT_ONCE = 256
_LONGEST = 60
_FAILING = {
    "never": (),
    "lost": (Standing.LOST, Standing.REFUSED),
    "twice": (Standing.LOST, Standing.REFUSED, Standing.TWICE),
}
WORDS = {
    Standing.DELIVERED: "delivered",
    Standing.RETRIED: "delivered after retries",
    Standing.TWICE: "delivered twice",
    Standing.LOST: "lost",
    Standing.REFUSED: "refused",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Say what became of each message: all its tries, joined by write key and messageId, with the "
        "gaps between them and how each was answered. Those delivered with their only try are counted."
    )
    parser.epilog = "Exit code: 0; 1 by --fail-on; 2 unreadable or wrong usage."
    parser.add_argument("session", type=Path, metavar="SESSION", help="a session (*.tdsession)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="%(default)s")
    parser.add_argument(
        "--fail-on",
        choices=tuple(_FAILING),
        default="never",
        help="exit with 1 when a message was lost or refused, or was also delivered twice (%(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Tells; the exit code. Raises `TrackDebuggerError` where the session cannot be read."""
    with closing(Ledger.open(arguments.session)) as ledger:
        deque(ledger.follow(), maxlen=0)
        counts = ledger.counts()
        terminal.show_what_cannot_be_encoded(sys.stdout)
        with terminal.until_reader_leaves():
            pieces = _as_json if arguments.format == "json" else _as_text
            for piece in pieces(ledger, counts):
                sys.stdout.write(piece)
    return int(any(counts.of(standing) for standing in _FAILING[arguments.fail_on]))


def _each(ledger: Ledger) -> Iterator[ShownDelivery]:
    last = 0
    while found := ledger.after(last, _AT_ONCE):
        yield from found
        last = found[-1].delivery.last


def _as_text(ledger: Ledger, counts: DeliveryCounts) -> Iterator[str]:
    told = [f"{counts.of(each):,} {WORDS[each]}" for each in Standing]
    yield f"{terminal.counted(counts.messages, 'message', 'messages')}: {', '.join(told)}\n"
    if counts.without_id:
        calls = terminal.counted(counts.without_id, "call", "calls")
        yield f"{calls} without a messageId, which cannot be followed\n"
    for shown in _each(ledger):
        row, delivery = shown.row, shown.delivery
        name = visible(elided(row.name, _LONGEST)) if row.name else ""
        said = " ".join(part for part in (visible(elided(row.type, 12)), name) if part)
        message_id = visible(elided(delivery.message_id, _LONGEST))
        yield f"\n{said}  {message_id}: {WORDS[delivery.standing]}\n"
        tries = ledger.tries(delivery)
        for place, each in enumerate(tries):
            yield _line(each, tries[place - 1] if place else None)
        if len(tries) < delivery.tries:
            yield f"  and {delivery.tries - len(tries):,} more tries\n"


def _line(each: Try, before: Try | None) -> str:
    at = datetime.fromtimestamp(each.received_at / 1_000_000).astimezone()
    gap = "" if before is None else f"+{(each.received_at - before.received_at) / 1e6:.3f} s"
    count = f"X-Retry-Count {visible(elided(each.retry_count, 10))}" if each.retry_count else ""
    sent = f"sentAt {visible(elided(each.sent_at, 40))}" if each.sent_at else ""
    parts = (
        f"  #{each.number:<7}{at:%H:%M:%S.%f}",
        f"{gap:>12}",
        f"{each.answer:<30}",
        count,
        sent,
    )
    return "  ".join(part for part in parts if part).rstrip() + "\n"


def _as_json(ledger: Ledger, counts: DeliveryCounts) -> Iterator[str]:
    """One object, written as it is read: `{"messages": 12, "delivered": 9, …, "deliveries": [ … ]}`."""
    counted = {"messages": counts.messages, **{each.value: counts.of(each) for each in Standing}}
    yield json.dumps(counted | {"without_message_id": counts.without_id})[:-1]
    yield ', "deliveries": ['
    for place, shown in enumerate(_each(ledger)):
        yield f"{',' if place else ''}\n{json.dumps(_members(shown, ledger.tries(shown.delivery)))}"
    yield "]}\n"


def _members(shown: ShownDelivery, tries: list[Try]) -> dict[str, object]:
    row, delivery = shown.row, shown.delivery
    return {
        "message_id": delivery.message_id,
        "write_key": row.write_key_masked,
        "source": row.source,
        "type": row.type,
        "event": row.name,
        "standing": delivery.standing.value,
        "count": delivery.tries,
        "tries": [
            {
                "number": each.number,
                "received_at": timestamp(each.received_at),
                "gap_seconds": (each.received_at - tries[max(0, place - 1)].received_at) / 1e6,
                "outcome": each.outcome.value,
                "answer": each.answer,
                "retry_count": each.retry_count,
                "sent_at": each.sent_at,
            }
            for place, each in enumerate(tries)
        ],
    }
