"""What exporting NDJSON costs, as a share of a loop that reads the same rows of the same file and writes them.

    python tests/benchmarks/bench_export.py [--events 200000] [--rounds 3]

The baseline joins the same tables with a plain SQLite connection, writes every column of each row as it
is, and puts the file on the disk. Export and baseline take turns, each in a process of its own, whose
processor time and greatest resident memory are measured. Ends with 1 where the export that masks nothing
is slower than `LEAST` of the baseline, or takes more than `MOST_MEGABYTES`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from debugger.events import Arrival, Recording, Transport
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

LEAST = 0.8
MOST_MEGABYTES = 250
DIFFERENT = 2_000
"""Calls that are made; the session repeats them."""

_HEADERS = (
    ("host", "localhost:8765"),
    ("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0"),
    ("content-type", "text/plain"),
    ("origin", "https://harbourwalks.example"),
)

BASELINE = """
import os, sqlite3, sys
connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
rows = connection.execute(
    "SELECT events.*, sources.*, requests.*, payload, findings FROM events JOIN payloads USING (number) "
    "JOIN requests ON requests.id = request_id JOIN sources ON sources.id = source_id ORDER BY number"
)
with open(sys.argv[2], "wb") as file:
    for row in rows:
        for value in row:
            file.write(value if type(value) is bytes else str(value).encode())
        file.write(b"\\n")
    file.flush()
    os.fsync(file.fileno())
"""


def main() -> int:
    """Prints the figures; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000, help="a million takes minutes")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "one.tdsession"
        make(session, arguments.events)
        return measure(session, arguments.events, arguments.rounds)


def make(session: Path, count: int) -> None:
    """A session of calls as analytics.js sends them, each a request of its own."""
    recordings = [recording(number) for number in range(DIFFERENT)]
    writer = SessionWriter.open(session)
    for start in range(0, count, DIFFERENT):
        writer.append(recordings[: count - start])
    writer.close(Ending.CLOSED)


def recording(number: int) -> Recording:
    """One order."""
    call = {
        "type": "track",
        "event": "Order Completed",
        "messageId": f"ajs-next-{number:024}",
        "userId": f"user-{number % 500}",
        "anonymousId": f"6f4b1a6c-0a41-4d9b-9a3c-{number:012}",
        "timestamp": "2026-10-04T09:12:00.000Z",
        "properties": {
            "order_id": f"o-{number}",
            "revenue": 19.99 + number,
            "currency": "EUR",
            "products": [
                {"product_id": f"walk-{place}", "name": "A walk", "price": 9.5, "quantity": 1}
                for place in range(2)
            ],
        },
        "context": {
            "library": {"name": "analytics.js", "version": "2.11.1"},
            "locale": "pt-PT",
            "page": {
                "path": "/checkout",
                "title": "Checkout",
                "url": "https://harbourwalks.example",
            },
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0",
        },
        "writeKey": "wk_harbour",
    }
    intake = read(
        Arrival(
            received_at=1_800_000_000_000_000 + number * 1_000,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/t",
            headers=_HEADERS,
            body=json.dumps(call, separators=(",", ":")).encode(),
            client="127.0.0.1:50000",
        )
    )
    made = record(intake.request, intake.messages)
    return replace(made, events=tuple(replace(event, findings=()) for event in made.events))


def measure(session: Path, count: int, rounds: int) -> int:
    """The best of the rounds of each, which other work on the machine disturbs least."""
    target = session.with_suffix(".out")
    export = [sys.executable, "-m", "debugger", "export", str(session), "--format", "ndjson"]
    ways = {
        "a bare loop": [sys.executable, "-c", BASELINE, str(session), str(target)],
        "masking nothing": [*export, "--no-redact", "--output", str(target)],
        "masking by all rules": [*export, "--output", str(target)],
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    megabytes = dict.fromkeys(ways, 0.0)
    for _ in range(rounds):
        for way, command in ways.items():
            spent, most = run(command)
            seconds[way].append(spent)
            megabytes[way] = max(megabytes[way], most)
    best = {way: min(spent) for way, spent in seconds.items()}
    for way, spent in best.items():
        print(  # noqa: T201
            f"{way:22}{spent / count * 1e6:8.1f} µs of processor an event"
            f"{best['a bare loop'] / spent:8.2f} of the bare loop{megabytes[way]:8.0f} MB"
        )
    plain = "masking nothing"
    share = best["a bare loop"] / best[plain]
    return int(share < LEAST or megabytes[plain] > MOST_MEGABYTES)


def run(command: list[str]) -> tuple[float, float]:
    """Processor seconds and the greatest resident memory, in MB, of a child process."""
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(child.returncode)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
