"""Two payloads compared: members in any order, volatile fields folded, every difference found once."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from debugger.comparing.payloads import MOST, Difference, Way, compare


def told(before: Any, after: Any) -> list[tuple[str, str, str, str]]:
    found = compare(before, after).differences
    return [(each.way.value, each.pointer, each.before, each.after) for each in found]


def test_gone_new_and_changed_with_their_places() -> None:
    before = {"a": 1, "gone": "x", "list": [1, {"b": 2}], "kind": {"c": 1}}
    after = {"kind": [1], "list": [1, {"b": "2"}, 3], "a": 1.0, "new": None}
    assert told(before, after) == [
        ("gone", "/gone", '"x"', ""),
        ("changed", "/list/1/b", "2", '"2"'),
        ("new", "/list/2", "", "3"),
        ("changed", "/kind", '{"c": 1}', "[1]"),
        ("new", "/new", "", "null"),
    ]


def test_what_differs_from_call_to_call_is_folded() -> None:
    before = {"messageId": "a", "timestamp": "1", "properties": {"timestamp": "1"}}
    after = {"messageId": "b", "sentAt": "2", "properties": {"timestamp": "2"}}
    found = compare(before, after)
    assert [each.pointer for each in found.differences] == ["/properties/timestamp"]
    assert {each.pointer for each in found.folded} == {"/messageId", "/timestamp", "/sentAt"}


def test_true_is_not_one_and_an_empty_object_no_empty_array() -> None:
    assert [each[1] for each in told({"a": True, "b": {}}, {"a": 1, "b": []})] == ["/a", "/b"]


def test_deep_and_very_different_payloads_are_bounded() -> None:
    deep: Any = 1
    other: Any = 2
    for _ in range(5000):
        deep, other = [deep], [other]
    assert len(told({"a": deep}, {"a": other})) == 1
    found = compare({}, {str(n): n for n in range(MOST + 5)})
    assert (len(found.differences), found.more) == (MOST, True)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=15,
)
objects = st.dictionaries(st.text(), json_values)


@given(objects)
def test_a_payload_is_like_itself_whatever_the_order(payload: dict[str, Any]) -> None:
    assert compare(payload, dict(reversed(payload.items()))).differences == ()


@given(objects, objects)
def test_the_other_way_round_the_same_places_differ(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    there, back = compare(before, after), compare(after, before)
    turned = {Way.GONE: Way.NEW, Way.NEW: Way.GONE, Way.CHANGED: Way.CHANGED}
    assert {_key(each, each.way) for each in there.differences} == {
        _key(each, turned[each.way]) for each in back.differences
    }


def _key(difference: Difference, way: Way) -> tuple[str, Way]:
    return difference.pointer, way
