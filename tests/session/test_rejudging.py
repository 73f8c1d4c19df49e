"""A stored event gives the message it was, with what its path and its batch's envelope say for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from debugger.events import CallType, Recording
from debugger.session.reader import SessionReader
from debugger.session.recording import event_of
from debugger.session.rejudging import message_of
from debugger.session.writer import SessionWriter

Post = Callable[..., Recording]


@pytest.mark.parametrize(
    ("body", "sent_to"),
    [
        (b'{"event":"A b","userId":"u"}', "/v1/t"),
        (b'{"type":"track","event":"A b","properties":{"revenue":"1"}}', "/v1/track"),
        (
            b'{"batch":[{"event":"A"},{"userId":"u","context":{}}],"context":{"ip":"x"}}',
            "/v1/batch",
        ),
        (b'{"batch":[{"value":NaN},7,"\\ud83d"],"context":{"ip":NaN}}', "/v1/batch"),
        (b'{"batch":[{"type":"track","event":"A b","userId":"u"},{"x":NaN}]}', "/v1/batch"),
        (b"[{},{}]", "/v1/import"),
        (b'{"batch":[]}', "/v1/batch"),
        (b"\xff", "/v1/t"),
        (b"", "/v1/t"),
    ],
)
def test_judged_anew_as_it_was_judged(
    writer: SessionWriter, reader: SessionReader, post: Post, body: bytes, sent_to: str
) -> None:
    recording = post(body, sent_to)
    writer.append([recording])
    again = [event_of(message_of(event)) for event in reader.events(1, writer.newest)]
    assert again == list(recording.events)


def test_type_of_the_path_and_fields_of_the_envelope(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    writer.append(
        [post(b'{"batch":[{"event":"A"}],"sentAt":"now","context":{"ip":"::1"}}', "/v1/b")]
    )
    writer.append([post(b'{"name":"Home"}', "/v1/page")])
    batched, alone = map(message_of, reader.events(1, 2))
    assert batched.inherited == {"sentAt", "context"}
    assert batched.fields["context"] == {"ip": "::1"}
    assert alone.route_type is CallType.PAGE
