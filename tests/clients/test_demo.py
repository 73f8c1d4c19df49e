"""The demo shop in Chromium: each button sends the calls that it says, and they are found what it says."""

from __future__ import annotations

import json

import pytest

from debugger.demo.journey import WRITE_KEY, steps
from tests.clients.chromium import Browser
from tests.clients.devtools import opened
from tests.running_sink import RunningSink

pytestmark = pytest.mark.clients


def test_every_button_sends_what_it_says(sink: RunningSink, browser: Browser) -> None:
    with opened(browser) as page:
        page.open(f"{sink.address}/demo")
        number = 0
        for step in steps():
            if step.button:
                page.run(f"document.querySelector('[data-step={step.id}]').click()")
            number += len(step.calls)
            sink.wait_for(number)
        refused = page.run("document.querySelector('#sent .refused').textContent")
        assert "a body that is not JSON was answered 400" in refused
        assert not [line for line in page.said if line.startswith("exception")]

    events = sink.events()
    calls = [call for step in steps() for call in step.calls]
    assert len(events) == len(calls)
    for event, call in zip(events, calls, strict=True):
        found = tuple((each.rule, each.pointer) for each in event.findings)
        assert found == call.findings
        assert event.source.write_key == WRITE_KEY
        if call.message is None:
            assert event.payload.decode() == call.body
            continue
        sent = json.loads(event.payload)
        for name in call.message.keys() - {"context", "properties"}:
            assert sent[name] == call.message[name]
        assert sent["context"].items() >= call.message.get("context", {}).items()
        assert sent.get("properties", {}).items() >= call.message.get("properties", {}).items()


def test_all_in_turn(sink: RunningSink, browser: Browser) -> None:
    count = sum(len(step.calls) for step in steps())
    with opened(browser) as page:
        page.open(f"{sink.address}/demo")
        sink.wait_for(1)
        page.run("document.getElementById('all').click()")
        sink.wait_for(count)
        page.wait("document.querySelector('#cart').textContent.includes('EUR') === false")
    assert len(sink.events()) == count
