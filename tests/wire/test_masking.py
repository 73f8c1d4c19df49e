"""Write keys are found by their name, and those that are known wherever they stand; nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.wire.masking import BY_NAME, KeyMask

KEY = "wk_live_5f2a9c3f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"writeKey": "wk_live_5f2a9c3f",', '"writeKey": "wk_…3f",'),
        ('{"writeKey":"local"}', '{"writeKey":"…"}'),
        ('"write_key" : "wk_live_5f2a9c3f"', '"write_key" : "wk_…3f"'),
        (r'"body": "{\"writeKey\":\"wk_live_5f2a9c3f\"}"', r'"body": "{\"writeKey\":\"wk_…3f\"}"'),
        (r'"writeKey": "wk_live\u005f5f2a9c3f"', '"writeKey": "wk_…3f"'),
        ("https://x/?a=1&writeKey=wk_live_5f2a9c3f&b=2", "https://x/?a=1&writeKey=wk_…3f&b=2"),
        ("?writeKey%3Dwk_live_5f2a9c3f", "?writeKey%3Dwk_…3f"),
        ('"writeKey": 7, "event": "writeKey"', '"writeKey": 7, "event": "writeKey"'),
        ('"writeKey": ""', '"writeKey": ""'),
        ('"name": "wk_live_5f2a9c3f"', '"name": "wk_live_5f2a9c3f"'),
    ],
)
def test_keys_by_their_name(text: str, shown: str) -> None:
    assert BY_NAME.masked(text) == shown


def test_a_known_key_is_masked_wherever_it_stands_if_it_is_no_common_word() -> None:
    mask = KeyMask.of([KEY, "web", None, 7, ""])

    assert mask.masked(f"a web app, {KEY}{KEY}") == "a web app, wk_…3fwk_…3f"
    assert mask.spans(f'"writeKey": "{KEY}"') == [(13, 29)]


@given(st.text())
def test_nothing_is_masked_where_there_is_no_key(text: str) -> None:
    if "rite" not in text:
        assert KeyMask.of([KEY]).masked(text) == text


@given(st.text(alphabet='writeKy_"\\: =&x5', max_size=80))
def test_spans_are_in_order_and_inside(text: str) -> None:
    done = 0
    for start, end in KeyMask.of(["xxxxxxxxx"]).spans(text):
        assert done <= start < end <= len(text)
        done = end
