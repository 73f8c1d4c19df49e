"""Every rule by mutation: a clean call, or a clean session, in which one thing is broken has exactly that found."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.events import CallType, Message
from debugger.findings import Finding, verdict_of
from debugger.payload import pointer
from debugger.spec import SuccessionInspector, inspect, rules, together, trace_of
from debugger.wire.message import message_from

RECEIVED_AT = 1_791_105_165_900_000
"""2026-10-04T09:12:45.900Z."""

COMMON: dict[str, Any] = {
    "messageId": "msg-2f7c90b1-8d3e-4a55-b1de-50a9f3c7e610",
    "anonymousId": "5f2c7e9a-90b1-4d3e-8a55-b1de50a9f3c7",
    "userId": "walker-5120",
    "timestamp": "2026-10-04T09:12:45.120Z",
    "sentAt": "2026-10-04T09:12:45.480Z",
    "context": {
        "ip": "203.0.113.24",
        "locale": "pt-PT",
        "timezone": "Europe/Lisbon",
        "userAgent": "Mozilla/5.0 (X11; Linux x86_64)",
        "library": {"name": "analytics.js", "version": "2.11.1"},
        "page": {
            "url": "https://harbourwalks.example/walks?month=10",
            "path": "/walks",
            "search": "?month=10",
            "title": "Walks",
        },
        "campaign": {"name": "autumn", "source": "newsletter"},
        "screen": {"width": 1224, "height": 2700, "density": 2.75},
        "device": {"type": "android", "advertisingId": "0d9e6c1a-33b5-4c0e-8a4f-5e1b7c2d9f60"},
    },
    "integrations": {"All": True},
}
CALLS: Mapping[str, dict[str, Any]] = {
    "track": {
        "type": "track",
        "event": "Order Completed",
        "properties": {
            "order_id": "o-5120",
            "revenue": 19.99,
            "value": 3,
            "currency": "EUR",
            "products": [{"product_id": "walk-204", "price": 19.99, "quantity": 1}],
        },
    },
    "video": {"type": "track", "event": "Video Ad Started", "properties": {"type": "pre-roll"}},
    "own": {"type": "track", "event": "Walk Booked", "properties": {"walk": "Old harbour"}},
    "identify": {
        "type": "identify",
        "traits": {
            "email": "walker@harbourwalks.example",
            "firstName": "Ana",
            "age": 41,
            "createdAt": "2026-09-04T09:12:45.120Z",
        },
    },
    "page": {
        "type": "page",
        "name": "Walks",
        "category": "Shop",
        "properties": {"url": "https://harbourwalks.example/walks", "path": "/walks"},
    },
    "group": {"type": "group", "groupId": "club-7", "traits": {"name": "Harbour Club"}},
    "alias": {"type": "alias", "previousId": "guest-17"},
}

WORDS = st.text("bcdfghjklm", min_size=3, max_size=12)
NUMBERS = st.integers(1, 10**9)
Change = Callable[[dict[str, Any], Any], None]


def only(value: object) -> st.SearchStrategy[Any]:
    return st.just(value)


@dataclass(frozen=True, kw_only=True)
class Breakage:
    """One thing that is done to a clean call, and where it must be found."""

    call: str
    place: str
    values: st.SearchStrategy[Any] = st.none()  # noqa: RUF009 - strategies do not change
    change: Change | None = None
    """What to do instead of putting the value at the place."""
    raw: Callable[[bytes], bytes] | None = None
    """What to do to the bytes."""
    sent: Callable[[Message], Message] | None = None
    """What to change about how it was sent."""
    before: Change | None = None
    """For the rules of the sequence: what the call before had otherwise."""


def put(
    call: str, place: str, values: st.SearchStrategy[Any], *, at: str | None = None
) -> Breakage:
    return Breakage(
        call=call,
        place=place if at is None else at,
        values=values,
        change=lambda message, value: set_at(message, place, value),
    )


def drop(call: str, place: str, *, at: str | None = None) -> Breakage:
    return Breakage(
        call=call,
        place=place if at is None else at,
        change=lambda message, _value: container_of(message, place).pop(place.rsplit("/", 1)[1]),
    )


def without_identity(message: dict[str, Any], _value: object) -> None:
    del message["userId"], message["anonymousId"]


def rename(call: str, place: str, name: str, *, at: str | None = None) -> Breakage:
    def renamed(message: dict[str, Any], _value: object) -> None:
        container = container_of(message, place)
        container[name] = container.pop(place.rsplit("/", 1)[1])

    renamed_to = pointer.join(pointer.parent(place), name)
    return Breakage(call=call, place=renamed_to if at is None else at, change=renamed)


def raw(call: str, place: str, change: Callable[[bytes], bytes]) -> Breakage:
    return Breakage(call=call, place=place, raw=change)


def sent(call: str, place: str, **changes: Any) -> Breakage:
    return Breakage(call=call, place=place, sent=lambda message: replace(message, **changes))


def after(call: str, place: str, before: Mapping[str, Any], **changes: Any) -> Breakage:
    """The call, changed, after one that differs from the clean one by `before`."""

    def changed(message: dict[str, Any], _value: object) -> None:
        message |= changes

    def earlier(message: dict[str, Any], _value: object) -> None:
        message |= before

    return Breakage(call=call, place=place, change=changed, before=earlier)


def container_of(message: dict[str, Any], place: str) -> Any:
    container: Any = message
    for token in pointer.split(place)[:-1]:
        container = container[int(token)] if isinstance(container, list) else container[token]
    return container


def set_at(message: dict[str, Any], place: str, value: object) -> None:
    container_of(message, place)[pointer.split(place)[-1]] = value


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(payload: bytes) -> bytes:
        assert old in payload
        return payload.replace(old, new, 1)

    return change


def spell(strategy: st.SearchStrategy[str], text: str) -> st.SearchStrategy[str]:
    return strategy.map(lambda drawn: text.replace("*", drawn))


DIGITS = st.text("123456789", min_size=3, max_size=5)
SEVEN = st.text("0123456789", min_size=7, max_size=7)

UNSAFE = st.integers(2**53 + 1, 2**60).map(lambda number: number | 1)

BREAKAGES: Mapping[str, Breakage] = {
    "advertising-id-malformed": put("track", "/context/device/advertisingId", WORDS),
    "advertising-id-not-string": put("track", "/context/device/advertisingId", NUMBERS),
    "batch-too-long": sent("own", "", position=0, batch_size=2501),
    "body-not-json": raw("own", "", lambda payload: payload[:-1]),
    "byte-order-mark": raw("own", "", lambda payload: b"\xef\xbb\xbf" + payload),
    "call-repeated": after("own", "/event", {}, messageId="msg-2"),
    "campaign-prefixed": rename("own", "/context/campaign/source", "utm_source"),
    "category-not-string": put("page", "/category", NUMBERS),
    "channel-unknown": put("own", "/context/channel", WORDS),
    "clock-skewed": put("own", "/sentAt", spell(DIGITS, "2026-10-06T09:12:45.*Z")),
    "common-field-wrong-type": put("own", "/messageId", NUMBERS),
    "consent-malformed": put("own", "/context/consent", WORDS),
    "consent-missing": put("own", "/event", only("Segment Consent Preference Updated"), at="/context/consent"),
    "context-field-wrong-type": put("own", "/context/locale", NUMBERS),
    "context-key-misspelt": rename("own", "/context/timezone", "timeZone"),
    "context-not-object": put("own", "/context", WORDS),
    "context-undocumented-field-wrong-type": put("own", "/context/device/token", NUMBERS),
    "currency-lower-case": put("track", "/properties/currency", st.sampled_from(["eur", "usd", "Gbp"])),
    "currency-not-iso-4217": put("track", "/properties/currency", st.sampled_from(["Euro", "US$", "XQZ"])),
    "duplicate-key": raw("own", "/userId", replaced(b'{"type"', b'{"userId": "walker-77", "type"')),
    "email-in-properties": put("own", "/properties/walk", spell(WORDS, "*@harbourwalks.example")),
    "event-deprecated": put("own", "/event", st.sampled_from(["Viewed Product", "Added Product"])),
    "event-dynamic": put("own", "/event", spell(DIGITS, "Walk 2*204 Booked")),
    "event-empty": put("own", "/event", only("")),
    "event-missing": drop("own", "/event"),
    "event-misspelt": put("track", "/event", st.sampled_from(["Order Compleated", "Order Complted"])),
    "event-not-string": put("own", "/event", NUMBERS),
    "event-style": put("own", "/event", st.sampled_from(["walk booked", "Booking The Walk", "book walk"])),
    "event-undescriptive": put("own", "/event", st.sampled_from(["Event 12", "click", "TMDropd"])),
    "event-variant": put("track", "/event", st.sampled_from(["order_completed", "OrderCompleted"])),
    "event-written-two-ways": after("own", "/event", {"messageId": "msg-1", "event": "walk Booked"}),
    "field-disputed": put("own", "/version", WORDS),
    "field-misplaced": put("own", "/traits", st.dictionaries(WORDS, WORDS, min_size=1)),
    "field-misspelt": rename("own", "/timestamp", "timeStamp"),
    "group-id-missing": drop("group", "/groupId"),
    "identify-late": after("identify", "/userId", {"type": "track", "event": "Walk Booked", "messageId": "msg-1"}),
    "identity-empty": put("own", "/userId", only("")),
    "identity-missing": Breakage(call="own", place="/anonymousId", change=without_identity),
    "identity-not-string": put("own", "/userId", NUMBERS),
    "identity-placeholder": put("own", "/userId", st.sampled_from(["null", "undefined", "0"])),
    "integration-not-boolean": put("own", "/integrations/All", WORDS),
    "invalid-utf8": raw("own", "", replaced(b"Old", b"Old\xff")),
    "ip-malformed": put("own", "/context/ip", WORDS),
    "legacy-name": rename("own", "/context", "options"),
    "locale-malformed": put("own", "/context/locale", st.sampled_from(["en-UK", "german", "x"])),
    "locale-underscored": put("own", "/context/locale", st.sampled_from(["en_US", "de_DE"])),
    "lone-surrogate": raw("own", "/properties/walk", replaced(b"Old", rb"\ud83d")),
    "message-id-repeated": after("own", "/messageId", {}),
    "message-id-too-long": put("own", "/messageId", st.text("abc", min_size=101, max_size=300)),
    "message-too-large": put("own", "/properties/walk", st.integers(33_000, 60_000).map("x ".__mul__), at=""),
    "name-not-string": put("page", "/name", NUMBERS),
    "nonstandard-number": raw("own", "/properties/walk", replaced(b'"Old harbour"', b"NaN")),
    "nul-character": raw("own", "/properties/walk", replaced(b"Old", rb"\u0000")),
    "number-out-of-range": raw("own", "/properties/walk", replaced(b'"Old harbour"', b"1e999")),
    "offline-burst": put("own", "/timestamp", only("2026-10-04T08:12:45.120Z")),
    "page-parts-disagree": put("own", "/context/page/path", spell(WORDS, "/*")),
    "page-property-wrong-type": put("page", "/properties/path", NUMBERS),
    "page-url-malformed": put("own", "/context/page/url", spell(WORDS, "*.html")),
    "payment-card": put("own", "/properties/walk", only("4111 1111 1111 1111")),
    "personal-data-in-url": put("own", "/context/page/referrer", spell(WORDS, "https://a.example/?email=*@a.example")),
    "phone-in-properties": put("own", "/properties/walk", spell(SEVEN, "+35191*")),
    "previous-id-missing": drop("alias", "/previousId"),
    "properties-not-object": put("own", "/properties", WORDS),
    "property-miscased": rename("track", "/properties/order_id", "orderId"),
    "property-misspelt": rename("track", "/properties/currency", "curency"),
    "request-refused": sent("own", "", request_refusal="another message is not JSON", position=0),
    "revenue-missing": rename("track", "/properties/revenue", "total", at="/properties/revenue"),
    "revenue-not-number": put("track", "/properties/revenue", st.sampled_from(["19.99", "$1,299.00"]) | WORDS),
    "screen-size-impossible": put("own", "/context/screen/width", st.integers(-(10**6), -1)),
    "secret-in-message": put("own", "/properties/password", WORDS),
    "semantic-property-doubtful": put("video", "/properties/type", WORDS),
    "semantic-property-wrong-type": put("track", "/properties/order_id", NUMBERS),
    "timestamp-in-future": put("own", "/timestamp", spell(st.sampled_from("6789"), "2026-10-0*T09:12:45.120Z")),
    "timestamp-malformed": put("own", "/timestamp", WORDS),
    "timestamp-without-zone": put("own", "/timestamp", only("2026-10-04T09:12:45.120")),
    "timestamp-years-old": put("own", "/timestamp", st.integers(1999, 2016).map("{}-10-04T09:12:45.120Z".format)),
    "timezone-unknown": put("own", "/context/timezone", WORDS),
    "too-many-properties": put("own", "/properties", only({f"p{n}": 1 for n in range(10_001)})),
    "trait-malformed": put("identify", "/traits/email", WORDS),
    "trait-misspelt": rename("identify", "/traits/firstName", "firtName"),
    "trait-wrong-type": put("identify", "/traits/firstName", NUMBERS),
    "traits-not-object": put("identify", "/traits", WORDS),
    "type-missing": drop("own", "/type"),
    "type-not-of-route": sent("own", "/type", route_type=CallType.IDENTIFY),
    "type-unknown": put("own", "/type", WORDS),
    "unsafe-integer": put("own", "/properties/walk", UNSAFE),
    "unsafe-integer-in-context": put("own", "/context/device/serial", UNSAFE),
    "user-agent-data-malformed": put("own", "/context/userAgentData", WORDS),
    "user-agent-malformed": put("own", "/context/userAgent", st.sampled_from(["Firefox", "Chrome on Linux"])),
    "user-id-changed": after("own", "/userId", {"messageId": "msg-1", "userId": "walker-77", "event": "Walk Seen"}),
    "user-id-email": put("own", "/userId", spell(WORDS, "*@harbourwalks.example")),
    "value-not-number": put("track", "/properties/value", WORDS),
}  # fmt: skip


def clean(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(CALLS[name] | COMMON))
    return made


def judged(message: Message, succession: SuccessionInspector, number: int) -> tuple[Finding, ...]:
    own = inspect(message)
    trace = trace_of(message, verdict_of(own))
    if trace is None:
        return own
    of_sequence = succession.inspect(trace, number=number, request=number)
    return together(own, of_sequence, trace.fields)


def broken_message(breakage: Breakage, value: object) -> Message:
    call = clean(breakage.call)
    if breakage.change:
        breakage.change(call, value)
    payload = json.dumps(call).encode()
    if breakage.raw:
        payload = breakage.raw(payload)
    message = message_from(payload, received_at=RECEIVED_AT)
    return breakage.sent(message) if breakage.sent else message


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_clean_before_anything_is_broken(name: str) -> None:
    message = message_from(json.dumps(clean(name)).encode(), received_at=RECEIVED_AT)
    assert judged(message, SuccessionInspector(), 1) == ()


def test_every_rule_is_broken_once() -> None:
    assert BREAKAGES.keys() == {rule.id for rule in rules()}


@pytest.mark.parametrize("rule", BREAKAGES)
@settings(max_examples=15)
@given(data=st.data())
def test_exactly_what_is_broken_is_found(rule: str, data: st.DataObject) -> None:
    breakage = BREAKAGES[rule]
    succession = SuccessionInspector()
    number = 1
    if breakage.before:
        call = clean("own")
        breakage.before(call, None)
        judged(message_from(json.dumps(call).encode(), received_at=RECEIVED_AT), succession, 1)
        number = 2
    if rule == "offline-burst":
        for number in (1, 2):
            call = clean("own") | {"messageId": f"msg-{number}", "event": f"Walk {'Seen' * number}"}
            set_at(call, "/timestamp", "2026-10-04T08:02:45.120Z")
            judged(
                message_from(json.dumps(call).encode(), received_at=RECEIVED_AT), succession, number
            )
        number = 3
    message = broken_message(breakage, data.draw(breakage.values))
    found = judged(message, succession, number)
    expected = [(rule, breakage.place)]
    if rule == "too-many-properties":  # so many are always too large as well
        expected = [("message-too-large", ""), *expected]
    assert [(each.rule, each.pointer) for each in found] == expected
