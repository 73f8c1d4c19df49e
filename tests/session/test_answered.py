"""What is said of an answer is what the receiver makes of the request, whatever came in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from debugger.events import FRAME, Arrival, Transport
from debugger.query import parse
from debugger.session.answered import ERROR, STORED
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.writer import SessionWriter
from debugger.wire.intake import read
from tests.session.conftest import path, reader, writer

__all__ = ["path", "reader", "writer"]

LONG = b'"x":"' + b"y" * 40_000 + b'"'
MEMBERS = [b'"a":1', b'"a":NaN', b'"a":"\\ud800"', LONG, b'"type":"track"']
VALUES = [b"1", b"null", b"NaN", b"[1]", b'"x"', b"{}"]
OBJECTS = st.lists(st.sampled_from(MEMBERS), max_size=3).map(lambda each: b"{%s}" % b",".join(each))
MESSAGES = st.one_of(OBJECTS, OBJECTS, st.sampled_from(VALUES))
ARRAYS = st.lists(MESSAGES, max_size=4).map(lambda each: b" [%s]" % b", ".join(each))
BODIES = st.one_of(
    MESSAGES,
    ARRAYS,
    st.tuples(ARRAYS, st.sampled_from([b"", b',"sentAt":"x"', b',"n":NaN', b"," + LONG])).map(
        lambda parts: b'{"batch":%s%s}' % parts
    ),
    st.sampled_from([b"", b"{", b'{"batch":[', b" " * 40_000 + b"{}", b'{"a":1}' + b" " * 40_000]),
)


@given(body=BODIES, frame=st.booleans())
@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@example(body=b'{"batch":[1, 2]}', frame=False)
@example(body=b'{"batch":[1, NaN]}', frame=False)
@example(body=b"[1, 2]", frame=False)
@example(body=b'{"batch":[], "n":NaN}', frame=False)
@example(body=b'[{"a":NaN}, 1, {"a":1}]', frame=False)
@example(body=b'{"batch":[1, %s]}' % b",".join([b"{%s}" % LONG] * 13), frame=False)
def test_it_is_that_of_the_whole_request(
    writer: SessionWriter,
    reader: SessionReader,
    body: bytes,
    frame: bool,  # noqa: FBT001
) -> None:
    arrival = Arrival(
        received_at=1,
        transport=Transport.WEBSOCKET if frame else Transport.HTTP,
        method=FRAME if frame else "POST",
        path="/v1/ws" if frame else "/v1/batch",
        headers=(),
        body=body,
        client="",
    )
    intake = read(arrival)
    alone = intake.messages[0].position is None
    refused = intake.refusal is not None or (frame and alone and intake.messages[0].problem)
    expected = (ERROR if refused else STORED) if frame else "400" if refused else "200"
    first = writer.newest + 1
    writer.append([record(intake.request, intake.messages)])
    said = [each.answered for each in reader.events(first, writer.newest)]
    assert set(said) == {expected}
    (found,) = [
        hits for hits, _ in reader.matching(parse(f"answer:{expected}"), first, writer.newest)
    ]
    assert len(found) == len(said)


@pytest.mark.parametrize("answer", ["", "500 in the recording"])
def test_of_what_was_imported_only_a_failure_is_known(
    writer: SessionWriter, reader: SessionReader, answer: str
) -> None:
    arrival = Arrival(
        received_at=1,
        transport=Transport.IMPORT,
        method="POST",
        path="/v1/track",
        headers=(),
        body=b'{"type":"track","event":NaN}',
        client="",
    )
    intake = read(arrival)
    writer.append([record(replace(intake.request, answer=answer), intake.messages)])
    assert reader.event(1).answered == answer
    for typed, finds in (
        ("has:answer", bool(answer)),
        ("answer:400", False),
        ("-has:answer", not answer),
    ):
        (found,) = [hits for hits, _ in reader.matching(parse(typed), 1, 1)]
        assert bool(found) == finds
