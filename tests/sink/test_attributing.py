"""Metrics carry no key: they are told of the source that the same connection or page sends for, or of none."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from debugger.connection.seen import Kind
from debugger.sink.attributing import Senders
from debugger.wire.keys import fingerprint, masked
from tests.running_sink import PATIENCE, RunningSink

SHOP, BLOG = {b"origin": b"http://shop", b"user-agent": b"A"}, {b"origin": b"http://blog"}
FIRST, SECOND = ("127.0.0.1", 50_001), ("127.0.0.1", 50_002)


def test_of_the_same_connection_before_the_same_page() -> None:
    senders = Senders()
    senders.note("key-1", FIRST, SHOP)
    senders.note("key-2", SECOND, SHOP)

    assert senders.whose(FIRST, SHOP) == "key-1"
    assert senders.whose(SECOND, SHOP) == "key-2"
    assert senders.whose(("127.0.0.1", 50_003), SHOP) == ""


def test_of_the_same_page_and_browser_where_it_is_one_source() -> None:
    senders = Senders()
    senders.note("key-1", FIRST, SHOP)

    assert senders.whose(SECOND, SHOP) == "key-1"
    assert senders.whose(SECOND, BLOG) == ""
    assert senders.whose(SECOND, {**SHOP, b"user-agent": b"B"}) == ""
    assert senders.whose(SECOND, {}) == ""


def test_what_comes_from_no_page_is_not_remembered() -> None:
    senders = Senders()
    senders.note("key-1", FIRST, {b"user-agent": b"curl"})
    senders.note("", FIRST, SHOP)

    assert senders.whose(FIRST, {}) == ""
    assert senders.whose(FIRST, SHOP) == ""


def test_it_stays_small() -> None:
    senders = Senders()
    for number in range(10_000):
        senders.note(f"key-{number}", ("127.0.0.1", number), {b"origin": b"http://%d" % number})

    assert senders.whose(("127.0.0.1", 9_999), {}) == "key-9999"
    assert senders.whose(("127.0.0.1", 1), {}) == ""


PAGE = {"Origin": "http://localhost:3000", "User-Agent": "Mozilla/5.0 Chrome/156.0"}
KEY = "wk_live_5f2a9c3f"


@pytest.fixture
def connection(sink: RunningSink) -> Iterator[http.client.HTTPConnection]:
    with closing(http.client.HTTPConnection("127.0.0.1", sink.port, timeout=PATIENCE)) as opened:
        yield opened


def test_metrics_are_told_of_the_page_that_sent_a_call(
    sink: RunningSink, connection: http.client.HTTPConnection
) -> None:
    call = {"type": "track", "event": "Walk Booked", "userId": "u-1", "writeKey": KEY}
    for path, body in (
        ("/v1/m", "{}"),
        ("/v1/t", json.dumps(call)),
        ("/v1/m", '{"series": []}'),
    ):
        connection.request("POST", path, body, headers=PAGE)
        assert connection.getresponse().read() == b'{"success": true}'

    told: list[tuple[str, str]] = []
    while len(told) < 2:
        if (seen := sink.line_with("seen"))["kind"] == Kind.METRICS:
            told.append((seen.get("key", ""), seen.get("fingerprint", "")))
    assert told == [("", ""), (masked(KEY), fingerprint(KEY))]
    assert len(sink.rows()) == 1
