"""Stored events as the requests they were, whole, cut down, or each message alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.replaying import captured
from debugger.session.rows import StoredEvent
from debugger.wire.batch import joined

Stored = Callable[..., list[StoredEvent]]

BATCH = b' {"batch" : [ {"type":"track","event":"A"} ,\n{"type":"page"},{"type":"track","n":NaN}],"sentAt":"x"} \n'
WITH_CONTEXT = BATCH.replace(b'"sentAt":"x"', b'"context":{"library":{"name":"go"}}')


def bodies(events: list[StoredEvent], *, alone: bool = False) -> list[bytes]:
    return [joined(each.envelope, each.messages) for each in captured(events, alone=alone)]


@pytest.mark.parametrize(
    "body",
    [BATCH, b"[1, 2]", b"[]", b'{"batch":[]}', b"", b"{,", b' {"type":"track"}\n', b"\xff\x00"],
)
def test_whole_requests_are_what_came(stored: Stored, body: bytes) -> None:
    assert bodies(stored(("/v1/batch", body))) == [body]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=60) | st.text('[]{},:" 1batchx', max_size=40).map(str.encode))
def test_any_body_is_what_came(stored: Stored, body: bytes) -> None:
    events = stored(("/v1/batch", body))
    assert bodies(events[-1:]) == [body] or len(events) > 1


def test_each_request_by_itself(stored: Stored) -> None:
    found = list(captured(stored(("/v1/batch", BATCH), ("/v1/track", b"{}"), ("/v1/batch", BATCH))))
    assert [each.numbers for each in found] == [(1, 2, 3), (4,), (5, 6, 7)]
    assert {each.write_key for each in found} == {"secret-key-123"}


def test_chosen_messages_keep_their_envelope(stored: Stored) -> None:
    events = stored(("/v1/batch", BATCH))
    assert bodies([events[0], events[2]]) == [
        b' {"batch" : [ {"type":"track","event":"A"},{"type":"track","n":NaN}],"sentAt":"x"} \n'
    ]
    assert bodies(events[1:2]) == [b' {"batch" : [ {"type":"page"}],"sentAt":"x"} \n']


def test_alone(stored: Stored) -> None:
    events = stored(("/v1/batch", BATCH), ("/v1/track", b" {}"), ("/v1/track", b"{,"))
    assert bodies(events, alone=True) == [
        b'{"type":"track","event":"A"}', b'{"type":"page"}', b'{"type":"track","n":NaN}', b" {}", b"{,",
    ]  # fmt: skip


def test_alone_with_what_it_inherits(stored: Stored) -> None:
    events = stored(("/v1/batch", WITH_CONTEXT))
    assert bodies(events[1:2], alone=True) == [
        b' {"batch" : [ {"type":"page"}],"context":{"library":{"name":"go"}}} \n'
    ]
