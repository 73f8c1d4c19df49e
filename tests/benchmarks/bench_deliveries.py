"""What joining the tries of every message costs, beside one look at every event, and how much memory it takes.

    python tests/benchmarks/bench_deliveries.py [--events 200000]

The baseline counts the events that have a user, which reads every row of the same table, in the same run.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import uuid
from contextlib import closing
from pathlib import Path

from debugger.events import Event, Recording, Request, Source, Transport
from debugger.findings import Verdict
from debugger.session import connecting
from debugger.session.ledger import Ledger
from debugger.session.writer import Ending, SessionWriter

GROUP = 1000
RETRIED = 20
"""One message of so many is sent twice."""


def recording(message_id: str, answer: str = "") -> Recording:
    """A request with one call of about 900 bytes."""
    request = Request(
        received_at=1_800_000_000_000_000,
        transport=Transport.HTTP,
        method="POST",
        path="/v1/track",
        headers=(("user-agent", "node"),),
        client="127.0.0.1:50000",
        encoding="identity",
        wire_size=900,
        body_size=900,
        answer=answer,
    )
    event = Event(
        position=None,
        type="track",
        name="Order Completed",
        user_id="u-42",
        anonymous_id=None,
        message_id=message_id,
        problem="",
        payload=b"{" + b" " * 900 + b"}",
        findings=(),
        verdict=Verdict.KEPT,
        source=Source(write_key="wk", library="analytics-node", version="3.1.0"),
    )
    return Recording(request=request, events=(event,))


def write(path: Path, events: int) -> None:
    """A session of so many events."""
    writer = SessionWriter.open(path)
    for _ in range(events // GROUP):
        ids = [f"node-next-1764087073000-{uuid.uuid4()}" for _ in range(GROUP)]
        again = ids[: GROUP // RETRIED]
        fresh = ids[: GROUP - len(again)]
        failing = set(again)
        first = [recording(each, "500 simulated" if each in failing else "") for each in fresh]
        writer.append([*first, *map(recording, again)])
    writer.close(Ending.CLOSED)


def seconds_to_look(path: Path) -> float:
    """Of one look at every event."""
    with closing(connecting.to_read(path)) as connection:
        begun = time.perf_counter()
        connection.execute("SELECT count(user_id), sum(errors) FROM events NOT INDEXED").fetchone()
        return time.perf_counter() - begun


def main() -> None:
    """Measures, and says it in three lines."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=200_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.tdsession"
        write(path, events)
        look = min(seconds_to_look(path) for _ in range(3))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with closing(Ledger.open(path)) as ledger:
            begun = time.perf_counter()
            for _ in ledger.follow():
                pass
            joined = time.perf_counter() - begun
            begun = time.perf_counter()
            counts, shown = ledger.counts(), ledger.newest(1000)
            told = time.perf_counter() - begun
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    each = joined / events * 1e6
    sys.stdout.write(
        f"joining {events:,} events: {joined / look:.1f} looks at them, {each:.1f} µs each\n"
        f"telling of {counts.retried:,} retried, {len(shown):,} listed: {told / look:.2f} looks\n"
        f"memory: {grown:.0f} MB more\n"
    )


if __name__ == "__main__":
    main()
