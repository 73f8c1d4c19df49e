"""What values mean, in sentences: by their field, by their name, by how they are written."""

from __future__ import annotations

import json
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from debugger.events import Message
from debugger.meaning import meaning
from debugger.payload.text import visible

NOON = 1_795_435_200_000_000
"""2026-11-23T12:00:00Z."""
CALL = Message(
    payload=b"",
    fields={"type": "track", "event": "Order Completed", "properties": {"revenue": 1}},
    received_at=NOON + 1_500_000,
)
MONDAY = "Monday 2026-11-23 14:00:00 (UTC+02:00), 1 hour ago."
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1"
)


def told(place: str, value: object, message: Message = CALL) -> tuple[str, ...]:
    """An hour and some minutes after noon, two hours east of Greenwich."""
    now = NOON + 3_900_000_000
    return meaning(place, value, message, now=now, zone=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("/timestamp", "2026-11-23T12:00:00.250Z", MONDAY.replace(" (", ".250 (")),
        ("/timestamp", "2026-11-23T12:00:00Z", "1.5 seconds before it arrived here."),
        ("/timestamp", "2026-11-23T12:00:01.500Z", "It arrived here at the same moment."),
        (
            "/timestamp",
            "2026-11-24T12:00:00Z",
            "Tuesday 2026-11-24 14:00:00 (UTC+02:00), 23 hours from now.",
        ),
        ("/properties/day", "2026-11-20", "A day: Friday 2026-11-20, 4 days ago."),
        ("/properties/seen", "2026-11-23T12:00:00", f"Without a zone, taken for UTC: {MONDAY}"),
        ("/timestamp", "0001-01-01T00:00:00Z", "Go's zero time, which stands for no time at all."),
        ("/properties/created_at", NOON // 1_000_000, f"As seconds since 1970: {MONDAY}"),
        ("/properties/createdAt", NOON // 1_000, f"As milliseconds since 1970: {MONDAY}"),
        ("/properties/currency", "usd", "USD is the code of US Dollar."),
        ("/properties/country", "AT", "AT is the code of Austria."),
        ("/context/locale", "de-AT", "German, as in Austria."),
        ("/context/timezone", "Asia/Kolkata", "It is 18:35 there now, UTC+05:30."),
        ("/context/userAgent", IPHONE, "Mobile Safari 17.4 on iOS 17.4, Apple iPhone."),
        (
            "/context/userAgent",
            "Googlebot/2.1 (+http://www.google.com/bot.html)",
            "Googlebot 2.1, a crawler, not a person.",
        ),
        (
            "/context/page/url",
            "https://x.example:8443/a%20b?q#top",
            "Scheme https, host x.example, port 8443, path /a b.",
        ),
        (
            "/context/page/url",
            "https://shop.example/?utm_source=spring&x=1%202",
            "Parameters: utm_source = spring; x = 1 2.",
        ),
        ("/context/page/url", "https://shop.example/#top", "Fragment: top."),
        ("/properties/link", "myapp://u:p@host", "It carries a user's name or password."),
        ("/properties/link", "http://[::1", "This is no URL: its host or port cannot be read."),
        ("/properties/revenue", 1, "Money earned by the event, as a decimal amount."),
        ("/properties/products/0/price", 1, "Expected: number."),
        ("/context/page/url", "x", "The whole address."),
        (
            "/userId",
            "u",
            "The user's identifier in your own database; it or `anonymousId` is required.",
        ),
    ],
)
def test_a_value_is_told(place: str, value: object, sentence: str) -> None:
    assert sentence in told(place, value)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/properties/order", "20261120"),  # a number of an order, not a day
        ("/properties/mine", "2026"),
        ("/properties/mine", 1_795_435_200),
        ("/properties/mine", True),
        ("/properties/mine", "x" * 10_000_000),
        ("/properties/currency_of_mine", "USD"),
        ("", {}),
    ],
)
def test_what_is_not_known_is_not_told(place: str, value: object) -> None:
    assert told(place, value) == ()


def test_traits_are_known_by_each_way_of_writing_them() -> None:
    call = Message(payload=b"", fields={"type": "identify", "traits": {}})
    assert told("/traits/firstName", "Ada", call) == told("/traits/first_name", "Ada", call) != ()


LIKE_VALUES = some.one_of(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    some.from_regex(r"[a-z]{3,5}://[^\s]{0,40}", fullmatch=True),
    some.from_regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?", fullmatch=True),
    some.sampled_from(
        ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "http://x/?\u202e=%00"]
    ),
)


@given(
    place=some.sampled_from(
        [
            "/timestamp",
            "/context/timezone",
            "/context/userAgent",
            "/context/locale",
            "/x/currency",
            "/properties/products/0/created_at",
            "/properties/country",
            "/a~1b/url",
            "",
        ]
    ),
    value=LIKE_VALUES,
)
def test_any_value_is_told_in_plain_text(place: str, value: object) -> None:
    for sentence in meaning(place, value, CALL, now=NOON, zone=UTC):
        assert sentence == visible(sentence) != ""
        assert json.loads(json.dumps(sentence)) == sentence
