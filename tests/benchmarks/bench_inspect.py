"""What judging clean track calls costs, as ratios to reading the same calls with `json.loads` in the same run.

    python tests/benchmarks/bench_inspect.py [--rounds 25]

Ends with 1 where the calls of one app cost more than they may. Three kinds of calls are judged:

- those of one app, whose names, context and users repeat, as they do in development;
- those of many users, each call with other identifiers, amounts and texts, from a few hundred contexts;
- those whose contexts never repeat, for which nothing that is remembered is of use.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any, TypeVar
from uuid import UUID

from debugger.events import Message
from debugger.spec import inspect
from debugger.wire.message import message_from

CALLS = 400
CONTEXTS = 300
STARTED = datetime(2026, 10, 4, 9, 12, tzinfo=UTC)
MOST = 2.0
"""The most that judging a call of one app may cost, in the time that `json.loads` takes to read it."""
SLACK = 0.25
"""What is let pass above that: on a machine that does other work the same code was seen to differ by a tenth."""

Item = TypeVar("Item")

Payloads = Callable[[int], Iterable[dict[str, Any]]]
"""Makes the calls of one round."""


def of_one_app(_round: int) -> Iterable[dict[str, Any]]:
    """Calls as analytics.js sends them, each of about 1 KB: identifiers, times and amounts differ."""
    for number in range(CALLS):
        call = order(number)
        call |= {"userId": f"walker-{number % 50}", "context": context()}
        call["properties"]["revenue"] = 19.99 + number
        yield call


def of_many_users(round_: int) -> Iterable[dict[str, Any]]:
    """The same with values that were not met before, from one of `CONTEXTS` contexts."""
    random = Random(round_)  # noqa: S311  no secret
    contexts = [varied(Random(number)) for number in range(CONTEXTS)]  # noqa: S311
    for number in range(CALLS):
        yield fresh(round_ * CALLS + number, random, random.choice(contexts))


def of_new_contexts(round_: int) -> Iterable[dict[str, Any]]:
    """The same, each from a context of its own."""
    random = Random(round_)  # noqa: S311
    for number in range(CALLS):
        yield fresh(round_ * CALLS + number, random, varied(random))


KINDS: dict[str, Payloads] = {
    "one app": of_one_app,
    "many users": of_many_users,
    "new contexts": of_new_contexts,
}


def order(number: int) -> dict[str, Any]:
    """A completed order, but for who made it and where."""
    when = moment(number).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "type": "track",
        "event": "Order Completed",
        "messageId": f"ajs-next-17911051{number:05}-6f4b1a6c-0a41-4d9b-9a3c-b7f1a6d1c2e8",
        "userId": "",
        "anonymousId": "6f4b1a6c-0a41-4d9b-9a3c-b7f1a6d1c2e8",
        "timestamp": when,
        "sentAt": when,
        "properties": {
            "order_id": f"o-{number}",
            "revenue": 19.99,
            "currency": "EUR",
            "products": [
                {"product_id": f"walk-{place}", "name": "A walk", "price": 9.5, "quantity": 1}
                for place in range(3)
            ],
        },
        "context": {},
        "integrations": {},
    }


def context() -> dict[str, Any]:
    """What surrounds the calls of one app in one browser."""
    return {
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
    }


def fresh(number: int, random: Random, surroundings: dict[str, Any]) -> dict[str, Any]:
    """An order like no other."""
    call = order(number)
    call |= {
        "userId": str(UUID(int=random.getrandbits(128), version=4)),
        "anonymousId": str(UUID(int=random.getrandbits(128), version=4)),
        "context": surroundings,
    }
    call["properties"] |= {
        "order_id": f"o-{random.randrange(10**9)}",
        "revenue": random.randrange(1, 10**6) / 100,
        "currency": random.choice(("EUR", "USD", "GBP")),
    }
    for product in call["properties"]["products"]:
        product["product_id"] = f"walk-{random.randrange(10**4)}"
        product["price"] = random.randrange(1, 10**4) / 100
        product["quantity"] = random.randrange(1, 9)
    return call


def varied(random: Random) -> dict[str, Any]:
    """Another browser on another page."""
    path = f"/walks/{random.randrange(10**9)}"
    surroundings = context()
    surroundings |= {
        "ip": ".".join(str(random.randrange(1, 255)) for _ in range(4)),
        "locale": random.choice(("pt-PT", "de-CH", "en-GB", "fr-FR", "nl-NL")),
        "timezone": random.choice(("Europe/Lisbon", "Europe/Zurich", "Europe/London")),
        "userAgent": f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{random.randrange(90, 157)}.0.0.0",
    }
    surroundings["page"] |= {
        "path": path,
        "title": f"Walk {random.randrange(10**6)}",
        "url": f"https://harbourwalks.example{path}",
    }
    return surroundings


def moment(number: int) -> datetime:
    """When a call was made."""
    return STARTED + timedelta(milliseconds=137 * number)


def message(payload: bytes, number: int) -> Message:
    """The call, received soon after it was sent."""
    received = moment(number) + timedelta(milliseconds=40)
    return message_from(payload, received_at=int(received.timestamp() * 1_000_000))


def microseconds(work: Callable[[Item], object], items: Iterable[Item]) -> float:
    """What the work takes for one of `CALLS` items; what it makes of one is let go before the next."""
    started = perf_counter()
    for each in items:
        work(each)
    return (perf_counter() - started) / CALLS * 1_000_000


def measured(made: Payloads, rounds: int) -> tuple[float, float, float, int]:
    """The least that reading, parsing and judging one call took in any round, and the bytes of a call.

    What a round makes anew is met for the first time in it; reading and judging take turns, so that
    whatever else the machine does falls on both.
    """
    least = [float("inf")] * 3
    size = 0
    for round_ in range(rounds):
        payloads = [json.dumps(call).encode() for call in made(round_)]
        first = round_ * CALLS if made is not of_one_app else 0
        messages = [message(each, first + place) for place, each in enumerate(payloads)]
        size = len(payloads[0])
        gc.collect()
        gc.disable()
        taken = (
            microseconds(json.loads, payloads),
            microseconds(message_from, payloads),
            microseconds(inspect, messages),
        )
        least = [min(pair) for pair in zip(least, taken, strict=True)]
        gc.enable()
        found = [finding for each in messages for finding in inspect(each)]
        assert not found, found[0]
    reading, parsing, judging = least
    return reading, parsing, judging, size


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    ratios = {}
    for kind, made in KINDS.items():
        reading, parsing, judging, size = measured(made, rounds)
        ratios[kind] = judging / reading
        print(  # noqa: T201
            f"{kind:13} {size:,} bytes: json.loads {reading:4.1f} µs, message {parsing:4.1f} µs, "
            f"inspect {judging:4.1f} µs, {ratios[kind]:.2f} of json.loads"
        )
    if ratios["one app"] <= MOST + SLACK:
        return 0
    print(f"A call of one app may cost {MOST:.2f} (and {SLACK:.2f} for a busy machine).")  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
