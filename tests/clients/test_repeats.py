"""An answer that is lost: the SDK sends once more, and what comes twice is marked as a repeat of the first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from debugger.session.rows import StoredEvent
from tests.clients.chromium import Browser
from tests.clients.conftest import CALLS, calls, ran
from tests.running_sink import RunningSink, running_sink

pytestmark = pytest.mark.clients


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    """A sink that stores the first request, and hangs up instead of answering."""
    with running_sink(tmp_path / "client.tdsession", "--fault", "drop,next=1") as running:
        yield running


def check(events: list[StoredEvent]) -> None:
    """Each call is there, and each that is there again says so."""
    assert calls(events) == CALLS
    firsts = {event.row.message_id: event for event in reversed(events)}
    assert len(firsts) == len(CALLS)
    repeats = [event for event in events if firsts[event.row.message_id] is not event]
    assert repeats
    for event in events:
        marks = [each for each in event.findings if each.rule == "message-id-repeated"]
        if event not in repeats:
            assert marks == []
            continue
        (mark,) = marks
        assert mark.related == firsts[event.row.message_id].row.number


def test_python(sink: RunningSink) -> None:
    app = str(Path(__file__).with_name("send.py"))
    ended = ran([sys.executable, app, "segment", sink.address])

    assert ended.returncode == 0
    check(sink.events())


@pytest.mark.parametrize("app", ["send.mjs", "send_legacy.mjs", "send_rudder.mjs"])
def test_node(sink: RunningSink, node: str, app: str) -> None:
    ended = ran([node, app], {"HOST": sink.address})

    assert ended.returncode == 0
    check(sink.events())


def test_browser(sink: RunningSink, browser: Browser, pages: str) -> None:
    with browser.page(f"{pages}/page.html?sink={sink.address}") as opened:
        sink.wait_for(len(CALLS) + 1)
    assert opened.elsewhere.asked == []
    check(sink.events())
