"""A call says where its source runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.sources.places import place_of


@pytest.mark.parametrize(
    ("payload", "place"),
    [
        (b'{"context": {"page": {"url": "https://shop.example:8080/cart?x=1"}}}', "shop.example:8080"),
        (b'{"context": {"app": {"name": "Shop"}, "page": {"url": "https://x.example"}}}', "Shop"),
        (b'{"context": {"page": {"url": "https://me:secret@shop.example/"}}}', "shop.example"),
        (b'{"context": {"page": {"url": "http://["}}}', ""),
        (b'{"context": {"page": "https://x.example", "app": 7}}', ""),
        (b'{"context": []}', ""),
        (b"[1]", ""),
        (b"not json", ""),
    ],
)  # fmt: skip
def test_the_place(payload: bytes, place: str) -> None:
    assert place_of(payload) == place


@given(st.binary())
def test_any_bytes_will_do(payload: bytes) -> None:
    assert isinstance(place_of(payload), str)
