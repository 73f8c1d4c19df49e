"""What the rules remember of messages stays small, however long the texts are that come."""

from __future__ import annotations

import gc
import json
import tracemalloc

from debugger.spec import inspect
from debugger.spec.remembered import LONGEST, remembered
from debugger.wire.message import message_from


def test_a_short_text_is_asked_about_once_and_a_long_one_each_time() -> None:
    asked: list[str] = []

    @remembered(8)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    long = "x" * (LONGEST + 1)
    assert [length("short"), length("short"), length(long), length(long)] == [5, 5, 513, 513]
    assert asked == ["short", long, long]


def judged(letter: str) -> None:
    long = letter * 1_000_000
    message = {
        "type": "track",
        "event": long,
        "userId": long,
        "messageId": long,
        "timestamp": long,
        "properties": {long: 1, "revenue": long, "currency": long, "email": long},
        "context": {long: 1, "locale": long, "ip": long, "timezone": long, "page": {"url": long}},
    }
    inspect(message_from(json.dumps(message).encode()))
    gc.collect()


def test_memory_does_not_grow_with_long_texts() -> None:
    judged("a")
    tracemalloc.start()
    try:
        judged("b")
        before, _ = tracemalloc.get_traced_memory()
        for letter in "cdef":
            judged(letter)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 500_000
