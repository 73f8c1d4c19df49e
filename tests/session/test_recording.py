"""A message becomes an event that says who, what and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from debugger.events import Recording
from debugger.findings import Verdict
from debugger.session.recording import event_of, problem_from
from debugger.wire.message import message_from

Post = Callable[..., Recording]


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        (b'{"type":"track","event":"Signed Up","name":"x"}', "Signed Up"),
        (b'{"type":"track","event":""}', ""),
        (b'{"type":"track","event":7}', None),
        (b'{"type":"track"}', None),
        (b'{"type":"page","name":"Home","event":"x"}', "Home"),
        (b'{"type":"screen","name":"Main"}', "Main"),
        (b'{"type":"identify","event":"x","name":"x"}', None),
        (b'{"event":"Signed Up"}', "Signed Up"),
        (b'{"type":"trak","event":"Signed Up"}', "Signed Up"),
    ],
)
def test_name(payload: bytes, name: str | None) -> None:
    assert event_of(message_from(payload)).name == name


def test_identity_may_be_a_number_and_nothing_else() -> None:
    event = event_of(message_from(b'{"userId":42,"anonymousId":true,"messageId":["m"]}'))
    assert (event.user_id, event.anonymous_id, event.message_id) == ("42", None, None)


def test_recording_keeps_the_order_of_a_batch(post: Post) -> None:
    recording = post(b'{"batch":[{"event":"A"},{"event":"B"}]}', "/v1/batch")
    assert [(event.position, event.name) for event in recording.events] == [(0, "A"), (1, "B")]


def test_verdict_is_the_worst_of_the_findings() -> None:
    assert event_of(message_from(b"nonsense")).verdict is Verdict.REJECTED
    sound = b'{"type":"track","event":"Signed Up","userId":"u","properties":{}}'
    assert event_of(message_from(sound)).verdict is Verdict.KEPT


def test_problem_is_said_in_one_line_and_read_back() -> None:
    event = event_of(message_from(b'{"a": \n'))
    assert event.problem.endswith("(line 2, column 1)")
    assert problem_from(event.problem).place == "line 2, column 1"


def test_problem_of_the_whole_payload_names_no_place() -> None:
    problem = problem_from("body ended early: 20 of 57 bytes")
    assert (problem.of_whole, problem.place) == (True, "")
    assert problem.sentence == "body ended early: 20 of 57 bytes"
    assert event_of(message_from(b"[]")).problem == "an array is not a message: an object is"
