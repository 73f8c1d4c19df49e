"""Misspelt names are found by one slip of the pen, and names of one's own are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.spec.likeness import LONGEST, Names, is_slip

NAMES = Names(
    ["revenue", "currency", "shipping", "order_id", "coupon", "created_on", "total", "userId"]
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Revenue", ("revenue", True)),
        ("order_Id", ("order_id", True)),
        ("orderId", ("order_id", True)),
        ("user_id", ("userId", True)),
        ("curency", ("currency", False)),
        ("currencyy", ("currency", False)),
        ("revneue", ("revenue", False)),
        ("creatad_on", ("created_on", False)),
    ],
)
def test_a_slip_is_found(written: str, meant: tuple[str, bool]) -> None:
    assert NAMES.meant_by(written) == meant


@pytest.mark.parametrize(
    "own",
    [
        "revenue",
        "shopping",
        "coupons",
        "totals",
        "shop",
        "order_id2",
        "tital",
        "avenue",
        "x" * 100_000,
        "",
    ],
)
def test_a_known_name_and_one_of_ones_own_are_left_alone(own: str) -> None:
    assert NAMES.meant_by(own) is None


@given(st.text(max_size=LONGEST * 2))
def test_any_name_is_looked_up(name: str) -> None:
    meant = NAMES.meant_by(name)
    assert meant is None or meant[0] in NAMES
    assert NAMES.meant_by(name) == meant


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_a_name_is_no_slip_of_itself_or_of_one_that_starts_otherwise(one: str, other: str) -> None:
    assert not is_slip(one, one)
    if one[:1] != other[:1]:
        assert not is_slip(one, other)
