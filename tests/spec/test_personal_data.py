"""Personal data is known by its form, and is not repeated in findings."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.spec import inspect
from debugger.spec.personal_data import card_in, email_in, masked, phone_in, secret_in
from debugger.wire.message import message_from


@pytest.mark.parametrize(
    "number", ["4111111111111111", "4111 1111 1111 1111", "378282246310005", "5555-5555-5555-4444"]
)
def test_a_card_is_known(number: str) -> None:
    assert card_in(f"paid with {number} today") == number


@pytest.mark.parametrize(
    "number",
    ["4111111111111112", "0000000000000000", "1788912345678901", "4444444444444444", "41111"],
)
def test_another_long_number_is_no_card(number: str) -> None:
    assert card_in(number) is None


def test_addresses_numbers_and_tokens_are_known() -> None:
    assert email_in("ask ana@harbourwalks.example, please") == "ana@harbourwalks.example"
    assert email_in("@harbourwalks and a@b") is None
    assert phone_in("+351 210 000 000")
    assert phone_in("+12") is None
    assert secret_in("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1MTIwIn0.c2ln")
    assert secret_in("eyJ is how they start") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("contact", "walker@harbourwalks.example"),
        ("contact", "+351 210 000 000"),
        ("note", "4111 1111 1111 1111"),
        ("password", "low-tide-204"),
        ("session", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1MTIwIn0.c2ln"),
        ("link", "https://harbourwalks.example/reset?token=8f3a-77c1-0d9e"),
    ],
)
def test_a_finding_does_not_repeat_the_value(name: str, value: str) -> None:
    call = {"type": "track", "userId": "u", "event": "Walk Booked", "properties": {name: value}}
    (finding,) = inspect(message_from(json.dumps(call).encode()))
    assert value not in finding.message + finding.remedy
    assert value.partition("=")[2][:6] not in finding.message or "=" not in value


@given(st.text(max_size=200))
def test_any_text_is_looked_at_and_masked(text: str) -> None:
    for look in (card_in, email_in, phone_in, secret_in):
        look(text)
    assert len(masked(text)) < 60
