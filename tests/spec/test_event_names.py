"""Event names that say something pass in any style and language; those that say nothing do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.spec.event_names import poverty


@pytest.mark.parametrize(
    "name",
    [
        "Signed Up", "order_completed", "OrderCompleted", "orderCompleted", "Purchase", "FAQ Viewed", "Login",
        "LOGIN", "ADD_TO_CART", "add-to-cart", "page_view", "$pageview", "checkout:submit", "app.click",
        "SDKInitialized", "CTAClicked", "RSVP", "SMS Sent", "iOS App Opened", "3D Model Viewed", "2FA Enabled",
        "A/B Test Viewed", "Button Clicked", "Event Created", "Custom Domain Added", "Search", "Tutorial", "KPIs",
        "Order 66 Executed", "Segment Consent Preference Updated", "Registriert", "Événement Créé", "注册",
        "Регистрация", "تم التسجيل", "x" * 201,
    ],
)  # fmt: skip
def test_a_name_that_says_something_passes(name: str) -> None:
    assert poverty(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Event 12", "reads like a placeholder"),
        ("event", "reads like a placeholder"),
        ("Test Event", "reads like a placeholder"),
        ("undefined", "reads like a placeholder"),
        ("asdf", "reads like a placeholder"),
        ("TMDropd", "is not a word that others can read"),
        ("btnClk", "is not a word that others can read"),
        ("TM_DRPD", "is not a word that others can read"),
        ("a", "is not a word that others can read"),
        ("e12", "is not a word that others can read"),
        ("click", "does not say what it happened to"),
        ("Clicked", "does not say what it happened to"),
        ("button", "does not say what it happened to"),
        ("Viewed 3", "does not say what it happened to"),
        ("12", "has no letters"),
        ("--", "has no letters"),
        ("🚢", "has no letters"),
    ],
)
def test_a_name_that_says_nothing_is_told_why(name: str, reason: str) -> None:
    assert poverty(name) == reason


@given(st.text(max_size=250))
def test_any_name_is_judged(name: str) -> None:
    poverty(name)
