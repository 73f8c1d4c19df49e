"""What the sink takes in, durable and judged, as a share of the same HTTP server doing no work, in the same run.

    python tests/benchmarks/bench_sink.py [--seconds 3] [--rounds 3]

Baseline and sink take turns. The load comes from a process of its own on the same machine, so the
figures depend on it; the ratios, and the processor time for each event, depend on it least.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import selectors
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn

from tests.running_sink import running_sink

CONNECTIONS = 64
BATCH = 100
WARM_UP = 0.5
"""Seconds of load before anything is counted."""

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """One server under one load."""

    events_per_second: float
    microseconds_each: float
    """The server's own processor time for one event."""
    resident_megabytes: float


def message(number: int) -> dict[str, object]:
    """A track call as an SDK sends it, of about 900 bytes; the number in its ids is still to be filled in."""
    return {
        "type": "track",
        "event": "Order Completed",
        "messageId": "ajs-next-%024d",
        "userId": f"user-{number % 500}",
        "timestamp": _now(),
        "properties": {
            "order_id": "o-%09d",
            "revenue": 19.99 + number % 90,
            "currency": "USD",
            "products": [
                {"product_id": f"p-{place}", "name": "A product", "price": 9.5, "quantity": 1}
                for place in range(3)
            ],
        },
        "context": {
            "ip": "127.0.0.1",
            "locale": "en-US",
            "timezone": "Europe/Berlin",
            "library": {"name": "analytics.js", "version": "2.11.1"},
            "page": {
                "path": "/checkout",
                "title": "Checkout",
                "url": "https://example.com/checkout",
            },
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0",
        },
        "integrations": {},
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Requests:
    """Whole HTTP requests, no two alike: what is sent twice costs, and gets, findings of its own."""

    def __init__(self, per_request: int) -> None:
        self._per_request = per_request
        self._templates = [_template(number, per_request) for number in range(2000 // per_request)]
        self._sent = 0

    def __next__(self) -> bytes:
        template = self._templates[self._sent % len(self._templates)]
        first = self._sent * self._per_request
        self._sent += 1
        return template % _ids(first, self._per_request)


def _ids(first: int, count: int) -> tuple[int, ...]:
    """What stands in the two ids of each message."""
    return tuple([number // 2 for number in range(2 * first, 2 * (first + count))])


def _template(number: int, per_request: int) -> bytes:
    messages = [message(number * per_request + place) for place in range(per_request)]
    content = messages[0] if per_request == 1 else {"batch": messages, "sentAt": _now()}
    body = json.dumps(content).encode()
    length = len(body % _ids(0, per_request))
    return (
        f"POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()
        + body
    )


def load(port: int, per_request: int, seconds: float) -> tuple[int, float]:
    """Sends on all connections, each as soon as it was answered; gives requests and seconds counted."""
    selector = selectors.DefaultSelector()
    made = Requests(per_request)
    counted = 0
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        selector.register(connection, selectors.EVENT_READ)
        connection.sendall(next(made))
    begun = time.monotonic() + WARM_UP
    until = begun + seconds
    while (now := time.monotonic()) < until:
        for key, _ in selector.select():
            answering: Any = key.fileobj
            answer = answering.recv(4096)
            if not answer.endswith(b"true}"):  # the head alone, its body follows; or a fault
                if answer.startswith(b"HTTP/1.1 200"):
                    continue
                raise AssertionError(answer[:200])
            counted += now >= begun
            answering.sendall(next(made))
    for key in list(selector.get_map().values()):
        finished: Any = key.fileobj
        finished.close()
    return counted, time.monotonic() - begun


def _load_into(port: int, per_request: int, seconds: float, results: Any) -> None:
    try:
        results.put(load(port, per_request, seconds))
    except BaseException as error:
        results.put(error)
        raise


def processor_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_megabytes(pid: int) -> float:
    """Memory a process holds now."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(pid: int, port: int, per_request: int, seconds: float) -> Measured:
    """One load on one server."""
    results: Any = multiprocessing.SimpleQueue()
    before = processor_seconds(pid)
    sender = multiprocessing.Process(target=_load_into, args=(port, per_request, seconds, results))
    sender.start()
    result = results.get()
    sender.join()
    if isinstance(result, BaseException):
        raise result
    count, taken = result
    used = processor_seconds(pid) - before
    events = count * per_request
    share = seconds / (seconds + WARM_UP)
    return Measured(events / taken, used * share / events * 1e6, resident_megabytes(pid))


async def no_work(scope: Any, receive: Any, send: Any) -> None:
    """Reads the body and answers: what any sink on this server has to do at least."""
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        headers = [(b"content-type", b"application/json"), (b"content-length", b"16")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"success":true}'})


def _serve_without_work(ports: Any) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    ports.put(listener.getsockname()[1])
    config = uvicorn.Config(
        no_work, http="httptools", lifespan="off", log_config=None, access_log=False
    )
    uvicorn.Server(config).run([listener])


@contextmanager
def baseline() -> Iterator[tuple[int, int]]:
    """Process id and port of the server that does no work."""
    ports: Any = multiprocessing.SimpleQueue()
    server = multiprocessing.Process(target=_serve_without_work, args=(ports,))
    server.start()
    try:
        yield server.pid or 0, ports.get()
    finally:
        server.terminate()
        server.join()


def main() -> None:
    """Takes turns, and prints medians and ratios."""
    parser = argparse.ArgumentParser(description="Measures the sink against a server without work.")
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for name, per_request in (("singles", 1), (f"batches of {BATCH}", BATCH)):
        pairs = []
        for _ in range(arguments.rounds):
            with baseline() as (pid, port):
                without = measure(pid, port, per_request, arguments.seconds)
            with (
                tempfile.TemporaryDirectory() as folder,
                running_sink(Path(folder) / "bench.tdsession") as sink,
            ):
                recorded = measure(sink.child.pid, sink.port, per_request, arguments.seconds)
            pairs.append((without, recorded))
        report(name, pairs)


def report(name: str, pairs: list[tuple[Measured, Measured]]) -> None:
    """One paragraph of figures: medians over the rounds."""

    def median(values: Iterator[float]) -> float:
        return statistics.median(values)

    share = median(one.events_per_second / none.events_per_second for none, one in pairs)
    costs = median(one.microseconds_each / none.microseconds_each for none, one in pairs)
    rows = [
        ("no work", [none for none, _ in pairs]),
        ("recorded", [one for _, one in pairs]),
    ]
    lines = [f"{name}:"]
    for row, measured in rows:
        rate = median(each.events_per_second for each in measured)
        cost = median(each.microseconds_each for each in measured)
        resident = max(each.resident_megabytes for each in measured)
        lines.append(f"  {row:<9} {rate:>9,.0f} events/s {cost:>7.1f} µs each {resident:>5.0f} MB")
    lines.append(f"  ratio     {share:>9.2f} of the rate, {costs:.1f} times the processor time")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
