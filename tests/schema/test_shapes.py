"""Counting by shapes says what counting value by value says, whatever comes, and takes bounded memory."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from debugger.schema.holders import held
from debugger.schema.kind import Kind
from debugger.schema.profile import _MOST_KNOWN, Profile
from tests.schema.plain_counting import Counted, counted, fields_of

NAMES = st.sampled_from(["a", "b", "c", "a/b", "~", "*", "", "ü"]) | st.text(max_size=3)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
CALLS = st.dictionaries(
    st.sampled_from(["properties", "traits", "context", "event"]), VALUES, max_size=3
)
EVENT = ("track", "Order Completed")


def found(kind: Kind) -> Counted:
    return {at: (place.calls, dict(place.types), place.partly) for at, place in kind.places.items()}


def seen(payloads: list[bytes], *, looks: bool = False) -> Kind:
    kind = Kind()
    for payload in payloads:
        kind.see(held(payload), ())
        if looks:
            found(kind)
    return kind


def in_order(counts: Counted) -> list[tuple[str, tuple[int, dict[str, int], int]]]:
    return list(counts.items())


@given(calls=st.lists(CALLS, max_size=12), looks=st.booleans())
def test_shapes_count_what_values_count(*, calls: list[dict[str, Any]], looks: bool) -> None:
    payloads = [json.dumps(each).encode() for each in calls] * 2
    plain = counted([fields_of(each) for each in payloads])
    assert in_order(found(seen(payloads, looks=looks))) == in_order(plain)


@given(CALLS, st.data())
@example({"context": "\udc80"}, None)
def test_damaged_payloads_are_read_as_the_tolerant_parser_reads_them(
    call: dict[str, Any], data: st.DataObject | None
) -> None:
    payload = bytearray(json.dumps(call, ensure_ascii=False).encode(errors="surrogateescape"))
    if data is not None:
        at = data.draw(st.integers(0, len(payload) - 1))
        taken = data.draw(st.integers(0, 2))
        payload[at : at + taken] = data.draw(st.binary(max_size=2))
    plain = counted([fields_of(bytes(payload))])
    assert in_order(found(seen([bytes(payload)]))) == in_order(plain)


def test_what_is_odd_is_counted_as_it_is_read() -> None:
    deep: Any = 1
    for _ in range(60):
        deep = {"in": [deep]}
    payloads = [
        b'{"properties":{"a":NaN,"b":1e999,"c":"\\ud800"},"traits":[{"x":1},{"x":"1"},[],{}]}',
        b'{"properties":{"a":1,"a":"x"},"properties":{"b":2}}',
        b'{"prop\\u0065rties":{"a":' + b"9" * 5000 + b"}}",
        b'{"context":' + b"[" * 600 + b"]" * 600 + b',"properties":{"a":1}}',
        json.dumps({"properties": deep, "context": [[]] * 600}).encode(),
        json.dumps({"properties": {"many": [1] * 200 + ["no"]}}).encode(),
        b"[]",
        b"",
        b'{"properties":null,"traits":"text"}',
    ]
    plain = counted([fields_of(each) for each in payloads])
    assert in_order(found(seen(payloads))) == in_order(plain)
    assert plain["/properties/many/*"] == (1, {"number": 1}, 0)


def test_places_are_bounded_and_the_first_stay() -> None:
    payloads = [
        json.dumps({"properties": {f"{n} {m}": m for m in range(300)}}).encode() for n in range(9)
    ]
    kind = seen([*payloads, payloads[0], payloads[-1]])
    assert len(kind.places) == 2000
    plain = counted([fields_of(each) for each in (*payloads, payloads[0], payloads[-1])])
    assert in_order(found(kind)) == in_order(plain)


def test_shapes_without_end_are_forgotten_and_none_of_what_they_counted() -> None:
    profile = Profile()
    calls = [{"properties": {"always": n, f"{n}" * 20_000: [None]}} for n in range(500)]
    for each in calls * 2:
        profile.see(EVENT, each, ())
        assert profile._known <= _MOST_KNOWN
    kind = profile.kinds[EVENT]
    assert len(kind._known) < len(calls)
    assert in_order(found(kind)) == in_order(counted(calls * 2))


def test_a_copy_stays_as_it_is() -> None:
    kind = seen([b'{"properties":{"a":1}}'])
    copy = kind.copy()
    kind.see({"properties": {"a": "x", "b": 1}}, ())
    assert found(copy) == {"/properties/a": (1, {"number": 1}, 0)}
    assert (copy.calls, kind.calls) == (1, 2)
    assert found(kind)["/properties/a"] == (2, {"number": 1, "string": 1}, 0)
