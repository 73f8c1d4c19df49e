"""A few letters find a name, and the name that is meant comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.window.models.matching import fit

NAMES = (
    "Copy payload",
    "Copy event name",
    "Pause",
    "Previous call with a finding",
    "Export",
    "Expand all",
    "Order Completed",
    "Order Refunded",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cp", "Copy payload"),
        ("cen", "Copy event name"),
        ("pau", "Pause"),
        ("exp", "Export"),
        ("exa", "Expand all"),
        ("ORDREF", "Order Refunded"),
        ("or comp", "Order Completed"),
        ("prev", "Previous call with a finding"),
    ],
)
def test_the_name_that_is_meant_comes_first(typed: str, meant: str) -> None:
    fitting = {name: worth for name in NAMES if (worth := fit(typed, name)) is not None}
    assert max(fitting, key=lambda name: fitting[name]) == meant


def test_letters_that_are_not_there_or_not_in_this_order_find_nothing() -> None:
    assert fit("pause!", "Pause") is None
    assert fit("esuap", "Pause") is None


@given(st.text(max_size=12), st.text(max_size=30))
def test_whatever_is_typed_finds_only_names_that_have_it_in_order(typed: str, name: str) -> None:
    wanted = typed.casefold().replace(" ", "")
    there = iter(name.casefold())
    in_order = all(letter in there for letter in wanted)
    assert (fit(typed, name) is not None) == in_order
