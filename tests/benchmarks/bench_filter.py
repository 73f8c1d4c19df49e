"""What filters cost: `python tests/benchmarks/bench_filter.py [EVENTS]`, 100,000 where none are given.

Each filter looks through a whole session, beside a bare `instr` scan of the same file in the same run: a
ratio. Beside it, how long its first step takes, which is when the first hits are in the list.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from debugger.events import Arrival, Recording, Transport
from debugger.query import parse
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

EVENTS = 100_000
IN_A_BATCH = 100
DIFFERENT = 50
"""Recordings that are judged; they repeat."""
REPEATS = 3
GOAL = 1.3
"""Times a bare scan. Without one are what RE2 reads each payload for, and answers, which follow from much."""

FILTERS = {
    '"no such text"': True,
    "properties.products[].sku:no-such-sku": True,
    "properties.coupon:SPRING": True,
    "has:properties.coupon": True,
    "properties.revenue>999": True,
    "context.library.name:a": True,
    "context.library.name:none-such": True,
    "event:Refunded severity>=warning": True,
    "rule:currency-*": True,
    "/no-such-[0-9]+/": True,
    "/(no|such)[0-9]+x/": False,
    "/[0-9]{7}/": False,
    "answer:400": False,
}


def payload(number: int) -> dict[str, object]:
    """An order of about 1 KB."""
    product = {"name": "Monopoly: 3rd Edition", "price": 19, "quantity": 1, "category": "Games"}
    return {
        "type": "track",
        "event": f"Order {number % 50}",
        "messageId": f"m-{number}",
        "anonymousId": f"a-{number % 977}",
        "userId": f"u-{number % 500}",
        "timestamp": "2026-01-01T00:00:00.000Z",
        "properties": {
            "order_id": f"o-{number}",
            "revenue": number % 1000 / 7,
            "currency": "USD",
            "products": [{"sku": f"A-{number + each}", **product} for each in range(2)],
        },
        "context": {
            "library": {"name": "analytics.js", "version": "2.11.1"},
            "page": {
                "path": "/academy/",
                "title": "Analytics Academy",
                "url": "https://x.example/",
            },
            "userAgent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_5) AppleWebKit/537.36 " * 3,
            "locale": "en-US",
            "timezone": "Europe/Berlin",
        },
        "integrations": {"All": True},
    }


def recording(number: int) -> Recording:
    """A batch, judged by the real rules."""
    batch = [payload(number * IN_A_BATCH + each) for each in range(IN_A_BATCH)]
    intake = read(
        Arrival(
            received_at=1_800_000_000_000_000 + number,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/batch",
            headers=(("content-type", "application/json"),),
            body=json.dumps({"batch": batch, "sentAt": "2026-01-01T00:00:00.000Z"}).encode(),
            client="127.0.0.1:50000",
        )
    )
    return record(intake.request, intake.messages)


def made(path: Path, events: int) -> None:
    """Records a session of so many events."""
    writer = SessionWriter.open(path)
    different = [recording(number) for number in range(DIFFERENT)]
    for start in range(0, events // IN_A_BATCH, DIFFERENT):
        writer.append(different[: events // IN_A_BATCH - start])
    writer.close(Ending.CLOSED)


def bare(path: Path) -> float:
    """Seconds of a scan that SQLite makes by itself."""
    with closing(sqlite3.connect(path)) as connection:
        start = perf_counter()
        connection.execute(
            "SELECT count(*) FROM payloads WHERE instr(payload, ?)", (b"no such text",)
        ).fetchone()
        return perf_counter() - start


def filtered(path: Path, typed: str) -> tuple[float, float, int]:
    """Seconds until the first step and until the last, and how many are found."""
    with closing(SessionReader.open(path)) as reader:
        newest = reader.newest()
        start = perf_counter()
        steps = reader.matching(parse(typed), 1, newest)
        hits, _ = next(steps)
        first = perf_counter() - start
        found = len(hits) + sum(len(more) for more, _ in steps)
        return first, perf_counter() - start, found


def typing() -> float:
    """Seconds to read a filter of 1,000 characters, which happens between two keys."""
    typed = " ".join(["properties.revenue>100 -library:analytics.js"] * 22)[:1000]
    parse(typed)
    return median(timed(lambda: parse(typed)) for _ in range(9))


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def main() -> None:
    """Prints a line for each filter."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.tdsession"
        made(path, events)
        for typed, has_goal in FILTERS.items():
            scans, runs = [], []
            for _ in range(REPEATS):  # in turn, so that both see the same machine
                scans.append(bare(path))
                runs.append(filtered(path, typed))
            ratio = median(whole for _, whole, _ in runs) / median(scans)
            first, found = median(first for first, _, _ in runs), runs[0][2]
            goal = f" (goal {GOAL})" if has_goal else ""
            print(  # noqa: T201
                f"{typed:<40} {ratio:5.2f} x a bare scan{goal}, first step {first * 1000:5.1f} ms, "
                f"{found:,} of {events:,}"
            )
    print(f"1,000 characters are read in {typing() * 1000:.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
