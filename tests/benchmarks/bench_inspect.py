"""What judging a clean track call costs, as a ratio to reading the same call with `json.loads` in the same run.

    python tests/benchmarks/bench_inspect.py [--rounds 9]

The calls are those of one app: names, context and users repeat, identifiers, times and amounts do not.
"""

from __future__ import annotations

import argparse
import json
import timeit
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from debugger.events import Message
from debugger.spec import inspect
from debugger.wire.message import message_from

CALLS = 400
STARTED = datetime(2026, 10, 4, 9, 12, tzinfo=UTC)
MOST = 2.0
"""The ratio that is aimed at."""


def payload(number: int) -> bytes:
    """A track call as analytics.js sends it, of about 1 KB."""
    when = (STARTED + timedelta(milliseconds=137 * number)).isoformat(timespec="milliseconds")
    call = {
        "type": "track",
        "event": "Order Completed",
        "messageId": f"ajs-next-17911051{number:05}-6f4b1a6c-0a41-4d9b-9a3c-b7f1a6d1c2e8",
        "userId": f"walker-{number % 50}",
        "anonymousId": "6f4b1a6c-0a41-4d9b-9a3c-b7f1a6d1c2e8",
        "timestamp": when.replace("+00:00", "Z"),
        "sentAt": when.replace("+00:00", "Z"),
        "properties": {
            "order_id": f"o-{number}",
            "revenue": 19.99 + number,
            "currency": "EUR",
            "products": [
                {"product_id": f"walk-{place}", "name": "A walk", "price": 9.5, "quantity": 1}
                for place in range(3)
            ],
        },
        "context": {
            "ip": "203.0.113.24",
            "locale": "pt-PT",
            "timezone": "Europe/Lisbon",
            "library": {"name": "analytics.js", "version": "npm:next-1.84.3"},
            "page": {
                "path": "/checkout",
                "referrer": "",
                "search": "",
                "title": "Checkout",
                "url": "https://harbourwalks.example/checkout",
            },
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0",
        },
        "integrations": {},
    }
    return json.dumps(call).encode()


def message(number: int) -> Message:
    """The call, received as it was sent."""
    received = STARTED + timedelta(milliseconds=137 * number + 40)
    return message_from(payload(number), received_at=int(received.timestamp() * 1_000_000))


def microseconds(work: Callable[[], object], rounds: int) -> float:
    """The least that one of `CALLS` took, of some rounds."""
    return min(timeit.repeat(work, number=3, repeat=rounds)) / 3 / CALLS * 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    payloads = [payload(number) for number in range(CALLS)]
    messages = [message(number) for number in range(CALLS)]
    found = [finding for each in messages for finding in inspect(each)]
    assert not found, found[0]
    reading = microseconds(lambda: [json.loads(each) for each in payloads], rounds)
    parsing = microseconds(lambda: [message_from(each) for each in payloads], rounds)
    judging = microseconds(lambda: [inspect(each) for each in messages], rounds)
    print(f"{len(payloads[0]):,} bytes: json.loads {reading:.1f} µs, message {parsing:.1f} µs")  # noqa: T201
    print(f"inspect {judging:.1f} µs, {judging / reading:.2f} of json.loads (aim: {MOST:.1f})")  # noqa: T201


if __name__ == "__main__":
    main()
