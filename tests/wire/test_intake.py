"""Whatever arrives becomes messages and a request, byte for byte, and is refused only for what Segment refuses."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.events import Arrival, CallType, Transport
from debugger.wire.batch import joined
from debugger.wire.intake import MOST_BATCH_BYTES, MOST_MESSAGE_BYTES, Intake, read

TRACK = b'{"type":"track","event":"Order Completed","userId":"u-1"}'


def arrival(
    body: bytes,
    path: str = "/v1/batch",
    *,
    method: str = "POST",
    failure: str = "",
    transport: Transport = Transport.HTTP,
    **headers: str,
) -> Arrival:
    return Arrival(
        received_at=1_000_000,
        transport=transport,
        method=method,
        path=path,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        body=body,
        client="127.0.0.1:50000",
        failure=failure,
    )


def whole(intake: Intake) -> bytes:
    return joined(intake.request.envelope, [message.payload for message in intake.messages])


def test_a_call_sent_alone() -> None:
    intake = read(arrival(b" \n" + TRACK + b"\n", "/v1/t"))

    (message,) = intake.messages
    assert message.payload == TRACK
    assert message.fields["event"] == "Order Completed"
    assert message.route_type is CallType.TRACK
    assert message.position is None
    assert intake.request.envelope == (b" \n", b"\n")
    assert intake.refusal is None


def test_a_batch() -> None:
    intake = read(arrival(b'{"batch":[' + TRACK + b', {"type":"page"}]}'))

    assert [message.payload for message in intake.messages] == [TRACK, b'{"type":"page"}']
    assert [message.position for message in intake.messages] == [0, 1]
    assert intake.request.envelope == (b'{"batch":[', b", ", b"]}")
    assert intake.refusal is None


@pytest.mark.parametrize("path", ["/v1/batch", "/v1/track", "/anything", "/v1/b", "/"])
def test_the_body_decides_whether_it_is_a_batch(path: str) -> None:
    assert len(read(arrival(b"[" + TRACK + b"," + TRACK + b"]", path)).messages) == 2
    assert len(read(arrival(TRACK, path)).messages) == 1


def test_what_the_envelope_says_holds_for_each_message() -> None:
    body = {
        "context": {"ip": "1.2.3.4", "library": {"name": "analytics-go", "version": "3"}},
        "integrations": {"All": False},
        "sentAt": "2026-01-01T00:00:00Z",
        "timestamp": "2025-01-01T00:00:00Z",
        "writeKey": "wk",
        "messageId": "of the batch",
        "batch": [
            {"type": "track", "originalTimestamp": "x"},
            {"context": {"ip": "5.6.7.8"}, "writeKey": "own", "integrations": {"Mixpanel": True}},
            {"context": "no object", "integrations": None},
        ],
    }

    first, second, third = read(arrival(json.dumps(body).encode())).messages

    assert first.inherited == {"context", "integrations", "sentAt", "timestamp", "writeKey"}
    assert first.fields["context"] == body["context"]
    assert first.fields["originalTimestamp"] == "x"
    assert "messageId" not in first.fields
    assert (first.source.write_key, first.source.library) == ("wk", "analytics-go")
    assert second.fields["context"] == {
        "ip": "5.6.7.8",
        "library": {"name": "analytics-go", "version": "3"},
    }
    assert second.fields["integrations"] == {"Mixpanel": True, "All": False}
    assert second.inherited == {"sentAt", "timestamp"}
    assert second.source.write_key == "own"
    assert third.fields["context"] == "no object"
    assert third.fields["integrations"] is None


def test_the_library_comes_from_the_message_or_else_from_the_user_agent() -> None:
    named = read(
        arrival(
            b'{"context":{"library":{"name":"analytics.js","version":"2"}}}', user_agent="curl/8"
        )
    )
    unnamed = read(arrival(TRACK, user_agent="curl/8"))

    assert (named.messages[0].source.library, named.messages[0].source.version) == (
        "analytics.js",
        "2",
    )
    assert (unnamed.messages[0].source.library, unnamed.messages[0].source.version) == ("curl", "8")


def test_the_key_of_the_request_goes_before_that_of_the_body() -> None:
    (message,) = read(arrival(b'{"writeKey":"id:***"}', x_write_key="id:secret")).messages

    assert message.source.write_key == "id:secret"


def test_the_request_is_kept_without_cookies_and_keys() -> None:
    body = gzip.compress(TRACK)

    request = read(
        arrival(
            body,
            "/beacon/v1/batch?writeKey=wk_a1b2c3d43f",
            cookie="session=secret",
            authorization="Basic " + b64encode(b"wk_a1b2c3d43f:").decode(),
        )
    ).request

    assert request.path == "/beacon/v1/batch?writeKey=wk_…3f"
    assert request.headers == (("authorization", "Basic wk_…3f"),)
    assert (request.encoding, request.wire_size, request.body_size) == (
        "gzip",
        len(body),
        len(TRACK),
    )


def test_a_batch_element_that_is_no_object_is_a_row() -> None:
    intake = read(arrival(b'{"batch":[1,' + TRACK + b"]}"))

    assert intake.messages[0].problem is not None
    assert intake.messages[1].problem is None
    assert intake.refusal is None


def test_a_batch_without_messages_is_a_row() -> None:
    intake = read(arrival(b'{"batch":[],"writeKey":"wk"}'))

    (message,) = intake.messages
    assert message.problem is not None
    assert message.problem.message == "the batch has no messages"
    assert message.payload == b'{"batch":[],"writeKey":"wk"}'
    assert intake.refusal is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "the body is empty"),
        (b" \n", "the body is empty"),
        (b"plain text", "line 1, column 1"),
        (b'{"event": }', "line 1, column 11"),
        (b'{"event": "a"', "line 1, column"),
        (b'{"batch": [{"a": 1}', "line 1, column"),
        (b"42", "a number is not a message"),
        (b'"text"', "a string is not a message"),
        (b"null", "null is not a message"),
        (b"[1, 2]", "none of its elements is an object"),
        (b'{"a": {"b": NaN}}', "NaN is not JSON (at /a/b)"),
        (b'{"batch": [{}, {"p": -Infinity}]}', "-Infinity is not JSON (at /p of message 2)"),
        (b'{"batch": [{}], "x": NaN}', "NaN is not JSON (outside of the messages)"),
        (b'{"batch": [], "x": NaN}', "NaN is not JSON"),
        (b"[" * 2000, "levels of nesting"),
    ],
)
def test_what_segment_refuses_is_kept_and_told_with_its_place(body: bytes, said: str) -> None:
    intake = read(arrival(body))

    assert intake.refusal is not None
    assert intake.refusal.code == "bad_request"
    assert said.lower() in intake.refusal.message.lower()
    assert whole(intake) == body


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        (b'{"batch": [{}, {"p": NaN}, {"q": 1}]}', [True, False, True]),
        (b'{"batch": [{}], "x": NaN}', [True]),
        (b'{"batch": [{}, {"p": "' + b"x" * 512_000 + b'"}]}', [True, True]),
        (b'{"batch": [{}, {"p": 1}]}', [False, False]),
    ],
)
def test_a_message_is_told_when_its_request_is_refused_for_another(
    body: bytes, refused: list[bool]
) -> None:
    assert [bool(message.request_refusal) for message in read(arrival(body)).messages] == refused


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"event": "\\ud83d"}',
        b'{"batch": [{"event": "\\ud83d"}]}',
        b'{"event": "\xff"}',
        b'\xef\xbb\xbf{"event": "a"}',
        b'{"a": 123456789012345678901234567890}',
        b'{"a": 1, "a": 2}',
        b'{"batch": {}}',
        b"[{}, 1]",
        b"{}" + b" " * 100,
    ],
)
def test_what_is_merely_odd_is_not_refused(body: bytes) -> None:
    intake = read(arrival(body))

    assert intake.refusal is None
    assert whole(intake) == body


def test_a_byte_order_mark_stands_around_the_message_and_is_noted() -> None:
    intake = read(arrival(b"\xef\xbb\xbf" + TRACK))

    (message,) = intake.messages
    assert message.payload == TRACK
    assert [oddity.kind for oddity in message.oddities] == ["byte-order-mark"]


def test_sizes_as_segment_counts_them() -> None:
    room = b'{"a":""}'
    most = b'{"a":"' + b"x" * (MOST_MESSAGE_BYTES - len(room)) + b'"}'
    element = b'{"a":"' + b"x" * 30_000 + b'"},'
    batch = b"[" + element * (MOST_BATCH_BYTES // len(element)) + b"{}]"

    assert read(arrival(most)).refusal is None
    assert read(arrival(batch)).refusal is None
    for larger, said in (
        (most + b" ", "32 KiB"),
        (batch[:-1] + b"," + element * 2 + b"{}]", "500 KiB"),
    ):
        intake = read(arrival(larger))
        assert intake.refusal is not None
        assert intake.refusal.code == "payload_too_large"
        assert said in intake.refusal.message
        assert not any(message.problem for message in intake.messages)
        assert whole(intake) == larger


def test_a_body_of_too_many_values_is_kept_whole_and_not_read() -> None:
    body = b"[" + b"1," * 600_000 + b"1]"

    intake = read(arrival(body))

    assert intake.refusal is not None
    assert intake.refusal.code == "payload_too_large"
    assert [message.payload for message in intake.messages] == [body]


def test_a_body_that_does_not_inflate_is_kept_as_it_came() -> None:
    body = gzip.compress(TRACK)[:-5]

    intake = read(arrival(body, content_encoding="gzip"))

    (message,) = intake.messages
    assert message.payload == body
    assert message.problem is not None
    assert "ends early" in message.problem.message
    assert intake.refusal is not None


def test_a_body_that_ended_early_is_a_row_that_says_so() -> None:
    intake = read(arrival(TRACK[:20], failure="body ended early: 20 of 57 bytes"))

    (message,) = intake.messages
    assert message.payload == TRACK[:20]
    assert message.problem is not None
    assert message.problem.message == "body ended early: 20 of 57 bytes"
    assert message.problem.of_whole
    assert intake.refusal is not None


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
@pytest.mark.parametrize("padding", [True, False])
def test_a_pixel(encode: type, padding: bool) -> None:  # noqa: FBT001
    payload = b'{"userId":"u>?","event":"\xc3\xbc","writeKey":"wk_a1b2c3d43f"}'
    data = encode(payload).decode()

    intake = read(
        arrival(b"", f"/v1/pixel/track?data={data if padding else data.rstrip('=')}", method="GET")
    )

    (message,) = intake.messages
    assert message.payload == payload
    assert message.type == "track"
    assert message.source.write_key == "wk_a1b2c3d43f"
    assert intake.request.path == "/v1/pixel/track?data=…"
    assert intake.request.encoding == "base64"


def test_a_pixel_that_is_not_base64_is_a_row() -> None:
    (message,) = read(arrival(b"", "/v1/pixel/track?data=!", method="GET")).messages

    assert message.problem is not None
    assert "not base64" in message.problem.message


def test_a_frame_is_not_compressed_by_the_headers_of_its_handshake() -> None:
    intake = read(
        arrival(
            TRACK,
            "/v1/ws?writeKey=wk",
            method="FRAME",
            transport=Transport.WEBSOCKET,
            content_encoding="br",
        )
    )

    assert intake.refusal is None
    assert intake.messages[0].source.write_key == "wk"


@given(
    body=st.binary(max_size=80)
    | st.text(alphabet='{}[]",:batch1NaN \\', max_size=60).map(str.encode),
    path=st.text(max_size=20),
    encoding=st.sampled_from(["", "gzip", "deflate", "br", "gzip, gzip"]),
    authorization=st.text(max_size=20),
    failure=st.sampled_from(["", "body ended early"]),
)
def test_no_bytes_make_it_raise_and_none_is_lost(
    body: bytes, path: str, encoding: str, authorization: str, failure: str
) -> None:
    intake = read(
        arrival(body, path, failure=failure, content_encoding=encoding, authorization=authorization)
    )

    assert intake.messages
    if intake.request.encoding == "identity":
        assert whole(intake) == body


def test_messages_of_a_batch_know_how_many_there_are() -> None:
    body = b'{"batch":[{"type":"track"},{"type":"page"}]}'
    assert [message.batch_size for message in read(arrival(body)).messages] == [2, 2]
    assert read(arrival(b'{"type":"track"}')).messages[0].batch_size is None
