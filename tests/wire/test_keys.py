"""Keys are found where SDKs put them, in the order that tells them right, and never shown whole."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.wire.keys import basic_user, masked, masked_query, query_key, write_key


def basic(user: str) -> str:
    return "Basic " + b64encode(f"{user}:".encode()).decode()


@pytest.mark.parametrize(
    ("headers", "path", "fields", "key"),
    [
        ({"authorization": basic("b"), "x-write-key": "x"}, "/?writeKey=q", {"writeKey": "f"}, "b"),
        ({"x-write-key": "x"}, "/?writeKey=q", {"writeKey": "f"}, "x"),
        ({}, "/beacon/v1/batch?a=1&writeKey=q%2B", {"writeKey": "f"}, "q+"),
        ({"authorization": "Bearer token"}, "/", {"writeKey": "f"}, "f"),
        ({"authorization": basic("")}, "/", {"writeKey": "f"}, "f"),
        ({}, "/", {"writeKey": 7}, ""),
        ({}, "/", {}, ""),
    ],
)
def test_the_first_place_wins(
    headers: dict[str, str], path: str, fields: dict[str, object], key: str
) -> None:
    assert write_key(headers, path, fields) == key


@pytest.mark.parametrize("malformed", ["Basic", "Basic !", "Basic ====", "Basic \xff", "", "basic"])
def test_malformed_authorization_names_nobody(malformed: str) -> None:
    assert basic_user(malformed) == ""


def test_a_password_is_not_part_of_the_key() -> None:
    assert basic_user("basic " + b64encode(b"key:password").decode()) == "key"


@pytest.mark.parametrize(
    ("key", "shown"),
    [("wk_a1b2c3d43f", "wk_…3f"), ("123456789", "123…89"), ("12345678", "…"), ("", "")],
)
def test_masked(key: str, shown: str) -> None:
    assert masked(key) == shown


def test_masked_in_a_query() -> None:
    path = "/v1/batch?a=1&writeKey=wk_a1b2c3d43f&b=2"

    assert masked_query(path) == "/v1/batch?a=1&writeKey=wk_…3f&b=2"


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    basic_user(text)
    query_key(f"/?{text}&writeKey={text}")
    masked_query(text)
    if len(text) > 5:
        assert masked(text) != text
