"""The JSON Schema holds for every call that it was made of, and is no weaker than what all of them have."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from debugger.schema.events import EventSchemas
from debugger.schema.json_schema import json_schema
from tests.schema.test_shapes import LEAVES, NAMES, VALUES
from tests.schema.validating import is_valid

Call = dict[str, Any]
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=4)
CALLS = st.fixed_dictionaries(
    {"type": st.sampled_from(["track", "page", "identify", "custom"])},
    optional={
        "event": st.sampled_from(["A", "B", ""]) | LEAVES,
        "name": st.sampled_from(["A", "B"]),
        "properties": OBJECTS | VALUES,
        "traits": OBJECTS,
    },
)


def made_of(calls: list[Call]) -> dict[str, Any]:
    schemas = EventSchemas()
    for call in calls:
        named = {"page": call.get("name"), "identify": None}.get(call["type"], call.get("event"))
        name = named if isinstance(named, str) else None
        schemas.see((call["type"], name), json.dumps(call).encode())
    return json_schema(schemas.events())


def order(**properties: Any) -> Call:
    return {"type": "track", "event": "Order Completed", "properties": properties}


@given(st.lists(CALLS, max_size=8))
def test_every_call_is_valid(calls: list[Call]) -> None:
    schema = made_of(calls)
    for call in calls:
        assert is_valid(call, schema)


def test_what_every_call_has_is_asked_for_and_nothing_forbidden() -> None:
    schema = made_of([order(revenue=1, coupon="X"), order(revenue="2")])
    assert is_valid(order(revenue=3, other=[]), schema)
    assert not is_valid(order(coupon="X"), schema)
    assert not is_valid(order(revenue=True), schema)
    assert not is_valid({"type": "track", "event": "Order Completed"}, schema)
    assert is_valid({"type": "track", "event": "Cart Viewed"}, schema)
    assert is_valid({"type": "page", "name": "Order Completed"}, schema)


def test_elements_are_asked_for_what_each_of_them_has() -> None:
    schema = made_of(
        [order(products=[{"sku": "a", "price": 1}, {"sku": "b"}]), order(products=[{"sku": "c"}])]
    )
    assert is_valid(order(products=[{"sku": "d"}]), schema)
    assert not is_valid(order(products=[{"sku": "d"}, {"price": 1}]), schema)
    assert not is_valid(order(products=["d"]), schema)


def test_a_name_that_is_missing_is_another_event() -> None:
    schema = made_of([{"type": "track", "properties": {"a": 1}}, order(b=1)])
    assert not is_valid({"type": "track", "event": 5, "properties": {"a": "x"}}, schema)
    assert is_valid({"type": "track", "event": "A", "properties": {"a": "x"}}, schema)
    assert not is_valid(order(b="x"), schema)


def test_no_calls_make_a_schema_that_asks_for_nothing() -> None:
    assert is_valid(order(a=1), made_of([]))
