"""Each matcher holds for what the documentation says, and tells where it does not."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.expectations.difference import MISSING, same
from debugger.expectations.matcher_words import matcher

CASES: list[tuple[str, list[Any], list[Any]]] = [
    ('"USD"', ["USD"], ["usd", 1, None, MISSING, ["USD"]]),
    ("20", [20, 20.0], ["20", True, 21]),
    ("true", [True], [1, "true", False]),
    ("[1, { a = 2 }]", [[1, {"a": 2}]], [[1], [1, {"a": 3}], {"0": 1}]),
    ('">0"', [1, 0.5, 2**70], [0, -1, "1", True, MISSING]),
    ('"<= 1e2"', [100, -5], [101, None]),
    ('{ is = ">0" }', [">0"], [1]),
    ("{ is_not = 0 }", [1, None, MISSING, False], [0, 0.0]),
    ('{ type = "integer" }', [1, 2.0], [1.5, True, "1", float("inf"), float("nan"), MISSING]),
    ('{ type = ["number", "null"] }', [1.5, None], ["x", MISSING]),
    ("{ present = true }", [None, 0, ""], [MISSING]),
    ("{ present = false }", [MISSING], [None, 0]),
    ('{ pattern = "^A-[0-9]+$" }', ["A-12"], ["xA-1", 12, MISSING, "\ud800"]),
    ('{ one_of = ["a", 1] }', ["a", 1], ["b", True, MISSING]),
    ("{ greater = 0, at_most = 100 }", [1, 100], [0, 101, "5"]),
    ("{ at_least = 1, less = 3 }", [1, 2.9], [3, 0]),
    ("{ length = 2 }", ["ab", [1, 2], {"a": 1, "b": 2}], ["a", 2, MISSING]),
    ('{ length = ">0" }', ["a", [1]], ["", [], None]),
    ("{ any = 2 }", [[1, 2]], [[], [1], 2, MISSING]),
    ('{ all = ">0" }', [[], [1, 2]], [[1, 0], {}, MISSING]),
    (
        '{ any = { has = { sku = "A", price = ">1" } } }',
        [[{"sku": "B"}, {"sku": "A", "price": 2, "other": 1}]],
        [[{"sku": "A", "price": 1}], [{"price": 2}], [7]],
    ),
    ('{ has = { "/a/0/b" = 1, "c.d" = 2 } }', [{"a": [{"b": 1}], "c.d": 2}], [{"a": []}, {}]),
]


@pytest.mark.parametrize(("said", "holds", "fails"), CASES, ids=[case[0] for case in CASES])
def test_it_holds_for_these_and_not_for_those(
    said: str, holds: list[Any], fails: list[Any]
) -> None:
    asked = matcher(tomllib.loads(f"value = {said}")["value"], "value")
    for value in holds:
        assert list(asked.differences(value, "/here")) == [], value
    for value in fails:
        found = list(asked.differences(value, "/here"))
        assert found, value
        assert all(each.pointer.startswith("/here") for each in found)


def test_the_difference_of_an_array_is_that_of_its_nearest_element() -> None:
    asked = matcher({"any": {"has": {"sku": "A", "price": 2, "size": "L"}}}, "products")
    products = [{"sku": "B"}, {"sku": "A", "price": 3, "size": "L"}, {"size": "L"}]
    (difference,) = asked.differences(products, "/properties/products")
    assert difference.sentence == "/properties/products/1/price: expected 2, got 3"


def test_a_pattern_takes_linear_time() -> None:
    asked = matcher({"pattern": "^(a+)+$"}, "value")
    assert any(asked.differences("a" * 40_000 + "b", ""))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(json_values)
def test_every_value_is_itself_and_is_shown_in_short(value: Any) -> None:
    assert same(value, value)
    found = list(matcher({"is": {"other": [1]}}, "value").differences(value, "/a"))
    assert [len(each.got) < 1000 for each in found] == ([] if value == {"other": [1]} else [True])
