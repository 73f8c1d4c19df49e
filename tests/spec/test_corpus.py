"""Payloads of others, a line each, named by `TRACK_DEBUGGER_CORPUS`: rules must get along with all of them.

A line is a payload or a batch, or an object with one as its member `payload`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from debugger.events import CallType, Message
from debugger.findings import Finding
from debugger.spec import inspect, rule
from debugger.wire import batch
from debugger.wire.message import message_from

CORPUS = os.environ.get("TRACK_DEBUGGER_CORPUS", "")


def messages_of(line: bytes) -> Iterator[Message]:
    """The messages of a line; `route` beside a `payload` is the call that its path implied."""
    read = json.loads(line)
    route = None
    if isinstance(read, dict) and "payload" in read:
        line = json.dumps(read["payload"]).encode()
        route = read.get("route")
    found = batch.split(line)
    if found is not None and found.messages:
        yield from (message_from(one, position=place) for place, one in enumerate(found.messages))
    else:
        implied = CallType(route) if route in set(CallType) else None
        yield message_from(line, route_type=implied)


def findings_of(line: bytes) -> list[Finding]:
    return [finding for message in messages_of(line) for finding in inspect(message)]


@pytest.mark.skipif(not CORPUS, reason="TRACK_DEBUGGER_CORPUS names no file of payloads")
def test_no_rule_crashes_on_the_payloads_of_others() -> None:
    for line in Path(CORPUS).read_bytes().splitlines():
        if line.strip():
            for finding in findings_of(line):
                assert finding.rule != "rule-failed", finding.message
                assert rule(finding.rule) is not None


def test_a_line_may_wrap_its_payload_and_name_the_route() -> None:
    line = b'{"payload": {"event": "Walk Booked", "userId": "u", "properties": {"revenue": "1"}}, "route": "track"}'
    assert [finding.rule for finding in findings_of(line)] == ["revenue-not-number"]


def test_a_line_may_be_a_batch() -> None:
    line = b'{"batch": [{"userId": "u"}, {"type": "track", "userId": "u", "event": "Walk Booked"}]}'
    assert [finding.rule for finding in findings_of(line)] == ["type-missing"]
