"""What the demo shop says of its calls is so: each finding is named, and none is left out."""

from __future__ import annotations

import time

import pytest

from debugger import spec
from debugger.demo.journey import Visitor, steps
from debugger.demo.shop import shop_page
from debugger.events import Arrival, Transport
from debugger.session.judging import SessionJudge
from debugger.sink.recorder import judge


def test_each_step_is_found_what_it_says() -> None:
    judging, visitor = SessionJudge(), Visitor(url="http://localhost:8765/demo")
    number = 0
    for step in steps():
        for call, post in zip(step.calls, visitor.posts(step), strict=True):
            number += 1
            arrival = Arrival(
                received_at=time.time_ns() // 1000,
                transport=Transport.HTTP,
                method="POST",
                path=post.path,
                headers=(),
                body=post.body,
                client="127.0.0.1:50000",
            )
            reading = judge(arrival)
            recording = judging.judged(
                reading.recording, reading.traces, first=number, request=number
            )
            judging.keep()
            (event,) = recording.events
            found = tuple((each.rule, each.pointer) for each in event.findings)
            assert found == call.findings, step.id


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.id)
def test_a_step_says_whether_it_is_wrong(step: object) -> None:
    assert isinstance(step, type(steps()[0]))
    assert step.says.startswith("Wrong: ") is step.is_wrong
    assert step.button or step.section == "opening"
    for call in step.calls:
        for rule, _ in call.findings:
            assert spec.rule(rule)


def test_the_journey_shows_what_it_is_there_to_show() -> None:
    found = {rule for step in steps() for call in step.calls for rule, _ in call.findings}
    assert found >= {"revenue-not-number", "event-missing", "trait-wrong-type", "ip-malformed"}


def test_the_page_has_a_place_for_every_step() -> None:
    page = shop_page("http://localhost:8765").text
    for step in steps():
        assert not step.button or f'data-section="{step.section}"' in page
