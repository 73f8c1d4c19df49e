"""A batch is cut into exact slices, and the slices with what was around them are the body again."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debugger.wire.batch import MOST_MESSAGES, TooManyMessagesError, joined, split

SPACE = st.sampled_from(["", " ", "\n", "\t", " \r\n  "])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["context", "sentAt", "batch", "ü", 'a"b', "\\"]) | st.text(max_size=4)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    """The text of a batch with odd spacing, members and values, and the texts of its messages."""
    ascii_only = draw(st.booleans())

    def written(value: object) -> str:
        return json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "replace").decode()

    messages = [written(value) for value in draw(st.lists(VALUES, max_size=4))]
    gap = draw(SPACE)
    array = f"[{gap}" + f"{gap},{gap}".join(messages) + f"{gap}]"
    mark = draw(st.sampled_from(["", "\ufeff"]))
    if draw(st.booleans()):
        return f"{mark}{gap}{array}{gap}".encode(), [text.encode() for text in messages]
    before = [
        (written(n), written(v)) for n, v in draw(st.lists(st.tuples(NAMES, VALUES), max_size=3))
    ]
    after = [
        (written(n), written(v)) for n, v in draw(st.lists(st.tuples(NAMES, VALUES), max_size=2))
    ]
    after = [(name, value) for name, value in after if name != '"batch"']
    members = [*before, ('"batch"', array), *after]
    text = ",".join(f"{gap}{name}{gap}:{gap}{value}" for name, value in members)
    return f"{mark}{gap}{{{text}{gap}}}{gap}".encode(), [text.encode() for text in messages]


@given(bodies())
@example((b'{"batch":[1],"batch":[2]}', [b"2"]))
@example((b'{"context":{},"batch":[{}]}', [b"{}"]))
@example((b'{"a":NaN,"batch":[{"b":NaN} , -Infinity]}', [b'{"b":NaN}', b"-Infinity"]))
@example((b'{"a":"\xff","batch":["\xff\xfe"]}', [b'"\xff\xfe"']))
@example((b'{"batch":["\\ud83d"]}', [b'"\\ud83d"']))
@example(('{"é":1,"batch":["ü😀"],"x":[2]}'.encode(), ['"ü😀"'.encode()]))
def test_the_slices_are_exact(case: tuple[bytes, list[bytes]]) -> None:
    body, messages = case

    found = split(body)

    assert found is not None
    assert list(found.messages) == messages
    assert len(found.envelope) == len(messages) + 1
    assert joined(found.envelope, found.messages) == body


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:batch1 \\', max_size=40).map(str.encode))
def test_no_bytes_make_it_raise_and_none_is_lost(body: bytes) -> None:
    found = split(body)

    if found is not None:
        assert joined(found.envelope, found.messages) == body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"type":"track"}',
        b'{"batch":{}}',
        b'{"batch":null}',
        b'{"batch":"[1]"}',
        b'{"batch":[1]',
        b'{"batch":[1]} x',
        b'{"batch":[NaN]} x',
        b'{"batch" [1]}',
        b"[1,",
        b"[1] 2",
        b"[" * 100_000,
        b'{"batch":' + b"[" * 100_000,
    ],
)
def test_what_is_no_batch(body: bytes) -> None:
    assert split(body) is None


def test_what_stands_beside_the_messages() -> None:
    found = split(
        b'{"context": {"ip": "1.2.3.4"}, "batch": [], "sentAt": "now", "sequence": 3, "messageId": "m"}'
    )

    assert found is not None
    assert found.members == {"context": b'{"ip": "1.2.3.4"}', "sentAt": b'"now"'}


def test_literals_that_are_no_json_are_named_wherever_they_stand() -> None:
    found = split(b'{"batch": [], "x": [NaN, -Infinity]}')

    assert found is not None
    assert found.constants == ("NaN", "-Infinity")


@pytest.mark.parametrize("last", [b"1", b"NaN"])
def test_more_messages_than_are_split(last: bytes) -> None:
    body = b"[" + b"1," * MOST_MESSAGES + last + b"]"

    with pytest.raises(TooManyMessagesError):
        split(body)
