"""What counting the schema of an event costs beside bare decoding of the same payloads, and in memory.

    python tests/benchmarks/bench_schema.py [--calls 100000]

Once with the few shapes that an app's calls have, and once with names that are made from data, of which
each call brings new ones.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

import msgspec

from debugger.schema.holders import held
from debugger.schema.profile import Profile

MOST = {"few shapes": 5, "a shape for each call": 45}
"""Times bare decoding that each may take."""
MEMORY = 96
"""Megabytes that both may add, for any number of calls."""
_TOLD = 1000
"""Calls between two looks at what is counted, as the window takes them."""
_EVENT = ("track", "Order Completed")


def payloads(calls: int, name: Callable[[int], str]) -> Iterator[bytes]:
    """Orders of about 900 bytes, as Analytics.js sends them, with a property of this name."""
    random = Random(1)  # noqa: S311 - the same each time
    for number in range(calls):
        product = {"product_id": "507", "sku": "G-32", "name": "Monopoly", "price": 18.99}
        properties = {
            "order_id": f"A-{number}",
            "revenue": random.choice([25, 25.5, 117.25]),
            "currency": "EUR",
            "products": [product | {"quantity": 1}] * random.randrange(1, 4),
            name(number): {"campaign": "summer", "seen": True},
        }
        context = {
            "library": {"name": "analytics.js", "version": "2.11.1"},
            "page": {"path": "/", "url": "https://example.com/", "title": "Shop", "referrer": ""},
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
            "locale": "en-GB",
            "timezone": "Europe/Berlin",
        }
        call = {"type": "track", "event": _EVENT[1], "messageId": f"ajs-next-{number}"}
        yield json.dumps(call | {"context": context, "properties": properties}).encode()


def seconds(act: Callable[[], object]) -> float:
    """Of the best of three."""
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        act()
        took.append(time.perf_counter() - begun)
    return min(took)


def decode(found: Sequence[bytes]) -> None:
    """Reads each, and no more."""
    for payload in found:
        msgspec.json.decode(payload)


def count(found: Sequence[bytes]) -> Profile:
    """The schema of all of them."""
    profile = Profile()
    for number, payload in enumerate(found):
        profile.see(_EVENT, held(payload), ())
        if number % _TOLD == 0:
            profile.kinds[_EVENT].copy()
    return profile


def main() -> int:
    """Measures; 1 where something costs more than it may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=100_000)
    calls = parser.parse_args().calls
    names = {"few shapes": lambda _: "promotion", "a shape for each call": "promotion {}".format}
    made = {kind: list(payloads(calls, name)) for kind, name in names.items()}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{calls:,} calls of an event\n")
    too_slow = False
    for kind, found in made.items():
        bare, counted = seconds(lambda: decode(found)), seconds(lambda: count(found))  # noqa: B023
        too_slow |= counted / bare > MOST[kind]
        sys.stdout.write(
            f"{kind}: {counted / bare:.1f} times bare decoding (at most {MOST[kind]}), "
            f"{counted / calls * 1e6:.1f} µs each\n"
        )
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(f"memory: {grown:.0f} MB more (at most {MEMORY})\n")
    return int(too_slow or grown > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
