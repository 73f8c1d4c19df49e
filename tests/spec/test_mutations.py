"""A clean call with one thing broken has exactly that thing found, at its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.payload import pointer
from debugger.spec import inspect, semantic_events
from debugger.spec.tables import Field
from debugger.wire.message import message_from

ORDER: dict[str, Any] = {
    "type": "track",
    "event": "Order Completed",
    "messageId": "msg-2f7c90b1-8d3e-4a55-b1de-50a9f3c7e610",
    "userId": "walker-5120",
    "timestamp": "2026-10-04T09:12:45.120Z",
    "properties": {
        "order_id": "o-5120",
        "revenue": 19.99,
        "currency": "EUR",
        "products": [{"product_id": "walk-204", "price": 19.99, "quantity": 1}],
    },
    "context": {
        "ip": "203.0.113.24",
        "locale": "pt-PT",
        "timezone": "Europe/Lisbon",
        "userAgent": "Mozilla/5.0 (X11; Linux x86_64)",
        "page": {"url": "https://harbourwalks.example/walks", "path": "/walks"},
        "device": {"type": "android", "advertisingId": "0d9e6c1a-33b5-4c0e-8a4f-5e1b7c2d9f60"},
    },
    "integrations": {"All": True},
}
NUMBERS = st.integers(1, 10**9) | st.floats(1, 10**9)
WORDS = st.text("bcdfghjklm", min_size=3, max_size=12)
BREAKAGES = {
    "/messageId": (NUMBERS, "common-field-wrong-type"),
    "/userId": (NUMBERS, "identity-not-string"),
    "/event": (NUMBERS, "event-not-string"),
    "/timestamp": (WORDS | NUMBERS, "timestamp-malformed"),
    "/integrations/All": (WORDS, "integration-not-boolean"),
    "/properties": (WORDS, "properties-not-object"),
    "/properties/revenue": (WORDS, "revenue-not-number"),
    "/properties/order_id": (NUMBERS, "semantic-property-wrong-type"),
    "/properties/products/0/price": (WORDS, "semantic-property-wrong-type"),
    "/properties/products/0/product_id": (NUMBERS, "semantic-property-wrong-type"),
    "/context": (WORDS, "context-not-object"),
    "/context/locale": (NUMBERS, "context-field-wrong-type"),
    "/context/page": (WORDS, "context-field-wrong-type"),
    "/context/page/url": (WORDS, "page-url-malformed"),
    "/context/device/advertisingId": (NUMBERS, "advertising-id-not-string"),
}


def broken(place: str, value: object) -> bytes:
    call = json.loads(json.dumps(ORDER))
    container = call
    *above, last = pointer.split(place)
    for token in above:
        container = container[int(token)] if isinstance(container, list) else container[token]
    container[last] = value
    return json.dumps(call).encode()


def test_the_call_is_clean_before_anything_is_broken() -> None:
    assert inspect(message_from(json.dumps(ORDER).encode())) == ()


@given(data=st.data(), place=st.sampled_from(sorted(BREAKAGES)))
def test_one_broken_value_is_found_alone(data: st.DataObject, place: str) -> None:
    values, rule = BREAKAGES[place]
    found = inspect(message_from(broken(place, data.draw(values))))
    assert [(finding.rule, finding.pointer) for finding in found] == [(rule, place)]


STRICT = [
    (event.name, field)
    for event in semantic_events()
    for field in event.properties
    if not (field.disputed or field.judged_by or field.values or field.format)
]


@given(chosen=st.sampled_from(STRICT), wrong=st.sampled_from(["walk", 7, True, {"a": 1}, [1]]))
def test_every_property_of_every_known_event_is_held_to_its_type(
    chosen: tuple[str, Field], wrong: object
) -> None:
    event, field = chosen
    fits = {str: "string", int: "number", bool: "boolean", dict: "object", list: "array"}
    kind = fits[type(wrong)]
    fine = kind in field.types or (kind == "number" and "integer" in field.types)
    call = {"type": "track", "userId": "u", "event": event, "properties": {field.name: wrong}}
    found = {
        finding.pointer
        for finding in inspect(message_from(json.dumps(call).encode()))
        if finding.rule == "semantic-property-wrong-type"
    }
    if not fine:
        assert found == {f"/properties/{field.name}"}
    elif kind not in {"object", "array"}:
        assert not found


def test_what_was_found_right_before_is_still_found_wrong_where_it_is_wrong() -> None:
    for _ in range(3):
        assert inspect(message_from(json.dumps(ORDER).encode())) == ()
        found = inspect(message_from(broken("/properties/products/0/price", "19.99")))
        assert [finding.pointer for finding in found] == ["/properties/products/0/price"]
        found = inspect(message_from(broken("/context/ip", "nowhere")))
        assert [finding.pointer for finding in found] == ["/context/ip"]


@pytest.mark.parametrize(
    "unit", ["a", "1", "@", "+", "a@", "4111 ", "-", "eyJ", ".", "?a=b&", "\0", "é", "A1", " "]
)
@pytest.mark.parametrize("place", ["/event", "/userId", "/timestamp", "/properties/order_id",
                                   "/context/page/url", "/context/userAgent", "/context/locale"])  # fmt: skip
@pytest.mark.timeout(5)
def test_a_long_hostile_text_costs_little(place: str, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(
        finding.rule != "rule-failed" for finding in inspect(message_from(broken(place, text)))
    )


@pytest.mark.parametrize(
    "place", ["/properties", "/context", "/integrations", "/properties/products"]
)
@pytest.mark.timeout(10)
def test_very_many_names_cost_little(place: str) -> None:
    members = {f"product_{number}@walks": "1" * 20 for number in range(30_000)}
    value = [members] if place.endswith("products") else members
    found = inspect(message_from(broken(place, value)))
    assert all(finding.rule != "rule-failed" for finding in found)


def test_numbers_that_are_not_json_are_judged_like_others() -> None:
    payload = json.dumps(ORDER).replace('"ip": "203.0.113.24"', '"ip": NaN').encode()
    for _ in range(2):
        found = {finding.rule for finding in inspect(message_from(payload))}
        assert found == {"nonstandard-number", "context-field-wrong-type"}
