"""Values are compared with the tables at every depth, null is always legal, and booleans are no numbers."""

from __future__ import annotations

import pytest

from debugger.payload.parse import NonstandardNumber
from debugger.spec import Field
from debugger.spec.shapes import has_type, mismatches, shape_of


def a_field(name: str, *types: str, **more: object) -> Field:
    return Field(pointer=f"/{name}", name=name, types=types, description="", example="1", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("a", {"string"}),
        (1, {"number", "integer"}),
        (1.0, {"number", "integer"}),
        (1.5, {"number"}),
        (2**80, {"number", "integer"}),
        (NonstandardNumber("nan"), {"number"}),
        (True, {"boolean"}),
        ({}, {"object"}),
        ([], {"array"}),
        (None, {"string", "number", "integer", "boolean", "object", "array"}),
    ],
)
def test_a_value_has_the_types_of_json(value: object, fits: set[str]) -> None:
    every = ("string", "number", "integer", "boolean", "object", "array")
    assert {name for name in every if has_type(value, (name,))} == fits


def test_a_float_that_is_whole_is_an_integer_and_another_is_a_mismatch() -> None:
    shape = shape_of(a_field("version", "integer"), lambda _field: True)
    assert not list(mismatches(2.0, shape, "/version"))
    assert [found.value for found in mismatches(2.5, shape, "/version")] == [2.5]


def test_only_the_members_that_are_asked_for_are_judged() -> None:
    inner = a_field("inner", "string", documented=False)
    shape = shape_of(
        a_field("outer", "object", fields=(inner,)), lambda field: not field.documented
    )
    assert [found.pointer for found in mismatches({"inner": 1}, shape, "/outer")] == [
        "/outer/inner"
    ]
    assert not list(mismatches("not an object", shape, "/outer"))


def test_elements_of_an_array_are_judged_and_required_members_are_missed() -> None:
    item = a_field("", "object", fields=(a_field("brand", "string", required=True),))
    shape = shape_of(a_field("brands", "array", items=item), lambda _field: True)
    found = list(mismatches([{"brand": "B"}, {}, None, 7], shape, "/brands"))
    assert [(each.pointer, each.missing) for each in found] == [
        ("/brands/1/brand", True),
        ("/brands/3", False),
    ]


def test_a_required_member_that_is_null_is_there() -> None:
    shape = shape_of(
        a_field("outer", "object", fields=(a_field("inner", "string", required=True),)),
        lambda _field: True,
    )
    assert not list(mismatches({"inner": None}, shape, "/outer"))
