"""Names and values of an app's own are legal, and are left alone though they resemble others."""

from __future__ import annotations

import json

import pytest

from debugger.findings import Severity
from debugger.spec import inspect
from debugger.wire.message import message_from

CALL = {"type": "track", "userId": "walker-5120", "event": "Order Completed"}


def warnings_of(call: dict[str, object]) -> list[tuple[str, str]]:
    found = inspect(message_from(json.dumps(CALL | call).encode()))
    return [(each.rule, each.pointer) for each in found if each.severity > Severity.ADVICE]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("shopping", 3),
        ("coupons", ["A", "B"]),
        ("published", True),
        ("order_number", "4539578763621486"),
        ("session_token_age", 12),
        ("cardNumber", "•••• 1111"),
        ("secret_level", "harbour"),
        ("passport_office", "Porto"),
        ("change", "+12"),
        ("handle", "@harbourwalks"),
        ("link", "https://harbourwalks.example/?month=october&sort=price"),
        ("", "an empty name"),
        ("metadata", {"a": {"b": {"c": 1}}}),
        ("started_at", 1_791_105_165_120),
    ],
)
def test_properties_of_ones_own(name: str, value: object) -> None:
    assert warnings_of({"properties": {name: value}}) == []


@pytest.mark.parametrize(
    "name",
    ["tenant", "sessionId", "screens", "app_name", "userAgents", "deviceInfo", "clientIds", "ids"],
)
def test_context_of_ones_own(name: str) -> None:
    assert warnings_of({"context": {name: "harbour"}}) == []


@pytest.mark.parametrize("name", ["metadata", "tenant", "to", "from", "email", "source", "role"])
def test_fields_of_ones_own(name: str) -> None:
    assert warnings_of({name: "harbour"}) == []


@pytest.mark.parametrize(
    "event",
    [
        "Card Viewed",
        "Products Viewed",
        "Form 1040 Sent",
        "Plan B Chosen",
        "Login",
        "2FA Enabled",
        "Étape Finie",
    ],
)
def test_events_of_ones_own(event: str) -> None:
    assert warnings_of({"event": event}) == []
