"""Payloads of others, a line each, named by `TRACK_DEBUGGER_CORPUS`: rules must get along with all of them.

A line is a payload or a batch, or an object with one as its member `payload`; `route` beside it is the call
that its path implied, and `abbreviated` says that fields were left out, as documentation does.

Of the payloads that Segment publishes in its documentation it is known which break its own spec, and where:
`segment_examples.json` names them by the SHA-256 of their canonical JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from debugger.events import CallType, Message
from debugger.findings import Finding, Severity
from debugger.spec import inspect, rule
from debugger.wire import batch
from debugger.wire.message import message_from

WRONG: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "segment_examples.json").read_text(encoding="utf-8")
)
"""By digest: the places at which something must be found, each with its severity."""

CORPUS = os.environ.get("TRACK_DEBUGGER_CORPUS", "")


def messages_of(line: bytes) -> Iterator[Message]:
    """The messages of a line."""
    read = json.loads(line)
    route = None
    if isinstance(read, dict) and "payload" in read:
        payload = read["payload"]
        if read.get("abbreviated") and isinstance(payload, dict):
            payload = {"userId": "walker-5120"} | payload
        line = json.dumps(payload).encode()
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
    for line in lines():
        for finding in findings_of(line):
            assert finding.rule != "rule-failed", finding.message
            assert rule(finding.rule) is not None


def digest(line: bytes) -> str:
    """What a payload is known by, whoever wrote it down."""
    read = json.loads(line)
    payload = read["payload"] if isinstance(read, dict) and "payload" in read else read
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def lines() -> list[bytes]:
    return [line for line in Path(CORPUS).read_bytes().splitlines() if line.strip()]


@pytest.mark.skipif(not CORPUS, reason="TRACK_DEBUGGER_CORPUS names no file of payloads")
def test_every_example_of_segments_that_breaks_the_spec_is_caught_at_its_place_and_no_other() -> (
    None
):
    published = {digest(line): line for line in lines()}
    here = WRONG.keys() & published.keys()
    if not here:
        pytest.skip("none of Segment's examples are in this file")
    assert here == WRONG.keys()
    for known, line in published.items():
        found = findings_of(line)
        for place, severity in WRONG.get(known, {}).items():
            assert any(
                each.pointer == place and each.severity.word == severity for each in found
            ), (line, place)
        if known not in WRONG:
            assert [each for each in found if each.severity is Severity.ERROR] == [], line


def test_what_is_wrong_is_known_by_digests_and_places_alone() -> None:
    assert len(WRONG) == 41
    for known, places in WRONG.items():
        assert len(bytes.fromhex(known)) == 32
        assert places
        assert all(place.startswith("/") for place in places)
        assert set(places.values()) <= {severity.word for severity in Severity}


def test_a_shortened_line_lacks_no_identity() -> None:
    call = {"type": "track", "event": "Walk Booked"}
    line = json.dumps({"payload": call, "abbreviated": True}).encode()
    assert findings_of(line) == []
    assert [each.rule for each in findings_of(json.dumps({"payload": call}).encode())] == [
        "identity-missing"
    ]


def test_a_line_may_wrap_its_payload_and_name_the_route() -> None:
    line = b'{"payload": {"event": "Walk Booked", "userId": "u", "properties": {"revenue": "1"}}, "route": "track"}'
    assert [finding.rule for finding in findings_of(line)] == ["revenue-not-number"]


def test_a_line_may_be_a_batch() -> None:
    line = b'{"batch": [{"userId": "u"}, {"type": "track", "userId": "u", "event": "Walk Booked"}]}'
    assert [finding.rule for finding in findings_of(line)] == ["type-missing"]
