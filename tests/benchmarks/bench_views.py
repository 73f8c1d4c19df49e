"""What the timeline, the groups and an order cost beside one bare look at every event, and in memory.

    python tests/benchmarks/bench_views.py [--events 200000]

The baseline counts the events that have a user, which reads every row of the same table, in the same run.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from debugger.session import connecting
from debugger.session.groups import STRETCH as GROUPED
from debugger.session.groups import Gathered, Grouping
from debugger.session.ordering import Order, Sortable
from debugger.session.overview import STRETCH, Overview
from debugger.session.reader import SessionReader
from tests.benchmarks.bench_deliveries import write

MOST = {"timeline and strip": 30, "the same of hits": 40, "by event": 40, "sorted": 60}
"""Times the baseline that each may take."""
MEMORY = 64
"""Megabytes that all of them together may add, for a session of any size."""


def timed(act: Callable[[], object]) -> float:
    """Seconds."""
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def bare(path: Path) -> float:
    """The best of three looks at every row."""
    with closing(connecting.to_read(path)) as connection:
        query = "SELECT count(*) FROM events NOT INDEXED WHERE user_id <> ''"
        return min(timed(lambda: connection.execute(query).fetchone()) for _ in range(3))


def overview(reader: SessionReader, *, hits: bool) -> Overview:
    """All of a session from afar."""
    seen = Overview()
    newest = reader.newest()
    for first in range(1, newest + 1, STRETCH):
        part = range(first, min(first + STRETCH, newest + 1))
        seen.add(reader, array("q", part) if hits else part)
    return seen


def gathered(reader: SessionReader) -> None:
    """All of a session by event."""
    found = Gathered(Grouping.EVENT)
    newest = reader.newest()
    for first in range(1, newest + 1, GROUPED):
        found.add(reader, first, min(first + GROUPED - 1, newest))


def put_in_order(reader: SessionReader) -> None:
    """All of a session by user."""
    numbers = range(1, reader.newest() + 1)
    for _ in reader.ordered(Order(Sortable.USER), numbers, lambda: True):
        pass


def main() -> int:
    """Measures; 1 where something costs more than it may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=200_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.tdsession"
        write(path, events)
        base = bare(path)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with closing(SessionReader.open(path)) as reader:
            took = {
                "timeline and strip": timed(lambda: overview(reader, hits=False)),
                "the same of hits": timed(lambda: overview(reader, hits=True)),
                "by event": timed(lambda: gathered(reader)),
                "sorted": timed(lambda: put_in_order(reader)),
            }
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(f"{events:,} events; a bare look takes {base * 1000:.0f} ms\n")
    for name, seconds in took.items():
        sys.stdout.write(f"{name}: {seconds / base:.1f} times (at most {MOST[name]})\n")
    sys.stdout.write(f"memory: {grown:.0f} MB more (at most {MEMORY})\n")
    return int(grown > MEMORY or any(took[name] / base > MOST[name] for name in took))


if __name__ == "__main__":
    sys.exit(main())
