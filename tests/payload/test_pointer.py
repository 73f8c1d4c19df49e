"""JSON Pointers name every place of a payload, whatever its keys hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.payload import pointer

TOKENS = st.lists(st.text(max_size=10), max_size=6)


@given(tokens=TOKENS)
def test_tokens_come_back_from_the_pointer_they_were_joined_to(tokens: list[str]) -> None:
    assert pointer.split(pointer.join(pointer.ROOT, *tokens)) == tuple(tokens)


@given(tokens=TOKENS, last=st.text(max_size=10))
def test_the_parent_is_one_token_shorter(tokens: list[str], last: str) -> None:
    above = pointer.join(pointer.ROOT, *tokens)
    assert pointer.parent(pointer.join(above, last)) == above


@pytest.mark.parametrize(
    ("place", "tokens"),
    [
        ("", ()),
        ("/", ("",)),
        ("/foo/0", ("foo", "0")),
        ("/a~1b", ("a/b",)),
        ("/m~0n", ("m~n",)),
        ("/~01", ("~1",)),
        ("/ ", (" ",)),
    ],
)
def test_the_examples_of_rfc_6901(place: str, tokens: tuple[str, ...]) -> None:
    assert pointer.split(place) == tokens
    assert pointer.join(pointer.ROOT, *tokens) == place


def test_numbers_of_elements_are_tokens_and_the_root_is_its_own_parent() -> None:
    assert pointer.join("/products", 2, "sku") == "/products/2/sku"
    assert pointer.join("/products") == "/products"
    assert pointer.parent(pointer.ROOT) == pointer.ROOT
