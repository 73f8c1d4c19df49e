"""Reading in steps says what reading in one go says, of whatever is odd, broken or deep."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.payload.layout import finished, lay_out
from debugger.payload.parse import parse
from debugger.payload.sliced_parse import parsing

NAMES = st.sampled_from(["a", "b", "a/b", "\ud800", "é", '"']) | st.text(max_size=3)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["\ud800", "x\udfff"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)


def in_steps(payload: bytes) -> str:
    """Of NaN one is not like the other; what is written of them is."""
    return repr(finished(parsing(payload, lay_out(payload), small=0, lines=3)))


@given(VALUES, st.sampled_from([None, 1]))
def test_any_value(value: Any, indent: int | None) -> None:
    payload = json.dumps({"v": value, "odd": float("nan")}, indent=indent).encode()
    assert in_steps(payload) == repr(parse(payload))


@given(VALUES, st.data())
def test_damaged_ones(value: Any, data: st.DataObject) -> None:
    text = json.dumps({"v": value, "odd": float("inf")}, ensure_ascii=False)
    payload = bytearray(text.encode(errors="surrogatepass"))
    at = data.draw(st.integers(0, len(payload) - 1))
    payload[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert in_steps(bytes(payload)) == repr(parse(bytes(payload)))


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"NaN",
        b'\xef\xbb\xbf{"a":[NaN,-Infinity,1e999]}',
        b'{"a":1,"a":{"b":1,"b":2,"b":3,"c":[1,2,3,4,{"d":1,"d":2}]},"e":NaN,"a":[]}',
        b'{"a":' + b"9" * 5000 + b',"b":[1,2,3,4,5,6,7,8,9]}',
        b'{"a":[' + b"[" * 600 + b"]" * 600 + b"],NaN:1}",
        b'{"a":' + b'{"b":[1,2,3,' * 60 + b"NaN" + b"]}" * 60 + b"}",
        b'{"a":[1,2,3,4,5,NaN,"\xff",[],{},[[],[]],"\\ud800"],"\\udfff":{"x":[NaN]}}',
        b'{"a":[NaN,1,2,3,4,5],}',
        b'{"a":["\x01",NaN,1,2,3,4]}',
    ],
    ids=range(10),
)
def test_what_is_odd(payload: bytes) -> None:
    assert in_steps(payload) == repr(parse(payload))


def test_a_large_one_takes_many_steps() -> None:
    rows: list[Any] = [{"n": n, "v": [float("nan")] * 20} for n in range(2000)]
    payload = json.dumps({"rows": rows, "flat": [float("nan")] * 5000}).encode()
    layout = lay_out(payload)
    steps = sum(1 for _ in parsing(payload, layout))
    assert steps > 400
    assert repr(finished(parsing(payload, layout))) == repr(parse(payload))
