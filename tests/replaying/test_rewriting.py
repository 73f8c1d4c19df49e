"""New messageIds and moved times in the exact bytes of a body, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.replaying.rewriting import NewIds, rewritten, with_key

NEW = NewIds(salt=b"test")
FIXED = NEW("a-1")
MINUTE = 60_000_000

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_a_new_id_is_a_uuid_and_the_same_for_the_same() -> None:
    assert NEW("a-1") == FIXED != NEW("a-2")
    assert NewIds()("a-1") != NewIds()("a-1")
    assert len(FIXED) == 36
    assert FIXED[14] == "4"


@pytest.mark.parametrize(
    "body",
    [
        b'{"messageId": "%s"}',
        b' \n{ "event" : "A" , "messageId"\t:"%s", "messageId":"%s" }\n',
        b'{"batch": [{"messageId":"%s"}, {"x":1},{"messageId":"%s"}], "messageId": "%s"}',
        b'[{"messageId":"%s"}]',
        b'\xef\xbb\xbf{"messageId":"%s","n":NaN}',
        b'{"messageId":"%s","bad":"\xff\xfe","lone":"\\ud800","big":%d}' % (b"%s", 2**90),
        b'{"message\\u0049d":"%s"}',
        b'{"batch":[],"messageId":"%s","x":{"messageId":"a-1"}}',
    ],
)
def test_only_ids_of_messages_change(body: bytes) -> None:
    assert rewritten(body.replace(b"%s", b"a-1"), new_id=NEW) == body.replace(b"%s", FIXED.encode())


def test_an_escaped_id_is_the_id_that_it_spells() -> None:
    assert rewritten(b'{"messageId":"\\u0061-1"}', new_id=NEW) == b'{"messageId":"%s"}' % (
        FIXED.encode()
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"messageId":"a-1"',
        b'{"messageId":"a-1",}',
        b'{"messageId" "a-1"}',
        b'{"messageId":"a-1"} more',
        b'{"messageId":12}',
        b'{"messageId":""}',
        b'{"messageId":null}',
        b'{"messageId":["a-1"]}',
        b'{"messageId":{"messageId":"a-1"}}',
        b'{"properties":{"messageId":"a-1"}}',
        b'{"properties":[{"messageId":"a-1"}]}',
        b'{"batch":{"a":{"messageId":"a-1"}}}',
        b'{"batch":[[{"messageId":"a-1"}]]}',
        b'{"batch":[{"context":{"messageId":"a-1"}}]}',
        b'{"a":"messageId","b":"a-1"}',
        b'{"messageid":"a-1"}',
        b'"messageId"',
        b"[" * 600 + b"]" * 600,
    ],
)
def test_what_is_no_id_of_a_message_stays(body: bytes) -> None:
    assert rewritten(body, new_id=NEW, later=MINUTE) == body


@given(st.binary(max_size=200))
def test_any_bytes_come_out(body: bytes) -> None:
    out = rewritten(body, new_id=NEW, later=MINUTE)
    if b'"' not in body:
        assert out == body


@given(
    st.dictionaries(st.text(max_size=9), JSON_VALUES, max_size=5),
    st.text(min_size=1),
    st.booleans(),
)
def test_any_json_with_an_id(fields: dict[str, object], old: str, ascii_only: bool) -> None:  # noqa: FBT001
    fields.pop("messageId", None)
    dumped = json.dumps({**fields, "messageId": old}, ensure_ascii=ascii_only)
    body = dumped.encode(errors="surrogatepass")
    head, _, tail = body.rpartition(
        json.dumps(old, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    )
    expected = head + json.dumps(NEW(old)).encode() + tail
    lone = not ascii_only and any("\ud800" <= each <= "\udfff" for each in dumped)
    if not lone:  # which UTF-8 cannot say: then it is bytes that are no text
        assert rewritten(body, new_id=NEW) == expected


@given(st.lists(JSON_VALUES, max_size=5))
def test_values_without_an_id_stay(values: list[object]) -> None:
    body = json.dumps({"batch": values}).encode()
    if b'"messageId"' not in body:
        assert rewritten(body, new_id=NEW) == body


def test_times_move_at_the_message_and_its_envelope() -> None:
    body = (
        b'{"batch":[{"timestamp":"2026-01-01T23:59:30Z","properties":{"timestamp":"2026-01-01T00:00:00Z"}},'
        b'{"originalTimestamp":"2026-01-01T00:00:00.5+02:00","timestamp":17}],"sentAt":"2026-01-01T00:00:00.000Z"}'
    )
    assert rewritten(body, later=MINUTE) == (
        b'{"batch":[{"timestamp":"2026-01-02T00:00:30Z","properties":{"timestamp":"2026-01-01T00:00:00Z"}},'
        b'{"originalTimestamp":"2026-01-01T00:01:00.5+02:00","timestamp":17}],"sentAt":"2026-01-01T00:01:00.000Z"}'
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"writeKey":"web"}', b'{"writeKey":"NEW"}'),
        (b'{"writeKey":"other-key-4711"}', b'{"writeKey":"NEW"}'),
        (b'{"x":{"write_key": "web"}, "web":1}', b'{"x":{"write_key": "NEW"}, "web":1}'),
        (
            b'{"url":"https://a.example/?writeKey=web&b=1"}',
            b'{"url":"https://a.example/?writeKey=NEW&b=1"}',
        ),
        (b'{"writeKey":"captured-key-0815", ', b'{"writeKey":"NEW", '),
        (b"captured-key-0815 captured-key-0815", b"NEW NEW"),
        (b'{"a":1}', b'{"a":1}'),
        (b"\xff\xfe captured-key-0815", b"\xff\xfe NEW"),
    ],
)
def test_another_write_key(body: bytes, expected: bytes) -> None:
    captured = "web" if b"web" in body else "captured-key-0815"
    assert with_key(body, captured, "NEW") == expected
